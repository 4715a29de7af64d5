import { Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { alarmRuleName } from '../../shared/domain/names.ts';
import type { FunctionQueue } from './function-queue.ts';

/** Where the changes of alarms go. */
export interface AlarmRuleProps {
  readonly alerts: FunctionQueue;
}

/**
 * The rule that puts every change of a CloudWatch alarm of this account and region on the alerts
 * queue. What cannot be put there lies in the dead-letter queue, as the event that it is.
 */
export class AlarmRule extends Construct {
  constructor(scope: Construct, id: string, { alerts }: AlarmRuleProps) {
    super(scope, id);
    const rule = new Rule(this, 'Rule', {
      ruleName: alarmRuleName,
      description: 'Changes of CloudWatch alarms, for restarts by alerts',
      // CloudWatch user guide, "Alarm events and EventBridge".
      eventPattern: { source: ['aws.cloudwatch'], detailType: ['CloudWatch Alarm State Change'] },
    });
    rule.addTarget({
      bind: () => ({ arn: alerts.queue.queueArn, deadLetterConfig: { arn: alerts.deadLetters.queueArn } }),
    });
    alerts.acceptEventsOf(rule.ruleArn);
  }
}
