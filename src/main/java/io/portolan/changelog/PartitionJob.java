package io.portolan.changelog;

import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Nightly: makes and drops partitions of the change log.
class PartitionJob implements Job {

    private final ChangePartitions partitions;

    PartitionJob(ChangePartitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public void execute(JobExecutionContext context) {
        partitions.maintain();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        JobDetail partitionJob() {
            return JobBuilder.newJob(PartitionJob.class)
                    .withIdentity("partitions", "changelog")
                    .withDescription("Makes and drops monthly partitions of the change log")
                    .storeDurably()
                    .build();
        }

        @Bean
        Trigger partitionTrigger() {
            return TriggerBuilder.newTrigger()
                    .forJob("partitions", "changelog")
                    .withIdentity("nightly-partitions", "changelog")
                    .withSchedule(CronScheduleBuilder.dailyAtHourAndMinute(3, 10))
                    .build();
        }
    }
}
