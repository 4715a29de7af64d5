import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { NoticeTopic } from './notice-topic.ts';

/** When an alarm goes off, and what it says. */
export interface NoticeAlarmProps {
  readonly alarmName: string;
  /** One sentence for the person who gets the mail. */
  readonly says: string;
  /** The heading of docs/runbook.md about it, as its address. */
  readonly runbook: string;
  readonly metric: IMetric;
  /** Default: one or more. */
  readonly threshold?: number;
  readonly comparison?: ComparisonOperator;
  /** So many of the last periods must breach; default: the last one. */
  readonly datapoints?: { readonly breaching: number; readonly of: number };
  /** Default: a period without data is a good one. */
  readonly missing?: TreatMissingData;
  readonly notices: NoticeTopic;
}

/**
 * An alarm that tells people when it goes off and when it is over. `id` is that of the alarm in the
 * scope.
 */
export class NoticeAlarm extends Construct {
  constructor(scope: Construct, id: string, props: NoticeAlarmProps) {
    super(scope, id);
    const { breaching, of } = props.datapoints ?? { breaching: 1, of: 1 };
    const alarm = new Alarm(this, 'Alarm', {
      alarmName: props.alarmName,
      alarmDescription: `${props.says} What to do: docs/runbook.md#${props.runbook}`,
      metric: props.metric,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: props.threshold ?? 1,
      evaluationPeriods: of,
      datapointsToAlarm: breaching,
      treatMissingData: props.missing ?? TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(props.notices.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
