import { locality } from '../locality.ts';
import type { StackResource } from '../template/stack.ts';
import type { AlarmState } from './alarm-state.ts';

/** What CloudWatch publishes when an alarm changes: subject and JSON text (CloudWatch user guide, "Notify users on alarm changes"). */
export function alarmMessage(
  { name, arn, properties }: StackResource<'AWS::CloudWatch::Alarm'>,
  state: AlarmState,
  at: number,
): { readonly Subject: string; readonly Message: string } {
  const { Namespace, MetricName, Statistic, Dimensions, Period, EvaluationPeriods, ComparisonOperator, Threshold } = properties;
  const message = {
    AlarmName: name,
    AlarmDescription: properties.AlarmDescription ?? null,
    AWSAccountId: locality.accountId,
    NewStateValue: state,
    NewStateReason: `Threshold ${state === 'ALARM' ? 'Crossed' : 'no longer crossed'}: ${MetricName} of ${Dimensions[0].Value}`,
    StateChangeTime: new Date(at).toISOString().replace('Z', '+0000'),
    Region: 'US East (N. Virginia)',
    AlarmArn: arn,
    OldStateValue: state === 'ALARM' ? 'OK' : 'ALARM',
    Trigger: { Namespace, MetricName, Statistic, Dimensions, Period, EvaluationPeriods, ComparisonOperator, Threshold },
  };
  return { Subject: `${state}: "${name}" in US East (N. Virginia)`, Message: JSON.stringify(message) };
}
