import { expect, it } from 'vitest';
import { callMetric, metricNamespace, verdictMetric } from '../../../shared/contract/metric.ts';
import { type VerdictRecord, verdictRecord, verdictRecordMessage } from '../../../shared/contract/verdict-record.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import { aBatch } from '../domain/a-batch.ts';
import { outputLines } from './output-lines.ts';

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

it('writes a record with every null in it', () => {
  const lines = outputLines();
  const bare = { ...record, region: null, code: null, message: null, requestId: null };
  telemetryOf('power').verdict(bare);
  expect(verdictRecord.parse(lines[0]?.record)).toEqual(bare);
});

it('writes one metric per call at once, each with dimensions of its own', () => {
  const lines = outputLines();
  const telemetry = telemetryOf('power');
  telemetry.call('alibaba', 'StartInstances:DryRun');
  expect(lines).toEqual([metricLine(callMetric, { provider: 'alibaba', action: 'StartInstances:DryRun' })]);
  telemetry.call('tencent', 'StartInstances');
  expect(lines.slice(1)).toEqual([metricLine(callMetric, { provider: 'tencent', action: 'StartInstances' })]);
});
