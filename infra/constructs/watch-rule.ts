import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { watchTemplate } from '../../shared/contract/job.ts';
import { watchRuleName } from '../../shared/domain/names.ts';
import type { ScheduleGroup } from './schedule-group.ts';

/**
 * The group with the role and the queue that the rule shares with every other. CloudFormation makes
 * it after `dispatch`, because an older dispatch cannot read what it sends.
 */
export interface WatchRuleProps {
  readonly group: ScheduleGroup;
  readonly dispatch: LambdaFunction;
}

/**
 * The rule that calls for a watch every hour, at 17 minutes past. It goes the way of every job, so it
 * proves that way: no heartbeat comes when Scheduler, the role, the queue or dispatch does not work.
 */
export class WatchRule extends Construct {
  constructor(scope: Construct, id: string, { group, dispatch }: WatchRuleProps) {
    super(scope, id);
    const rule = new CfnSchedule(this, 'Rule', {
      name: watchRuleName,
      groupName: group.name,
      description: 'Calls for a look at what should have happened in the last day',
      // Not on the hour, when most jobs are due.
      scheduleExpression: 'cron(17 * * * ? *)',
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: group.jobs.queue.queueArn,
        roleArn: group.role.roleArn,
        input: JSON.stringify(watchTemplate),
        deadLetterConfig: { arn: group.jobs.deadLetters.queueArn },
        // The next one comes in an hour.
        retryPolicy: { maximumEventAgeInSeconds: 1_800, maximumRetryAttempts: 185 },
      },
    });
    rule.node.addDependency(group.role, dispatch);
  }
}
