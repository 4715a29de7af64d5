import { describe, expect, it } from 'vitest';
import { dispatchJob } from '../../../functions/dispatch/dispatch-job.ts';
import type { JobMessage } from '../../../shared/contract/job.ts';
import { partsOf } from '../../support/a-batch.ts';
import { noRecorder } from '../../support/no-memory.ts';
import { deployed, keepingSender, queues, queueUrls } from './a-deployment.ts';

const quiet = {
  recorder: noRecorder,
  announce: async () => {},
  telemetry: { skip: () => {}, logger: { info: () => {}, error: () => {} } },
};

const job = (schedule: string, scheduledAt = '2026-11-23T00:30:00Z'): JobMessage => ({
  version: 1,
  schedule,
  action: 'start',
  scheduledAt,
});

function dispatching(schedule: string, scheduledAt?: string) {
  const { send, sent } = keepingSender();
  return {
    sent,
    done: dispatchJob(job(schedule, scheduledAt), { redelivered: false }, { ...quiet, configuration: deployed, queues, send }),
  };
}

describe('a job', () => {
  it('becomes batches on the work queue of each provider, every instance in exactly one', async () => {
    const { sent, done } = dispatching('office-hours');
    expect(await done).toEqual({ messages: 4, instances: 123 });
    const rows = sent.map(({ queueUrl, followUps }) => [
      queueUrl,
      followUps.map(({ batch }) => partsOf(batch).map((part) => `${part.account} ${part.region} ${part.instances.length}`)),
    ]);
    expect(rows).toEqual([
      [queueUrls.alibaba, [['ali-prod cn-hangzhou 2', 'ali-prod cn-beijing 1']]],
      [queueUrls.zenlayer, [['zen-edge null 100', 'zen-edge null 20']]],
    ]);
    const ids = sent.flatMap(({ followUps }) =>
      followUps.flatMap(({ batch }) => partsOf(batch).flatMap(({ instances }) => instances)),
    );
    expect(new Set(ids).size).toBe(123);
    expect(sent.flatMap(({ followUps }) => followUps.map(({ delaySeconds }) => delaySeconds))).toEqual([0, 0]);
  });

  it('is dispatched however late it is: only power judges time', async () => {
    const { sent, done } = dispatching('office-hours', '1999-01-01T00:00:00Z');
    await done;
    expect(sent.flatMap(({ followUps }) => followUps.map(({ batch }) => batch.deadline))).toEqual(
      Array(2).fill('1999-01-01T01:00:00.000Z'),
    );
  });

  it('without targets sends nothing', async () => {
    const { sent, done } = dispatching('empty');
    expect([await done, sent]).toEqual([{ messages: 0, instances: 0 }, []]);
  });

  it.each([
    { schedule: 'no-such', says: 'schedule "no-such", which this deployment does not have' },
    { schedule: 'constructor', says: 'schedule "constructor", which this deployment does not have' },
    { schedule: 'nobodys-account', says: 'account "constructor", which this deployment does not have' },
  ])('that cannot be dispatched whole is not dispatched in part: $schedule', async ({ schedule, says }) => {
    const { sent, done } = dispatching(schedule);
    await expect(done).rejects.toThrow(says);
    expect(sent).toEqual([]);
  });
});
