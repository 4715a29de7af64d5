import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { oneMessage } from '../../../functions/restart/app.ts';
import type { Statement } from '../../../shared/contract/alert-message.ts';
import { itemTable } from '../../../shared/store/item-table.ts';
import { machineStore } from '../../../shared/store/machine-store.ts';
import {
  batchesIn,
  type Did,
  machineIds,
  messageOf,
  reasonsIn,
  recordsIn,
  restartDeps,
  restartOf,
} from '../../functions/restart/a-restart-function.ts';
import { hour, minute, noon, policy, statementOf } from '../../shared/restart/a-question.ts';
import { type DynamoTable, startDynamoTable } from '../../support/table/dynamo-table.ts';

// Claims that race each other on a real DynamoDB API, by the whole function.

let dynamo: DynamoTable;
let machines = 0;
let machine = '';
beforeAll(async () => {
  dynamo = await startDynamoTable();
});
afterAll(() => dynamo.close());
beforeEach(() => {
  machines += 1;
  machine = `i-claimed-${machines}`;
});

/** Workers of one deployment, which share nothing but the table. */
function workers(changes = {}, tableName = dynamo.tableName) {
  const did: Did[] = [];
  const clock = { now: noon };
  const targets = [{ account: 'ali-prod', region: 'cn-hangzhou', instances: [machine] }];
  const restarts = { [`for-${machine}`]: { ...policy, targets, ...changes } };
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms / 10));
  const worker = () => {
    const store = machineStore(itemTable(dynamo.client, tableName), { random: Math.random, sleep });
    return restartDeps(
      { restarts },
      {
        store,
        now: () => clock.now,
        send: async (send, followUps) => void did.push({ send, batches: followUps.map(({ batch }) => batch) }),
        sendAlerts: async (alerts) => void did.push({ alerts }),
        announce: async (notice) => void did.push({ notice }),
      },
    );
  };
  /**
   * Delivers each statement in a message of its own, again where that failed: as often as SQS does.
   */
  const deliver = async (statements: readonly Statement[], receives = 5): Promise<void> => {
    const failed: Statement[] = [];
    let reason: unknown;
    const deliverOne = async (statement: Statement): Promise<void> => {
      const own = worker();
      await oneMessage(messageOf([statement]), own.deps, () => false);
      did.push(...own.did);
    };
    await Promise.all(
      statements.map((statement) =>
        deliverOne(statement).catch((error: unknown) => {
          failed.push(statement);
          reason = error;
        }),
      ),
    );
    if (failed.length > 0 && receives === 1) throw reason;
    if (failed.length > 0) await deliver(failed, receives - 1);
  };
  return { did, clock, deliver };
}

it('lets 50 parallel deliveries of one statement claim once, and each says the same', async () => {
  const { did, deliver } = workers();
  const statement = statementOf('a', { instanceId: machine });
  await deliver(Array(50).fill(statement));
  expect(reasonsIn(did)).toEqual({ firing: 50 });
  expect(new Set(recordsIn(did).map((record) => JSON.stringify(record))).size).toBe(1);
  const store = machineStore(itemTable(dynamo.client, dynamo.tableName), { random: Math.random, sleep: async () => {} });
  const at = { account: 'ali-prod', region: 'cn-hangzhou', instanceId: machine };
  expect((await store.readMachine(at)).acts).toHaveLength(1);
  expect((await store.readMachine(at)).seq).toBe(1);
});

it('lets 50 parallel repeats of one episode claim once, and the others are duplicates', async () => {
  const { did, deliver } = workers();
  const repeats = Array.from({ length: 50 }, (_, n) => statementOf('a', { id: `s-${n}`, instanceId: machine }));
  await deliver(repeats);
  expect(reasonsIn(did)).toEqual({ firing: 1, duplicate: 49 });
  expect(batchesIn(did)).toHaveLength(1);
});

it('lets 50 parallel episodes of one machine act once in each cooldown', async () => {
  const many = { episodes: 90, withinMs: hour };
  const { did, clock, deliver } = workers({ flapping: many, budget: { perHour: 50, perDay: 50 }, cooldownMs: minute });
  const episodes = Array.from({ length: 50 }, (_, n) => statementOf(`${n}`, { instanceId: machine }));
  for (const n of [0, 1]) {
    // The cooldown is shorter than the window of the brake, and the restart has one machine.
    clock.now = noon + n * minute;
    const acted = new Set(recordsIn(did).flatMap(({ id, decision }) => (decision === 'act' ? [id] : [])));
    await deliver(episodes.filter(({ id }) => !acted.has(id)));
    expect(reasonsIn(did).firing).toBe(n + 1);
  }
  expect(batchesIn(did)).toHaveLength(2);
});

it('lets 20 of 100 machines act when their alerts come at once in many messages', async () => {
  const ids = machineIds(100).map((id) => `${machine}-${id}`);
  const { targets } = restartOf(0, { targets: [{ account: 'ali-prod', region: 'cn-hangzhou', instances: ids }] });
  const { did, deliver } = workers({ targets });
  await deliver(ids.map((instanceId) => statementOf(instanceId, { instanceId })));
  expect(reasonsIn(did)).toEqual({ firing: 20, 'at-once': 80 });
});

it('lets nothing through without a table', async () => {
  const { did, deliver } = workers({}, 'reveille-gone');
  await expect(deliver([statementOf('a', { instanceId: machine })])).rejects.toThrow('Requested resource not found');
  expect(did).toEqual([]);
});
