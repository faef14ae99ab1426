package io.portolan.scorecard;

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

/// Hourly, on one node of the cluster: evaluates scorecards whose conditions look at the present moment.
@DisallowConcurrentExecution
class ScorecardSweepJob implements Job {

    private final ScorecardEvaluation evaluation;

    ScorecardSweepJob(ScorecardEvaluation evaluation) {
        this.evaluation = evaluation;
    }

    @Override
    public void execute(JobExecutionContext context) {
        evaluation.byTime();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        JobDetail scorecardSweepJob() {
            return JobBuilder.newJob(ScorecardSweepJob.class)
                    .withIdentity("scorecard-sweep", "scorecard")
                    .withDescription("Evaluates scorecards with conditions on spans of time")
                    .storeDurably()
                    .build();
        }

        @Bean
        Trigger scorecardSweepTrigger() {
            return TriggerBuilder.newTrigger()
                    .forJob("scorecard-sweep", "scorecard")
                    .withIdentity("scorecard-sweep", "scorecard")
                    .withSchedule(SimpleScheduleBuilder.repeatHourlyForever()
                            .withMisfireHandlingInstructionNextWithRemainingCount())
                    .build();
        }
    }
}
