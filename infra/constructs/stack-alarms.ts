import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { alarmName } from '../../shared/domain/names.ts';
import { type AlarmRow, endpointRows, heartbeatRow, lossRows, schedulerRows, tableRows } from './alarm-rows.ts';
import type { AlertsEndpoint } from './alerts-endpoint.ts';
import type { FunctionQueue } from './function-queue.ts';
import type { MachinesTable } from './machines-table.ts';
import { NoticeAlarm } from './notice-alarm.ts';
import type { NoticeTopic } from './notice-topic.ts';

/** What is watched, and who is told. */
export interface StackAlarmsProps {
  readonly notices: NoticeTopic;
  readonly queues: readonly FunctionQueue[];
  /** By their physical names. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly table: MachinesTable;
  /** The endpoint and the names of the sources that send to it; null where there is none. */
  readonly endpoint: { readonly api: AlertsEndpoint; readonly sources: readonly string[] } | null;
}

const minute = Duration.minutes(1);
const sum = { statistic: Stats.SUM, period: minute };

/**
 * The alarms on everything that can keep a job from being carried out, but for the queues that must
 * be empty, which have their own. Each is about one metric and costs as much as one.
 */
export class StackAlarms extends Construct {
  constructor(scope: Construct, id: string, props: StackAlarmsProps) {
    super(scope, id);
    const { notices, queues, functions, table, endpoint } = props;
    const rows = [
      ...queues.map(lateRow),
      ...[...functions].flatMap(([name, lambda]) => functionRows(name, lambda)),
      heartbeatRow(),
      ...schedulerRows(),
      ...lossRows(),
      ...tableRows(table),
      ...(endpoint === null ? [] : endpointRows(endpoint.api, endpoint.sources)),
    ];
    for (const { what, ...row } of rows) new NoticeAlarm(this, what, { ...row, alarmName: alarmName(what), notices });
  }
}

/** A message that waits longer than any message means to. */
function lateRow({ owner, queue, patience }: FunctionQueue): AlarmRow {
  return {
    what: `${owner}-late`,
    says: `A message has waited in ${owner} for more than ${patience.toMinutes()} minutes: its function does not run, or does not keep up.`,
    runbook: 'reveille-queue-late',
    metric: queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period: minute }),
    threshold: patience.toSeconds(),
    comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
  };
}

function functionRows(name: string, lambda: LambdaFunction): AlarmRow[] {
  const program = name.replace(/^[a-z]+-/, '');
  return [
    {
      what: `${program}-errors`,
      says: `An invocation of ${name} has failed. Its message is tried again; after five times it lies in a queue that must be empty.`,
      runbook: 'reveille-function-errors',
      metric: lambda.metricErrors(sum),
    },
    {
      what: `${program}-throttles`,
      says: `Lambda has refused to run ${name}, because too much runs at the same time. Jobs are late.`,
      runbook: 'reveille-function-throttles',
      metric: lambda.metricThrottles(sum),
    },
  ];
}
