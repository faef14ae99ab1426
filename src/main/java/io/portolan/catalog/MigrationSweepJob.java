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

/// Every minute, on one node of the cluster: goes on with migrations that nobody works on any more.
@DisallowConcurrentExecution
class MigrationSweepJob implements Job {

    private final MigrationService migrations;

    MigrationSweepJob(MigrationService migrations) {
        this.migrations = migrations;
    }

    @Override
    public void execute(JobExecutionContext context) {
        migrations.work();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        JobDetail migrationSweepJob() {
            return JobBuilder.newJob(MigrationSweepJob.class)
                    .withIdentity("migration-sweep", "catalog")
                    .withDescription("Goes on with migrations that were interrupted")
                    .storeDurably()
                    .build();
        }

        @Bean
        Trigger migrationSweepTrigger() {
            return TriggerBuilder.newTrigger()
                    .forJob("migration-sweep", "catalog")
                    .withIdentity("migration-sweep", "catalog")
                    .withSchedule(SimpleScheduleBuilder.repeatMinutelyForever()
                            .withMisfireHandlingInstructionNextWithRemainingCount())
                    .build();
        }
    }
}
