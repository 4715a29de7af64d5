import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide, type Question } from '../../../shared/restart/decide.ts';
import { unknownFleet } from '../../../shared/restart/fleet-item.ts';
import { type Machine, unknownMachine } from '../../../shared/restart/machine-item.ts';
import { itemTable } from '../../../shared/store/item-table.ts';
import { type MachineStore, machineStore } from '../../../shared/store/machine-store.ts';
import { resumeMachines } from '../../../shared/store/resume-machines.ts';
import { minute, noon, policy, questionOf, statementOf } from '../../shared/restart/a-question.ts';
import { type DynamoTable, startDynamoTable } from '../../support/table/dynamo-table.ts';

let table: DynamoTable;
let store: MachineStore;
let machines = 0;
const noWait = { random: Math.random, sleep: async () => {} };
/** A machine that no other test touches. */
const aMachine = (region: string | null = 'cn-hangzhou'): Machine => {
  machines += 1;
  return { account: 'ali-prod', region, instanceId: `i-${machines}` };
};
const itemOf = async (pk: string, sk = 'STATE') => {
  const documents = DynamoDBDocumentClient.from(table.client);
  return (await documents.send(new GetCommand({ TableName: table.tableName, Key: { pk, sk } }))).Item;
};
const write = (item: Record<string, unknown>) =>
  DynamoDBDocumentClient.from(table.client).send(new PutCommand({ TableName: table.tableName, Item: item }));

beforeAll(async () => {
  table = await startDynamoTable();
  store = machineStore(itemTable(table.client, table.tableName), noWait);
});
afterAll(() => table.close());

/** Claims one restart of a machine at `now`, as the restart function does. */
async function claim(machine: Machine, name: string, now: number) {
  const decision = decide(questionOf(name, now), await store.readMachine(machine), unknownFleet);
  if (decision.machine !== null) expect(await store.writeMachine(machine, decision.machine, now)).toBe(true);
  return decision;
}

describe('an item', () => {
  it('is read as it was written, whole, and counts its writes', async () => {
    const machine = aMachine();
    expect(await store.readMachine(machine)).toEqual(unknownMachine);
    const { machine: claimed, job } = await claim(machine, 'a', noon);
    await store.recover(machine, { source: 'prometheus', statement: statementOf('b'), receivedAt: noon, now: noon });
    await store.permit(machine, job ?? '', 'reboot', noon, minute);
    const permit = { at: noon, job, call: expect.any(String) };
    expect(await store.readMachine(machine)).toEqual({
      ...claimed,
      seq: 3,
      resolved: [{ series: 'prometheus/series-b', at: noon }],
      permits: { start: null, reboot: permit, 'force-reboot': null },
    });
  });

  it('has its key from the account, region and id, and expires long after everything in it', async () => {
    const machine = aMachine();
    await claim(machine, 'a', noon);
    expect(await itemOf(`M#ali-prod#cn-hangzhou#${machine.instanceId}`)).toMatchObject({
      v: 1,
      seq: 1,
      expiresAt: Math.ceil(noon / 1_000) + 9 * 24 * 3_600,
    });
    const { instanceId } = aMachine();
    await claim({ account: 'zen-edge', region: null, instanceId }, 'a', noon);
    expect(await itemOf(`M#zen-edge##${instanceId}`)).toMatchObject({ seq: 1 });
  });

  it('of a tripped machine never expires, until a person resumes it', async () => {
    const machine = aMachine();
    const trip = { at: noon, because: 'flapping', statement: 's' } as const;
    await store.writeMachine(machine, { ...unknownMachine, tripped: trip }, noon);
    const pk = `M#ali-prod#cn-hangzhou#${machine.instanceId}`;
    expect(await itemOf(pk)).not.toHaveProperty('expiresAt');
    expect(await store.resume(machine, noon)).toBe(true);
    expect(await store.resume(machine, noon)).toBe(false);
    expect(await itemOf(pk)).toMatchObject({ tripped: null, expiresAt: expect.any(Number) });
  });

  it('is not written by a worker that has read an older one, nor by two that found none', async () => {
    const machine = aMachine();
    const next = { ...unknownMachine, tripped: { at: noon, because: 'budget', statement: 's' } } as const;
    expect(await store.writeMachine(machine, next, noon)).toBe(true);
    expect(await store.writeMachine(machine, unknownMachine, noon)).toBe(false);
    const read = await store.readMachine(machine);
    expect(await store.writeMachine(machine, { ...read, tripped: null }, noon)).toBe(true);
    expect(await store.writeMachine(machine, read, noon)).toBe(false);
    expect((await store.readMachine(machine)).tripped).toBeNull();
  });

  it('of a restart is another one than that of a machine', async () => {
    expect(await store.readFleet('web-down')).toEqual(unknownFleet);
    const acts = [{ at: noon, machine: 'i-1', statement: 's-a' }];
    expect(await store.writeFleet('web-down', { ...unknownFleet, acts }, noon)).toBe(true);
    expect(await store.writeFleet('web-down', unknownFleet, noon)).toBe(false);
    expect(await store.readFleet('web-down')).toEqual({ v: 1, seq: 1, acts });
    expect(await itemOf('R#web-down', 'AT-ONCE')).toMatchObject({ expiresAt: expect.any(Number) });
  });
});

describe('a permit', () => {
  it('is given to one of 50 calls at once, whichever job asks', async () => {
    const machine = aMachine();
    const calls = Array.from({ length: 50 }, (_, n) => store.permit(machine, `job-${n % 3}`, 'reboot', noon + n, 10 * minute));
    const answers = await Promise.all(calls);
    const given = answers.filter(({ got }) => got === 'permit');
    expect(given).toHaveLength(1);
    const { permits } = await store.readMachine(machine);
    const { at = 0, job = '' } = permits.reboot ?? {};
    const refusals = answers.filter(({ got }) => got === 'refusal');
    expect(new Set(refusals.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ got: 'refusal', before: 'reboot', by: job, until: at + 10 * minute, seen: false })]),
    );
  });
});

describe('a claim', () => {
  it('is given back once, and the machine may be restarted at once', async () => {
    const machine = aMachine();
    const { job } = await claim(machine, 'a', noon);
    expect((await claim(machine, 'b', noon + 1)).because).toBe('cooldown');
    const both = await Promise.all([store.giveBack(machine, job ?? '', noon), store.giveBack(machine, job ?? '', noon)]);
    expect(both.filter((given) => given)).toHaveLength(1);
    expect(await store.giveBack(machine, job ?? '', noon)).toBe(false);
    expect((await claim(machine, 'c', noon + 2)).because).toBe('firing');
  });

  it('of another job stays', async () => {
    const machine = aMachine();
    await claim(machine, 'a', noon);
    const before = await store.readMachine(machine);
    expect(await store.giveBack(machine, 'web-down/restart/2026-11-26T03:11:59Z', noon)).toBe(false);
    expect(await store.readMachine(machine)).toEqual(before);
    expect((await claim(machine, 'b', noon + 1)).because).toBe('cooldown');
  });
});

describe('the place of a machine among those of its restart', () => {
  const restart = (name: string): Partial<Question> => ({ restart: name, limit: 1 });
  /** Claims as `claim` does, with the places of the restart too. */
  const claimPlace = async (target: Machine, name: string, own: string, now: number) => {
    const question = questionOf(name, now, { ...restart(own), target });
    const decision = decide(question, await store.readMachine(target), await store.readFleet(own));
    if (decision.fleet !== null) expect(await store.writeFleet(own, decision.fleet, now)).toBe(true);
    if (decision.machine !== null) expect(await store.writeMachine(target, decision.machine, now)).toBe(true);
    return decision;
  };

  it('is freed with its claim, also by a second call after a crash in between', async () => {
    const [first, second] = [aMachine(), aMachine()];
    const { job } = await claimPlace(first, 'a', 'leaves', noon);
    expect((await claimPlace(second, 'b', 'leaves', noon + minute)).because).toBe('at-once');
    const taken = await store.readFleet('leaves');
    expect(await store.giveBack(first, job ?? '', noon + minute)).toBe(true);
    expect((await store.readFleet('leaves')).acts).toEqual([]);
    await store.writeFleet('leaves', { ...taken, seq: taken.seq + 1 }, noon);
    expect(await store.giveBack(first, job ?? '', noon + minute)).toBe(false);
    expect((await claimPlace(second, 'b', 'leaves', noon + minute)).because).toBe('firing');
  });

  it('is freed when a person resumes it, in every restart that has acted on it', async () => {
    const [first, second] = [aMachine(), aMachine()];
    await claimPlace(first, 'a', 'one', noon);
    await claimPlace(first, 'b', 'two', noon + 10 * minute);
    await claimPlace(second, 'c', 'other', noon);
    expect(await store.resume(first, noon + 11 * minute)).toBe(true);
    for (const name of ['one', 'two']) expect((await store.readFleet(name)).acts).toEqual([]);
    expect((await store.readFleet('other')).acts).toHaveLength(1);
  });

  it('stays while its claim counts, and 8 that are given back at once free their own alone', async () => {
    const machines = Array.from({ length: 9 }, () => aMachine());
    const jobs: string[] = [];
    for (const [n, machine] of machines.entries()) {
      const question = questionOf(`${n}`, noon, { restart: 'many', limit: 9, target: machine });
      const { job, fleet, machine: item } = decide(question, unknownMachine, await store.readFleet('many'));
      jobs.push(job ?? '');
      if (fleet !== null) await store.writeFleet('many', fleet, noon);
      if (item !== null) await store.writeMachine(machine, item, noon);
    }
    const [kept, ...others] = machines;
    if (kept !== undefined) await store.permit(kept, jobs[0] ?? '', 'reboot', noon, minute);
    await Promise.all([kept, ...others].map((machine, n) => machine && store.giveBack(machine, jobs[n] ?? '', noon)));
    expect((await store.readFleet('many')).acts).toHaveLength(1);
  });
});

describe('people', () => {
  it('are told that a source cut alerts off once an hour, and again by the same message', async () => {
    const told = (message: string, now: number) => store.mayTellOfTruncated('prometheus', message, now);
    expect(await told('m-1', noon)).toBe(true);
    expect(await told('m-2', noon + 60 * minute - 1)).toBe(false);
    expect(await told('m-1', noon + 30 * minute)).toBe(true);
    expect(await told('m-3', noon + 60 * minute)).toBe(true);
    expect(await told('m-1', noon + 61 * minute)).toBe(false);
    expect(await store.mayTellOfTruncated('grafana', 'm-4', noon)).toBe(true);
    const many = Array.from({ length: 20 }, (_, n) => store.mayTellOfTruncated('aws', `m-${n}`, noon + n));
    expect((await Promise.all(many)).filter((may) => may)).toHaveLength(1);
  });

  it('resume all machines of a restart, or the one they name', async () => {
    const [first, second] = [aMachine(), aMachine()];
    for (const machine of [first, second]) await claim(machine, 'a', noon);
    const instances = [first.instanceId, second.instanceId];
    const restart = { ...policy, targets: [{ account: 'ali-prod', region: 'cn-hangzhou', instances }] };
    expect(await resumeMachines(store, restart, second.instanceId, noon)).toEqual([{ machine: second, wasHeldBack: true }]);
    expect((await claim(first, 'b', noon + 1)).because).toBe('cooldown');
    expect((await claim(second, 'b', noon + 1)).because).toBe('firing');
    expect((await resumeMachines(store, restart, null, noon)).map(({ wasHeldBack }) => wasHeldBack)).toEqual([true, true]);
    expect((await resumeMachines(store, restart, null, noon)).map(({ wasHeldBack }) => wasHeldBack)).toEqual([false, false]);
    await expect(resumeMachines(store, restart, 'i-none', noon)).rejects.toThrow('the restart does not list instance "i-none"');
  });
});

describe('nothing goes on', () => {
  it('with an item of a version that is not known, and the error says which', async () => {
    const machine = aMachine();
    await write({ pk: `M#ali-prod#cn-hangzhou#${machine.instanceId}`, sk: 'STATE', v: 2, seq: 7 });
    const error = `item M#ali-prod#cn-hangzhou#${machine.instanceId} STATE has version 2, and this Reveille knows version 1`;
    await expect(store.readMachine(machine)).rejects.toThrow(error);
    await expect(store.permit(machine, 'job', 'reboot', noon, minute)).rejects.toThrow(error);
    await expect(store.resume(machine, noon)).rejects.toThrow(error);
  });

  it('with an item that cannot be read', async () => {
    const machine = aMachine();
    await write({ pk: `M#ali-prod#cn-hangzhou#${machine.instanceId}`, sk: 'STATE', ...unknownMachine, seq: 1, acts: 'none' });
    await expect(store.readMachine(machine)).rejects.toThrow('STATE cannot be read: acts: ');
  });

  it('without the table', async () => {
    const gone = machineStore(itemTable(table.client, 'reveille-gone'), noWait);
    await expect(gone.readMachine(aMachine())).rejects.toThrow('Requested resource not found');
    await expect(gone.writeMachine(aMachine(), unknownMachine, noon)).rejects.toThrow('Requested resource not found');
  });

  it('after so many losses, and each wait is longer than the one before', async () => {
    const waits: number[] = [];
    const lost = { read: async () => null, write: async () => false };
    const unlucky = machineStore(lost, { random: () => 0.5, sleep: async (ms) => void waits.push(ms) });
    await expect(unlucky.permit(aMachine(), 'job', 'reboot', noon, minute)).rejects.toThrow(
      'an item was written by others 21 times in a row',
    );
    expect(waits.slice(0, 3)).toEqual([10, 20, 40]);
    expect(waits).toHaveLength(20);
    expect(Math.max(...waits)).toBe(500);
  });
});
