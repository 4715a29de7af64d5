import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import {
  heartbeatMetric,
  metricNamespace,
  noticesLostMetric,
  recordsLostMetric,
  requestMetric,
} from '../../shared/contract/records.ts';
import { scheduleGroupName } from '../../shared/domain/names.ts';
import type { AlertsEndpoint } from './alerts-endpoint.ts';
import type { MachinesTable } from './machines-table.ts';
import type { NoticeAlarmProps } from './notice-alarm.ts';

/** An alarm of the stack; `what` is its name without the prefix. */
export interface AlarmRow extends Omit<NoticeAlarmProps, 'notices' | 'alarmName'> {
  readonly what: string;
}

const sum = { statistic: Stats.SUM, period: Duration.minutes(1) };

/**
 * What Scheduler could not do, for all rules of the group (EventBridge Scheduler user guide,
 * "Monitoring with CloudWatch").
 */
export function schedulerRows(): AlarmRow[] {
  const metric = (metricName: string): IMetric =>
    new Metric({ namespace: 'AWS/Scheduler', metricName, dimensionsMap: { ScheduleGroup: scheduleGroupName }, ...sum });
  return [
    {
      what: 'scheduler-errors',
      says: 'Scheduler could not put a job on the jobs queue. It tries again until the job expires.',
      runbook: 'reveille-scheduler-errors',
      metric: metric('TargetErrorCount'),
    },
    {
      what: 'scheduler-dropped',
      says: 'Scheduler has given up a job. It should lie in the dead letters of the jobs queue.',
      runbook: 'reveille-scheduler-dropped',
      metric: metric('InvocationDroppedCount'),
    },
    {
      what: 'scheduler-throttled',
      says: 'Scheduler was throttled. Jobs are late.',
      runbook: 'reveille-scheduler-throttled',
      metric: metric('InvocationThrottleCount'),
    },
    {
      what: 'scheduler-lost',
      says: 'Scheduler has lost a job: neither the jobs queue nor its dead-letter queue took it.',
      runbook: 'reveille-scheduler-lost',
      metric: metric('InvocationsFailedToBeSentToDeadLetterCount'),
    },
  ];
}

/**
 * The hourly watch message, which takes the way of every job. A metric can be late, so two of three
 * hours must lack it.
 */
export function heartbeatRow(): AlarmRow {
  const period = Duration.hours(1);
  return {
    what: 'heartbeat',
    says: 'Reveille has not been heard of for two of three hours: no job comes through.',
    runbook: 'reveille-heartbeat',
    metric: new Metric({ namespace: metricNamespace, metricName: heartbeatMetric, statistic: Stats.SUM, period }),
    comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
    datapoints: { breaching: 2, of: 3 },
    missing: TreatMissingData.BREACHING,
  };
}

/** What the functions could not record or tell. */
export function lossRows(): AlarmRow[] {
  const metric = (metricName: string): IMetric => new Metric({ namespace: metricNamespace, metricName, ...sum });
  return [
    {
      what: 'records-lost',
      says: 'What became of some machines could not be recorded. The machines were not held up.',
      runbook: 'reveille-records-lost',
      metric: metric(recordsLostMetric),
    },
    {
      what: 'notices-lost',
      says: 'A notice could not be sent: something failed, and nobody was told.',
      runbook: 'reveille-notices-lost',
      metric: metric(noticesLostMetric),
    },
  ];
}

/** What DynamoDB refused ("DynamoDB metrics and dimensions" in its developer guide). */
export function tableRows({ table }: MachinesTable): AlarmRow[] {
  return [
    {
      what: 'table-writes-throttled',
      says: 'DynamoDB has refused writes: records are lost, and restarts wait.',
      runbook: 'reveille-table-writes-throttled',
      metric: table.metric('WriteThrottleEvents', sum),
    },
    {
      what: 'table-reads-throttled',
      says: 'DynamoDB has refused reads: restarts wait.',
      runbook: 'reveille-table-reads-throttled',
      metric: table.metric('ReadThrottleEvents', sum),
    },
  ];
}

/** Strangers find every endpoint, so a few refusals in a quarter of an hour are no news. */
const mostRefusals = 20;

/** What the endpoint answered to sources, by their names. */
export function endpointRows({ api }: AlertsEndpoint, sources: readonly string[]): AlarmRow[] {
  const metric = (metricName: string, period: Duration): IMetric =>
    new Metric({ namespace: 'AWS/ApiGateway', metricName, dimensionsMap: { ApiId: api.apiId }, statistic: Stats.SUM, period });
  return [
    {
      what: 'endpoint-errors',
      says: 'A source that sent an alert got a server error. Most sources send again.',
      runbook: 'reveille-endpoint-errors',
      metric: metric('5xx', Duration.minutes(1)),
    },
    {
      what: 'endpoint-refusals',
      says: `More than ${mostRefusals} requests were refused in a quarter of an hour: a source has a wrong token, or somebody tries.`,
      runbook: 'reveille-endpoint-refusals',
      metric: metric('4xx', Duration.minutes(15)),
      threshold: mostRefusals,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
    },
    ...sources.map((source) => ({
      what: `source-${source}-secret`,
      says: `The secret of source ${source} is missing or cannot be read, so its alerts are refused.`,
      runbook: 'reveille-source-source-secret',
      metric: new Metric({
        namespace: metricNamespace,
        metricName: requestMetric,
        dimensionsMap: { source, outcome: 'no-secret' },
        ...sum,
      }),
    })),
  ];
}
