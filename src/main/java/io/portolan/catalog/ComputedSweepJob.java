package io.portolan.catalog;

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

/// Hourly, on one node of the cluster: computes again what depends on the present moment (dialect section 1.4).
@DisallowConcurrentExecution
class ComputedSweepJob implements Job {

    private final ComputedConsumer computed;

    ComputedSweepJob(ComputedConsumer computed) {
        this.computed = computed;
    }

    @Override
    public void execute(JobExecutionContext context) {
        computed.refreshByTime();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        JobDetail computedSweepJob() {
            return JobBuilder.newJob(ComputedSweepJob.class)
                    .withIdentity("computed-sweep", "catalog")
                    .withDescription("Computes again what depends on the present moment")
                    .storeDurably()
                    .build();
        }

        @Bean
        Trigger computedSweepTrigger() {
            return TriggerBuilder.newTrigger()
                    .forJob("computed-sweep", "catalog")
                    .withIdentity("computed-sweep", "catalog")
                    .withSchedule(SimpleScheduleBuilder.repeatHourlyForever()
                            .withMisfireHandlingInstructionNextWithRemainingCount())
                    .build();
        }
    }
}
