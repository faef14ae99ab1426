package io.portolan.automation;

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

/// Every five seconds, on one node of the cluster: announces timers that have run out.
@DisallowConcurrentExecution
class TimerSweepJob implements Job {

    private static final int SECONDS = 5;

    private final TimerService timers;

    TimerSweepJob(TimerService timers) {
        this.timers = timers;
    }

    @Override
    public void execute(JobExecutionContext context) {
        timers.sweep();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        JobDetail timerSweepJob() {
            return JobBuilder.newJob(TimerSweepJob.class)
                    .withIdentity("timer-sweep", "automation")
                    .withDescription("Announces timer properties that have run out")
                    .storeDurably()
                    .build();
        }

        @Bean
        Trigger timerSweepTrigger() {
            return TriggerBuilder.newTrigger()
                    .forJob("timer-sweep", "automation")
                    .withIdentity("timer-sweep", "automation")
                    .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever(SECONDS)
                            .withMisfireHandlingInstructionNextWithRemainingCount())
                    .build();
        }
    }
}
