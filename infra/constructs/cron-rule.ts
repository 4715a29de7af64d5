import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Schedule } from '../../shared/contract/compiled-configuration.ts';
import { jobTemplate } from '../../shared/contract/job.ts';
import type { ActiveDays } from '../../shared/schedule/active-days.ts';
import type { SchedulerRule } from '../../shared/schedule/scheduler-rules.ts';
import type { ScheduleGroup } from './schedule-group.ts';

/** One rule that starts or stops the instances of a schedule. `id` is also the rule's name. */
export interface CronRuleProps {
  readonly id: string;
  readonly scheduleName: string;
  readonly schedule: Schedule;
  readonly rule: SchedulerRule;
  /** When the rule may fire; instants that have passed are left out. */
  readonly active: ActiveDays;
  readonly group: ScheduleGroup;
}

/**
 * One EventBridge Scheduler schedule: at each of its moments it puts one job on the jobs queue.
 */
export class CronRule extends Construct {
  constructor(scope: Construct, id: string, props: CronRuleProps) {
    super(scope, id);
    const { scheduleName, schedule, rule, active, group } = props;
    const fired = new CfnSchedule(this, 'Rule', {
      name: props.id,
      groupName: group.name,
      scheduleExpression: rule.expression,
      scheduleExpressionTimezone: schedule.timezone,
      // For a date of its own Scheduler ignores both (CreateSchedule).
      ...(active.from !== null && { startDate: new Date(active.from).toISOString() }),
      ...(active.to !== null && { endDate: new Date(active.to).toISOString() }),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: group.jobs.queue.queueArn,
        roleArn: group.role.roleArn,
        input: JSON.stringify(jobTemplate(scheduleName, rule, schedule.timezone)),
        deadLetterConfig: { arn: group.jobs.deadLetters.queueArn },
        retryPolicy: {
          // A job older than this is not run, so Scheduler need not deliver it. 185 is the most
          // attempts that Scheduler makes.
          maximumEventAgeInSeconds: Math.ceil(schedule.expiresAfterMs[rule.action] / 1000),
          maximumRetryAttempts: 185,
        },
      },
    });
    // SQS would refuse a rule that fires before its role has its policy.
    fired.node.addDependency(group.role);
  }
}
