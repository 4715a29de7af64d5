import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutJob, dueJob } from '../../../shared/domain/cut-job.ts';
import { readDay } from '../../../shared/store/run-reader.ts';
import { type DecidedJob, type Ended, runRecorder } from '../../../shared/store/run-recorder.ts';
import { type RunTable, runTable } from '../../../shared/store/run-table.ts';
import { scheduleOf, targetOf } from '../../infra/example.ts';
import { type DynamoTable, startDynamoTable } from '../../support/table/dynamo-table.ts';

let dynamo: DynamoTable;
beforeAll(async () => {
  dynamo = await startDynamoTable();
});
afterAll(() => dynamo.close());

const clock = { now: 0 };
/** A recorder and a reader of a day that no other test uses. */
function aRecord(table: Partial<RunTable> = {}) {
  const lost: unknown[] = [];
  const whole = { ...runTable(dynamo.client, dynamo.tableName), ...table };
  const recorder = runRecorder({ table: whole, now: () => clock.now, lost: (_, reason) => lost.push(reason) });
  return { recorder, lost, read: (day: string) => readDay(whole, day) };
}

const dueAt = (day: string, time = '00:30:00'): DecidedJob['job'] =>
  dueJob({ schedule: 'office-hours', action: 'start', scheduledAt: `${day}T${time}Z` });
const end = (instanceId: string, changes: Partial<Ended> = {}): Ended => ({
  instanceId,
  verdict: 'confirmed',
  code: null,
  message: null,
  requestId: null,
  attempts: 1,
  acceptedAt: null,
  ...changes,
});
const place = { account: 'ali-prod', region: 'cn-hangzhou', found: null };

describe('the run record in DynamoDB', () => {
  it('keeps a decision with everything that is due, however many machines that are', async () => {
    const { recorder, read, lost } = aRecord();
    const job = dueAt('2026-11-23');
    const ids = Array.from({ length: 2_345 }, (_, n) => `i-${n}`);
    const schedule = scheduleOf({
      targets: [targetOf('ali-prod', 'cn-hangzhou', ...ids), targetOf('tc-dev', 'ap-shanghai', 'ins-1')],
    });
    const messages = cutJob({ schedule: 'office-hours', action: 'start', scheduledAt: job.scheduledAt }, schedule);
    clock.now = Date.parse('2026-11-23T00:30:01Z');
    const decided: DecidedJob = { job, decision: 'run', because: 'workday', by: 'rule', messages };
    await recorder.decided(decided);
    // SQS delivers at least once.
    await recorder.decided(decided);
    const [run, another] = await read('2026-11-23');
    expect([another, lost]).toEqual([undefined, []]);
    expect(run?.decided).toEqual({
      decision: 'run',
      because: 'workday',
      by: 'rule',
      deadline: '2026-11-23T01:30:00.000Z',
      confirmWithinMs: 900_000,
      at: '2026-11-23T00:30:01.000Z',
    });
    expect(run?.due.flatMap(({ instances }) => instances).sort()).toEqual([...ids, 'ins-1'].sort());
  });

  it('keeps a job that does not run, and one that failed and ran when its letter was sent back', async () => {
    const { recorder, read } = aRecord();
    const skip: DecidedJob = {
      job: dueAt('2026-10-01'),
      decision: 'skip',
      because: 'holiday: National Day',
      by: 'rule',
      messages: [],
    };
    await recorder.decided(skip);
    const failed: DecidedJob = { ...skip, job: dueAt('2026-10-01', '01:00:00'), decision: 'fail', because: 'no data for 2031' };
    await recorder.decided(failed);
    await recorder.decided({ ...failed, decision: 'run', because: 'workday' });
    const runs = await read('2026-10-01');
    expect(runs.map(({ decided }) => [decided?.decision, decided?.because])).toEqual([
      ['skip', 'holiday: National Day'],
      ['run', 'workday'],
    ]);
  });

  it('has one end for each machine: the best, and of two alike the last', async () => {
    const { recorder, read } = aRecord();
    const job = dueAt('2026-11-24');
    clock.now = Date.parse('2026-11-24T00:31:40Z');
    const accepted = { acceptedAt: '2026-11-24T00:30:10Z' };
    await recorder.ended({
      ...place,
      job,
      ends: [end('i-1', accepted), end('i-2', { verdict: 'rejected', code: 'Gone', message: 'x' })],
    });
    clock.now += 10_000;
    await recorder.ended({
      ...place,
      job,
      ends: [end('i-1', { verdict: 'already' }), end('i-2', { verdict: 'rejected', code: 'Gone', message: 'y' })],
    });
    await recorder.ended({ ...place, region: 'cn-beijing', job, ends: [end('i-1', { verdict: 'expired' })] });
    const [run] = await read('2026-11-24');
    expect(run?.decided).toBeNull();
    expect(
      run?.ends
        .map(({ region, instanceId, verdict, message, seconds, secondsToSeen }) => [
          region,
          instanceId,
          verdict,
          message,
          seconds,
          secondsToSeen,
        ])
        .sort(),
    ).toEqual([
      ['cn-beijing', 'i-1', 'expired', null, 110, null],
      ['cn-hangzhou', 'i-1', 'confirmed', null, 100, 90],
      ['cn-hangzhou', 'i-2', 'rejected', 'y', 110, null],
    ]);
  });

  it('keeps what a selection found, and nothing for a step without an end', async () => {
    const { recorder, read } = aRecord();
    const job = dueAt('2026-11-25');
    await recorder.ended({ ...place, job, ends: [] });
    expect(await read('2026-11-25')).toEqual([]);
    const found = { selection: 'power=office', instances: ['i-1', 'i-2'], complete: true };
    await recorder.ended({ ...place, job, found, ends: [] });
    expect((await read('2026-11-25'))[0]?.found).toEqual([{ account: 'ali-prod', region: 'cn-hangzhou', ...found }]);
  });

  it('keeps the acts of one second of a restart apart, and one of them once', async () => {
    const { recorder, read } = aRecord();
    const job = {
      id: 'web/restart/2026-11-26T03:00:00Z',
      schedule: null,
      restart: 'web',
      action: 'restart',
      scheduledAt: '2026-11-26T03:00:00Z',
    } as const;
    const messagesOf = (id: string) =>
      cutJob(
        { schedule: 'web', action: 'start', scheduledAt: job.scheduledAt },
        scheduleOf({ targets: [targetOf('ali-prod', 'cn-hangzhou', id)] }),
      );
    const decided: Omit<DecidedJob, 'messages'> = { job, decision: 'run', because: 'firing', by: 'alert' };
    for (const id of ['i-1', 'i-2', 'i-1']) await recorder.decided({ ...decided, messages: messagesOf(id) });
    const [run, another] = await read('2026-11-26');
    expect([another, run?.due.flatMap(({ instances }) => instances).sort()]).toEqual([undefined, ['i-1', 'i-2']]);
  });

  it('holds a hundred machines that each failed with a long message of its own', async () => {
    const { recorder, read, lost } = aRecord();
    const ends = Array.from({ length: 100 }, (_, n) =>
      end(`i-${n}`, { verdict: 'rejected', code: 'Odd', message: `${n} ${'😀'.repeat(4_000)}` }),
    );
    await recorder.ended({ ...place, job: dueAt('2026-11-27'), ends });
    expect(lost).toEqual([]);
    expect((await read('2026-11-27'))[0]?.ends).toHaveLength(100);
  });

  it('costs a record and nothing else where the table refuses', async () => {
    const refusal = new Error('ThrottlingException');
    const { recorder, lost } = aRecord({ put: () => Promise.reject(refusal) });
    const job = dueAt('2026-11-28');
    await recorder.decided({ job, decision: 'skip', because: 'weekend', by: 'rule', messages: [] });
    await recorder.ended({ ...place, job, ends: [end('i-1')] });
    expect(lost).toEqual([refusal, refusal]);
  });

  it('reads what a newer Reveille has added to, and says so where it cannot read', async () => {
    const { read } = aRecord({
      partition: async () => [
        {
          v: 1,
          kind: 'job',
          job: { ...dueAt('2026-11-29'), more: 1 },
          decision: 'skip',
          because: 'x',
          by: 'rule',
          deadline: null,
          confirmWithinMs: null,
          due: [],
          at: '',
          further: true,
        },
      ],
    });
    expect((await read('2026-11-29'))[0]?.decided?.because).toBe('x');
    const odd = aRecord({ partition: async () => [{ v: 2, kind: 'job' }] });
    await expect(odd.read('2026-11-29')).rejects.toThrow('the run record of 2026-11-29 has an item that cannot be read: v:');
  });
});
