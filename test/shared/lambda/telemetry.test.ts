import { expect, it } from 'vitest';
import {
  callMetric,
  foundRecord,
  foundRecordMessage,
  metricNamespace,
  requestMetric,
  restartMetric,
  restartRecord,
  restartRecordMessage,
  skipRecord,
  skipRecordMessage,
  type VerdictRecord,
  verdictMetric,
  verdictRecord,
  verdictRecordMessage,
} from '../../../shared/contract/records.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import { aBatch, manyIds } from '../../support/a-batch.ts';
import { outputLines } from '../../support/output-lines.ts';

const record: VerdictRecord = {
  job: aBatch([]).job,
  account: 'ali-prod',
  region: 'cn-hangzhou',
  instanceId: 'i-1',
  verdict: 'rejected',
  code: 'InvalidInstanceId.NotFound',
  message: 'not found',
  requestId: 'R',
  attempts: 1,
};

/** A metric in CloudWatch's embedded metric format, under exactly these dimensions. */
function metricLine(name: string, dimensions: Readonly<Record<string, string>>) {
  const declared = {
    Namespace: metricNamespace,
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: name, Unit: 'Count' }],
  };
  return { _aws: { Timestamp: expect.any(Number), CloudWatchMetrics: [declared] }, ...dimensions, [name]: 1 };
}

it('writes one record and one metric for a verdict', () => {
  const lines = outputLines();
  telemetryOf('power').verdict(record);
  expect(lines).toEqual([
    expect.objectContaining({ level: 'INFO', service: 'power', message: verdictRecordMessage, record }),
    metricLine(verdictMetric, { account: 'ali-prod', verdict: 'rejected' }),
  ]);
  expect(verdictRecord.parse(lines[0]?.record)).toEqual(record);
});

it.each([
  { restart: 'web-down', dimension: 'web-down' },
  { restart: null, dimension: '-' },
])('writes one record and one metric for a decision of restart $restart', ({ restart, dimension }) => {
  const lines = outputLines();
  const decided = {
    id: 's-1',
    restart,
    source: 'prometheus',
    episode: 'e-1',
    account: null,
    region: null,
    instanceId: null,
    at: '2026-11-26T03:12:00.000Z',
    decision: 'skip',
    because: 'not-listed',
    until: null,
    job: null,
  } as const;
  telemetryOf('restart').restart(decided);
  expect(lines).toEqual([
    expect.objectContaining({ level: 'INFO', message: restartRecordMessage, record: decided }),
    metricLine(restartMetric, { restart: dimension, decision: 'skip', because: 'not-listed' }),
  ]);
  expect(restartRecord.parse(lines[0]?.record)).toEqual(decided);
});

it('writes a record with every null in it', () => {
  const lines = outputLines();
  const bare = { ...record, region: null, code: null, message: null, requestId: null };
  telemetryOf('power').verdict(bare);
  expect(verdictRecord.parse(lines[0]?.record)).toEqual(bare);
});

it.each([
  { count: 0, lines: [[0, true]] },
  { count: 1_000, lines: [[1_000, true]] },
  {
    count: 2_500,
    lines: [
      [1_000, false],
      [1_000, false],
      [500, true],
    ],
  },
])('writes what was found in lines of at most 1,000 ids, the last of which is the end: $count', ({ count, lines: expected }) => {
  const lines = outputLines();
  const instances = manyIds(count);
  const { job, account, region } = record;
  telemetryOf('power').found({ job, account, region, selection: 'power=office-hours', instances, complete: true });
  const records = lines.map((line) => foundRecord.parse(line.record));
  expect(lines.every(({ message }) => message === foundRecordMessage)).toBe(true);
  expect(records.map((each) => [each.instances.length, each.complete])).toEqual(expected);
  expect(records.flatMap((each) => each.instances)).toEqual(instances);
});

it.each([
  { count: 0, ends: [] },
  { count: 1_001, ends: [false, false] },
])('says of no part of an unfinished listing that it is the end: $count', ({ count, ends }) => {
  const lines = outputLines();
  const { job, account, region } = record;
  telemetryOf('power').found({ job, account, region, selection: 's', instances: manyIds(count), complete: false });
  expect(lines.map((line) => foundRecord.parse(line.record).complete)).toEqual(ends);
});

it('writes one record and no metric for a job that was skipped', () => {
  const lines = outputLines();
  const skipped = { job: record.job, because: 'holiday: National Day' };
  telemetryOf('dispatch').skip(skipped);
  expect(lines).toMatchObject([{ level: 'INFO', service: 'dispatch', message: skipRecordMessage }]);
  expect(skipRecord.parse(lines[0]?.record)).toEqual(skipped);
});

it('writes one metric per call at once, each with dimensions of its own', () => {
  const lines = outputLines();
  const telemetry = telemetryOf('power');
  telemetry.call('alibaba', 'StartInstances:DryRun');
  expect(lines).toEqual([metricLine(callMetric, { provider: 'alibaba', action: 'StartInstances:DryRun' })]);
  telemetry.call('tencent', 'StartInstances');
  expect(lines.slice(1)).toEqual([metricLine(callMetric, { provider: 'tencent', action: 'StartInstances' })]);
});

it.each([
  { source: 'prometheus', dimension: 'prometheus' },
  { source: null, dimension: '-' },
])('writes one metric and no line for a request of $source', ({ source, dimension }) => {
  const lines = outputLines();
  telemetryOf('ingest').request(source, 'refused');
  expect(lines).toEqual([metricLine(requestMetric, { source: dimension, outcome: 'refused' })]);
});
