import { describe, expect, it } from 'vitest';
import type { VerdictRecord } from '../../../shared/contract/records.ts';
import { type Evidence, isAllWell } from '../../../shared/history/report.ts';
import { firstBatch, job, record, report } from './a-report.ts';

const words = (logs: string[]) =>
  report({ logs }).jobs[0]?.verdicts.map(({ instanceId, verdict, code }) => `${instanceId} ${verdict} ${code}`);
const allConfirmed = [record('i-1', 'confirmed'), record('i-2', 'confirmed'), record('1500', 'already')];

describe('a report', () => {
  it('has one row per instance, in the order of the configuration', () => {
    expect(words(allConfirmed.toReversed())).toEqual(['i-1 confirmed null', 'i-2 confirmed null', '1500 already null']);
  });

  it('keeps the best of repeated records', () => {
    const failed = record('i-1', 'rejected', { code: 'Code' });
    for (const logs of [
      [failed, ...allConfirmed],
      [...allConfirmed, failed],
    ])
      expect(words(logs)?.[0]).toBe('i-1 confirmed null');
    expect(words([record('i-1', 'expired', { code: 'Late' }), failed])?.[0]).toBe('i-1 rejected Code');
  });

  it('leaves out records of other jobs, lines of other kinds and lines that are not JSON', () => {
    const other = record('i-1', 'confirmed', { job: { ...job, id: 'hours/start/2026-11-22T09:00:00Z' } });
    expect(words([other, 'Node.js v24', '{"message":"verdict"}', '[]'])?.[0]).toBe('i-1 rejected Reveille.Unfinished');
  });

  it('adds `Reveille.Unfinished` for an instance without a verdict, with the starts its dead letter remembers', () => {
    const batch = firstBatch(job);
    const carried = { ...batch, instances: batch.instances.map((instance) => ({ ...instance, attempts: 3 })) };
    const { jobs } = report({ deadLetters: [{ queue: 'alibaba', body: JSON.stringify(carried) }] });
    expect(jobs[0]?.verdicts.map(({ instanceId, code, attempts }) => [instanceId, code, attempts])).toEqual([
      ['i-1', 'Reveille.Unfinished', 3],
      ['i-2', 'Reveille.Unfinished', 3],
      ['1500', 'Reveille.Unfinished', 0],
    ]);
  });

  it('takes the starts of an unfinished instance only from a letter of the same job', () => {
    const batch = firstBatch({ ...job, scheduledAt: '2026-11-22T09:00:00Z' });
    const carried = { ...batch, instances: batch.instances.map((instance) => ({ ...instance, attempts: 3 })) };
    const { jobs } = report({ deadLetters: [{ queue: 'alibaba', body: JSON.stringify(carried) }] });
    expect(jobs[0]?.verdicts.map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
  });

  it('gives dead letters parsed, or as the raw text that could not be', () => {
    const bodies = ['{"a":1}', 'poison'].map((body) => ({ queue: 'jobs' as const, body }));
    expect(report({ deadLetters: bodies }).deadLetters.map(({ body }) => body)).toEqual([{ a: 1 }, 'poison']);
  });

  it('sums the calls from the metrics, single values and lists alike', () => {
    const metric = (action: string, sent: number | number[]) =>
      JSON.stringify({ provider: 'alibaba', action, ProviderCalls: sent });
    const logs = [metric('StartInstances', 1), metric('StartInstances', [1, 1]), metric('DescribeInstances', [1])];
    expect(report({ logs }).calls).toEqual({ alibaba: { StartInstances: 3, DescribeInstances: 1 } });
  });
});

describe('a report of a run with redriven letters', () => {
  const earlier = '2026-11-20T09:00:00Z';
  const earlierJob = { ...job, id: `hours/start/${earlier}`, scheduledAt: earlier };
  const batch = firstBatch(earlierJob);
  const letter = JSON.stringify({ ...batch, deadline: null, instances: batch.instances.slice(1) });
  const earlierRecord = (verdict: VerdictRecord['verdict']) => record('i-2', verdict, { job: earlierJob });
  const ends = (changes: Partial<Evidence>) =>
    report(changes).jobs.map(({ id, verdicts }) => [id, ...verdicts.map((row) => `${row.instanceId} ${row.verdict}`)]);

  it('has a row for each instance of the letter and no other, under the job it names', () => {
    expect(ends({ fired: [], waiting: [letter], logs: [earlierRecord('confirmed')] })).toEqual([
      [earlierJob.id, 'i-2 confirmed'],
    ]);
  });

  it('counts an instance without a record as unfinished', () => {
    expect(ends({ fired: [], waiting: [letter], logs: [record('i-2', 'confirmed')] })).toEqual([[earlierJob.id, 'i-2 rejected']]);
  });

  it('puts the fired job first and keeps the two jobs’ records apart', () => {
    const logs = [earlierRecord('rejected'), ...allConfirmed];
    expect(ends({ waiting: [letter], logs })).toEqual([
      [job.id, 'i-1 confirmed', 'i-2 confirmed', '1500 already'],
      [earlierJob.id, 'i-2 rejected'],
    ]);
  });
});

describe('all is well', () => {
  it.each([
    { what: 'when everything runs', changes: { logs: allConfirmed }, well: true },
    {
      what: 'not with a rejected instance',
      changes: { logs: [...allConfirmed.slice(1), record('i-1', 'rejected')] },
      well: false,
    },
    {
      what: 'not with an expired instance',
      changes: { logs: [...allConfirmed.slice(1), record('i-1', 'expired')] },
      well: false,
    },
    { what: 'not with poison', changes: { logs: allConfirmed, deadLetters: [{ queue: 'jobs', body: 'x' }] }, well: false },
    { what: 'with skipped instances', changes: { logs: [...allConfirmed.slice(1), record('i-1', 'skipped')] }, well: true },
  ] as const)('$what', ({ changes, well }) => {
    expect(isAllWell(report({ ...changes, logs: [...changes.logs] }))).toBe(well);
  });
});
