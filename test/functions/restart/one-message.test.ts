import { describe, expect, it } from 'vitest';
import { oneMessage } from '../../../functions/restart/app.ts';
import type { RestartConfiguration } from '../../../shared/contract/compiled-configuration.ts';
import { hour, minute, noon, statementOf } from '../../shared/restart/a-question.ts';
import { outputLines } from '../../support/output-lines.ts';
import {
  alertsIn,
  batchesIn,
  machineIds,
  messageOf,
  noticesIn,
  reasonsIn,
  recordsIn,
  restartDeps,
  restartOf,
} from './a-restart-function.ts';

const inTime = () => false;
const iso = (ms: number) => new Date(ms).toISOString();

describe('an act', () => {
  it('is a batch on the queue of its account, then a record', async () => {
    const { deps, did } = restartDeps();
    await oneMessage(messageOf(1), deps, inTime);
    expect(did.map((each) => Object.keys(each)[0])).toEqual(['send', 'record']);
    expect(did[0]).toMatchObject({ send: 'https://sqs/alibaba' });
    expect(batchesIn(did)).toMatchObject([
      {
        version: 1,
        phase: 'act',
        job: {
          id: 'web-down/restart/2026-11-26T03:12:00Z',
          schedule: null,
          restart: 'web-down',
          action: 'restart',
          scheduledAt: '2026-11-26T03:12:00Z',
        },
        account: 'ali-prod',
        region: 'cn-hangzhou',
        deadline: '2026-11-26T03:22:00.000Z',
        options: {
          action: 'restart',
          expiresAfterMs: 10 * minute,
          confirmWithinMs: 15 * minute,
          whenRunning: 'reboot',
          within: null,
        },
        instances: [{ id: 'i-0', attempts: 0, acted: false }],
      },
    ]);
    expect(recordsIn(did)).toEqual([
      {
        id: 's-i-0',
        restart: 'web-down',
        source: 'prometheus',
        episode: 'episode-i-0',
        account: 'ali-prod',
        region: 'cn-hangzhou',
        instanceId: 'i-0',
        at: iso(noon),
        decision: 'act',
        because: 'firing',
        until: null,
        job: 'web-down/restart/2026-11-26T03:12:00Z',
      },
    ]);
  });

  it('of many machines is one message for each restart and account, which carries the other regions', async () => {
    const restarts = {
      a: restartOf(3, { atOnce: { percent: 100, perMs: minute } }),
      b: restartOf(0, {
        atOnce: { percent: 100, perMs: minute },
        targets: [
          { account: 'ali-prod', region: 'cn-hangzhou', instances: ['i-7'] },
          { account: 'ali-prod', region: 'cn-beijing', instances: ['i-8'] },
          { account: 'tc-dev', region: 'ap-guangzhou', instances: ['ins-1', 'ins-2'] },
        ],
      }),
    };
    const { deps, did } = restartDeps({ restarts });
    const ids = ['i-0', 'i-1', 'i-2', 'i-7', 'i-8', 'ins-1', 'ins-2'];
    await oneMessage(messageOf(ids.map((instanceId) => statementOf(instanceId, { instanceId }))), deps, inTime);
    const cut = batchesIn(did).map(({ job, region, ...batch }) => [
      job.id.split('/')[0],
      region,
      'instances' in batch ? batch.instances.map(({ id }) => id).join() : null,
      ...(batch.rest ?? []).map((part) => `${part.region} ${part.instances.join()}`),
    ]);
    expect(cut).toEqual([
      ['a', 'cn-hangzhou', 'i-0,i-1,i-2'],
      ['b', 'cn-hangzhou', 'i-7', 'cn-beijing i-8'],
      ['b', 'ap-guangzhou', 'ins-1,ins-2'],
    ]);
    expect(did.flatMap((each) => ('send' in each ? [each.send] : []))).toEqual(['https://sqs/alibaba', 'https://sqs/tencent']);
  });

  it('is sent again as the same job when its message is delivered again, and told as the same record', async () => {
    const { deps, did, clock } = restartDeps();
    await oneMessage(messageOf(1), deps, inTime);
    clock.now = noon + 3 * minute;
    const again = did.splice(0);
    await oneMessage(messageOf(1), deps, inTime);
    expect(did).toEqual(again);
  });

  it('has its account in the deployment, or nothing is sent', async () => {
    const { deps, did } = restartDeps({}, { queues: new Map() });
    await expect(oneMessage(messageOf(1), deps, inTime)).rejects.toThrow('restart "web-down" names account "ali-prod", which');
    expect(did).toEqual([]);
  });
});

describe('a statement that needs no table', () => {
  it('has its record at once, and the table is not asked', async () => {
    const restarts = { 'web-down': restartOf(3, { match: { severity: ['critical'] } }) };
    const { deps, did, table } = restartDeps({ restarts });
    const critical = { labels: { severity: 'critical' } };
    const statements = [
      statementOf('a', { instanceId: null }),
      statementOf('b', { instanceId: 'i-99' }),
      statementOf('c', { instanceId: 'i-1' }),
      statementOf('d', { instanceId: 'i-2', startsAt: iso(noon - 31 * minute), ...critical }),
    ];
    await oneMessage(messageOf(statements), deps, inTime);
    expect(recordsIn(did).map(({ because, restart, account, instanceId }) => [because, restart, account, instanceId])).toEqual([
      ['not-listed', null, null, null],
      ['not-listed', null, null, 'i-99'],
      ['no-match', null, 'ali-prod', 'i-1'],
      ['stale', 'web-down', 'ali-prod', 'i-2'],
    ]);
    expect(table.did).toEqual([]);
  });

  it('is stale when its message was sent back hours later, also one that has waited', async () => {
    const { deps, did, clock } = restartDeps();
    clock.now = noon + 60 * minute;
    await oneMessage(messageOf(2), deps, inTime);
    await oneMessage(messageOf([statementOf('w')], { phase: 'decide', notBefore: iso(noon + 10 * minute) }), deps, inTime);
    expect(reasonsIn(did)).toEqual({ stale: 3 });
  });

  it('is not stale any more once it was received in time', async () => {
    const { deps, did } = restartDeps();
    const statement = statementOf('a', { startsAt: iso(noon - 31 * minute) });
    await oneMessage(messageOf([statement], { phase: 'decide', notBefore: iso(noon) }), deps, inTime);
    expect(reasonsIn(did)).toEqual({ firing: 1 });
  });
});

describe('the hold-off', () => {
  const restarts = { 'web-down': restartOf(100, { holdOffMs: minute }) };

  it('counts from receipt, and is one message for all that wait for its end', async () => {
    const { deps, did, clock } = restartDeps({ restarts });
    clock.now = noon + 20_300;
    await oneMessage(messageOf(3, { truncated: 0 }), deps, inTime);
    expect(recordsIn(did)).toEqual([]);
    const notBefore = iso(Math.ceil((noon + minute) / 1_000) * 1_000);
    expect(alertsIn(did)).toEqual([{ alerts: messageOf(3, { phase: 'decide', notBefore }), delaySeconds: 41 }]);
  });

  it('is decided at its end, and a message that comes before waits on', async () => {
    const { deps, did, clock } = restartDeps({ restarts });
    const message = messageOf(1, { phase: 'decide', notBefore: iso(noon + minute) });
    await oneMessage(message, deps, inTime);
    expect(did.splice(0)).toEqual([{ alerts: [{ alerts: message, delaySeconds: 60 }] }]);
    clock.now = noon + minute;
    await oneMessage(message, deps, inTime);
    expect(reasonsIn(did)).toEqual({ firing: 1 });
  });

  it('that is longer than SQS can wait is waited for in parts', async () => {
    const { deps, did } = restartDeps({ restarts: { 'web-down': restartOf(1, { holdOffMs: hour }) } });
    await oneMessage(messageOf(1), deps, inTime);
    expect(alertsIn(did)).toMatchObject([{ delaySeconds: 900 }]);
  });

  it('does nothing for an alert that recovers within it, whatever comes first', async () => {
    const firing = messageOf(1, { phase: 'decide', notBefore: iso(noon + minute) });
    const [statement] = firing.statements;
    const recovery = messageOf([{ ...statementOf('r'), ...statement, id: 's-r', status: 'resolved' }], {
      receivedAt: iso(noon + 30_000),
    });
    const { deps, did, clock } = restartDeps({ restarts });
    await oneMessage(recovery, deps, inTime);
    clock.now = noon + minute;
    await oneMessage(firing, deps, inTime);
    expect(reasonsIn(did)).toEqual({ resolved: 2 });
  });
});

describe('a recovery', () => {
  const recoveryOf = (labels: Record<string, string>) =>
    messageOf([statementOf('a', { id: 's-r', status: 'resolved', labels, instanceId: 'i-1' })], { receivedAt: iso(noon + 1) });

  it('counts with other labels too, and is no match all the same', async () => {
    const restarts = { 'web-down': restartOf(3, { match: { severity: ['critical'] } }) };
    const { deps, did } = restartDeps({ restarts });
    await oneMessage(recoveryOf({ severity: 'OK' }), deps, inTime);
    const firing = statementOf('a', { labels: { severity: 'critical' }, instanceId: 'i-1' });
    await oneMessage(messageOf([firing]), deps, inTime);
    expect(recordsIn(did).map(({ because }) => because)).toEqual(['no-match', 'resolved']);
  });

  it('of a source that no restart hears is not noted', async () => {
    const { deps, table } = restartDeps();
    await oneMessage({ ...recoveryOf({}), source: 'grafana' }, deps, inTime);
    expect(table.did).toEqual([]);
  });

  it('in one request with its alert comes first', async () => {
    const { deps, did } = restartDeps();
    const firing = statementOf('a');
    await oneMessage(messageOf([firing, { ...firing, id: 's-r', status: 'resolved' }]), deps, inTime);
    expect(reasonsIn(did)).toEqual({ resolved: 2 });
  });
});

describe('what stands in the way', () => {
  it('has 100 machines at once wait for 80 of them, and all of them are decided again', async () => {
    const { deps, did, clock } = restartDeps();
    for (const part of [0, 1]) {
      const ids = machineIds(100).slice(50 * part, 50 * part + 50);
      await oneMessage(messageOf(ids.map((instanceId) => statementOf(instanceId, { instanceId }))), deps, inTime);
    }
    expect(reasonsIn(did)).toEqual({ firing: 20, 'at-once': 80 });
    const untils = recordsIn(did).flatMap(({ until }) => until ?? []);
    expect(new Set(untils)).toEqual(new Set([iso(noon + 10 * minute)]));
    const waiting = alertsIn(did.splice(0)).map(({ alerts }) => alerts);
    expect(waiting.flatMap(({ statements }) => statements)).toHaveLength(80);
    clock.now = noon + 10 * minute + 500;
    for (const message of waiting) await oneMessage(message, deps, inTime);
    expect(reasonsIn(did)).toEqual({ firing: 20, 'at-once': 60 });
  });

  it('has 40 alerts after a scheduled stop do nothing, and writes nothing', async () => {
    const stopped = {
      timezone: 'UTC',
      transitions: [
        { action: 'start', rule: { kind: 'at', time: '00:30', days: 'daily' } },
        { action: 'stop', rule: { kind: 'at', time: '03:11', days: 'daily' } },
      ],
      calendar: null,
      unknownYear: 'weekdays',
      exceptions: [],
      targets: restartOf(40).targets,
    };
    const schedules = { hours: stopped } as unknown as RestartConfiguration['schedules'];
    const { deps, did, table } = restartDeps({ schedules, restarts: { 'web-down': restartOf(40, { schedule: 'hours' }) } });
    await oneMessage(messageOf(40), deps, inTime);
    expect(reasonsIn(did)).toEqual({ 'outside-hours': 40 });
    expect(table.did.filter(({ what }) => what !== 'read')).toEqual([]);
    expect([batchesIn(did), alertsIn(did)]).toEqual([[], []]);
  });

  it('has one message of many episodes of one machine act once', async () => {
    const restarts = { 'web-down': restartOf(1, { flapping: { episodes: 99, withinMs: hour } }) };
    const { deps, did } = restartDeps({ restarts });
    const statements = Array.from({ length: 50 }, (_, n) => statementOf(`${n}`, { instanceId: 'i-0' }));
    await oneMessage(messageOf(statements), deps, inTime);
    expect(reasonsIn(did)).toEqual({ firing: 1, cooldown: 49 });
    expect(alertsIn(did)).toHaveLength(1);
  });
});

describe('people are told', () => {
  it('of a trip, by the statement that trips, however often it comes, and of no other', async () => {
    const restarts = { 'web-down': restartOf(5, { flapping: { episodes: 2, withinMs: hour } }) };
    const { deps, did } = restartDeps({ restarts });
    const message = (name: string) => messageOf([statementOf(name, { instanceId: 'i-0' })]);
    for (const name of ['a', 'b', 'b', 'c']) await oneMessage(message(name), deps, inTime);
    const notice = {
      kind: 'tripped',
      restart: 'web-down',
      machine: { account: 'ali-prod', region: 'cn-hangzhou', instanceId: 'i-0' },
      because: 'flapping',
      most: 2,
      withinMs: hour,
      at: iso(noon),
      acts: [iso(noon)],
      timezone: null,
    };
    expect(noticesIn(did)).toEqual([notice, notice]);
    expect(recordsIn(did).map(({ because }) => because)).toEqual(['firing', 'flapping', 'flapping', 'tripped']);
  });

  it('of an empty day budget', async () => {
    const restarts = { 'web-down': restartOf(5, { budget: { perHour: 9, perDay: 1 } }) };
    const { deps, did, clock } = restartDeps({ restarts });
    await oneMessage(messageOf([statementOf('a', { instanceId: 'i-0' })]), deps, inTime);
    clock.now = noon + hour;
    await oneMessage(messageOf([statementOf('b', { instanceId: 'i-0' })], { receivedAt: iso(noon + hour) }), deps, inTime);
    expect(noticesIn(did)).toMatchObject([{ because: 'budget', most: 1, withinMs: 24 * hour, acts: [iso(noon)] }]);
  });

  it('of alerts that a source cut off, once an hour', async () => {
    const { deps, did, clock } = restartDeps();
    const message = (name: string) => messageOf([statementOf(name)], { truncated: 5 });
    await oneMessage(message('a'), deps, inTime);
    await oneMessage(message('b'), deps, inTime);
    expect(noticesIn(did)).toEqual([{ kind: 'truncated', source: 'prometheus', count: 5, receivedAt: iso(noon) }]);
    clock.now = noon + hour;
    await oneMessage(message('c'), deps, inTime);
    expect(noticesIn(did)).toHaveLength(2);
  });
});

describe('what cannot be done', () => {
  it('in time is left to another invocation, as it was', async () => {
    const { deps, did } = restartDeps();
    await oneMessage(messageOf(3, { truncated: 4 }), deps, () => true);
    expect(alertsIn(did)).toEqual([{ alerts: messageOf(3), delaySeconds: 0 }]);
    expect(recordsIn(did)).toEqual([]);
  });

  it('for one machine is tried again by itself, and the others go on', async () => {
    const lines = outputLines();
    const { deps, did, table } = restartDeps();
    table.items.set('M#ali-prod#cn-hangzhou#i-1', JSON.stringify({ v: 2, seq: 1 }));
    await oneMessage(messageOf(3), deps, inTime);
    expect(recordsIn(did).map(({ instanceId }) => instanceId)).toEqual(['i-0', 'i-2']);
    const [again] = alertsIn(did.splice(0));
    expect(lines).toMatchObject([{ level: 'WARN', statement: 's-i-1', reason: expect.stringContaining('has version 2') }]);
    expect(again).toMatchObject({ alerts: { phase: 'received', statements: [{ id: 's-i-1' }] }, delaySeconds: 30 });
    await expect(oneMessage(again?.alerts ?? messageOf(1), deps, inTime)).rejects.toThrow('has version 2');
    expect(did).toEqual([]);
  });

  it.each(['read', 'write'] as const)(
    'because the table refuses every %s fails the message, and nothing is sent',
    async (what) => {
      const refuse = async (): Promise<never> => {
        throw new Error('throttled');
      };
      const table = { read: async () => null, write: async () => true, [what]: refuse };
      const { deps, did } = restartDeps({}, { table });
      await expect(oneMessage(messageOf(3), deps, inTime)).rejects.toThrow('throttled');
      const recovery = messageOf([statementOf('r', { status: 'resolved' })]);
      await expect(oneMessage(recovery, deps, inTime)).rejects.toThrow('throttled');
      expect(did).toEqual([]);
    },
  );

  it('because an item is written by others all the time fails the message', async () => {
    const table = { read: async () => null, write: async ({ pk }: { pk: string }) => pk.startsWith('R#') };
    const { deps, did } = restartDeps({}, { table });
    await expect(oneMessage(messageOf(2), deps, inTime)).rejects.toThrow('an item was written by others 21 times in a row');
    expect(did).toEqual([]);
  });
});
