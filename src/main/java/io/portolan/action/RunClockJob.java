package io.portolan.action;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Every five seconds, on one node of the cluster: starts runs whose time has come, ends those whose time is over and
/// has approvers reminded.
@DisallowConcurrentExecution
class RunClockJob implements Job {

    private static final int SECONDS = 5;

    private final RunClock clock;

    RunClockJob(RunClock clock) {
        this.clock = clock;
    }

    @Override
    public void execute(JobExecutionContext context) {
        clock.tick();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        JobDetail runClockJob() {
            return JobBuilder.newJob(RunClockJob.class)
                    .withIdentity("run-clock", "action")
                    .withDescription("Starts runs for later and ends runs that take too long")
                    .storeDurably()
                    .build();
        }

        @Bean
        Trigger runClockTrigger() {
            return TriggerBuilder.newTrigger()
                    .forJob("run-clock", "action")
                    .withIdentity("run-clock", "action")
                    .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever(SECONDS)
                            .withMisfireHandlingInstructionNextWithRemainingCount())
                    .build();
        }
    }
}
