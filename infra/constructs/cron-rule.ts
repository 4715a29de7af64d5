import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Schedule } from '../../shared/contract/compiled-configuration.ts';
import { jobTemplate } from '../../shared/contract/job.ts';
import type { PowerAction } from '../../shared/domain/vocabulary.ts';
import type { ScheduleGroup } from './schedule-group.ts';

/** One transition of a schedule: its `start` moment. */
export interface CronRuleProps {
  readonly scheduleName: string;
  readonly schedule: Schedule;
  readonly action: PowerAction;
  readonly group: ScheduleGroup;
}

/** The EventBridge Scheduler schedule of one transition: at each of its moments it puts one job on the jobs queue. */
export class CronRule extends Construct {
  constructor(scope: Construct, id: string, props: CronRuleProps) {
    super(scope, id);
    const { scheduleName, schedule, action, group } = props;
    const rule = new CfnSchedule(this, 'Rule', {
      name: `${scheduleName}-${action}`,
      groupName: group.name,
      scheduleExpression: `cron(${schedule[action].cron})`,
      scheduleExpressionTimezone: schedule.timezone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: group.jobs.queue.queueArn,
        roleArn: group.role.roleArn,
        input: JSON.stringify(jobTemplate(scheduleName, action)),
        deadLetterConfig: { arn: group.jobs.deadLetters.queueArn },
        retryPolicy: {
          // A job older than this is not run, so Scheduler need not deliver it; 185 is the most attempts it makes.
          maximumEventAgeInSeconds: Math.ceil(schedule.expiresAfterMs / 1000),
          maximumRetryAttempts: 185,
        },
      },
    });
    // A rule that fires before its role's policy is there would be refused.
    rule.node.addDependency(group.role);
  }
}
