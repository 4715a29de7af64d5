import { restartFunction } from '../functions/restart/app.ts';
import type { AlertMessage } from '../shared/contract/alert-message.ts';
import type { Restart } from '../shared/contract/compiled-restarts.ts';
import { telemetryOf } from '../shared/lambda/telemetry.ts';
import { lookUpIn } from '../shared/restart/look-up.ts';
import { machineHours } from '../shared/restart/machine-hours.ts';
import { itemTable } from '../shared/store/item-table.ts';
import { machineStore } from '../shared/store/machine-store.ts';
import { aPolicy } from '../test/support/a-policy.ts';
import { lambdaContext, sqsEvent, sqsRecord } from '../test/support/lambda-invocation.ts';
import { noRecorder } from '../test/support/no-memory.ts';
import { startDynamoTable } from '../test/support/table/dynamo-table.ts';

/** What a storm of alerts about distinct machines cost. */
export interface StormCost {
  readonly statements: number;
  readonly messages: number;
  readonly reads: number;
  /** Writes that held, and those that lost against another one. */
  readonly writes: number;
  readonly lost: number;
  /** The bytes of the largest item that was written. */
  readonly largest: number;
  readonly ms: number;
  readonly acted: number;
  readonly waiting: number;
}

/** SQS hands over ten messages at most. So many functions are at work at a time. */
const messagesAnInvocation = 10;
const functionsAtWork = 5;

/**
 * Sends so many alerts about as many machines through the restart function, `inOne` to a message,
 * over a queue in memory and a DynamoDB API on this machine. Ends when each has acted or waits.
 */
export async function alertStorm(machines: number, inOne: number): Promise<StormCost> {
  const dynamo = await startDynamoTable();
  const cost = { reads: 0, writes: 0, lost: 0, largest: 0, acted: 0, waiting: 0 };
  const inner = itemTable(dynamo.client, dynamo.tableName);
  const table: typeof inner = {
    read(key) {
      cost.reads += 1;
      return inner.read(key);
    },
    async write(key, write) {
      const holds = await inner.write(key, write);
      cost[holds ? 'writes' : 'lost'] += 1;
      cost.largest = Math.max(cost.largest, JSON.stringify(write.item).length);
      return holds;
    },
  };
  const ids = Array.from({ length: machines }, (_, n) => `i-${n}`);
  const targets = [{ account: 'ali-prod', region: 'cn-hangzhou', instances: ids }];
  const restarts: Record<string, Restart> = { 'web-down': { ...aPolicy, targets } };
  const queue = messagesOf(ids, inOne);
  const messages = queue.length;
  const handler = restartFunction({
    lookUp: lookUpIn(restarts),
    hours: machineHours({ schedules: {}, calendars: {} }),
    schedules: {},
    store: machineStore(table, { random: Math.random, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) }),
    queues: new Map([['ali-prod', 'work']]),
    send: async (_, sent) => {
      for (const { batch } of sent) cost.acted += batch.phase === 'find' ? 0 : batch.instances.length;
    },
    sendAlerts: async (sent) => {
      for (const { alerts } of sent) {
        if (alerts.phase === 'decide') cost.waiting += alerts.statements.length;
        else queue.push(alerts);
      }
    },
    recorder: noRecorder,
    announce: async () => {},
    readCloudWatch: () => [],
    telemetry: { ...telemetryOf('restart'), restart: () => {} },
    now: Date.now,
  });
  const worker = async (): Promise<void> => {
    for (let batch = queue.splice(0, messagesAnInvocation); batch.length > 0; batch = queue.splice(0, messagesAnInvocation)) {
      const records = batch.map((message, n) => sqsRecord(message, { messageId: String(n) }));
      const { batchItemFailures } = await handler(sqsEvent(...records), lambdaContext());
      queue.push(...batch.filter((_, n) => batchItemFailures.some(({ itemIdentifier }) => itemIdentifier === String(n))));
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: functionsAtWork }, worker));
  const ms = performance.now() - began;
  await dynamo.close();
  return { statements: machines, messages, ms, ...cost };
}

function messagesOf(ids: readonly string[], inOne: number): AlertMessage[] {
  const receivedAt = new Date().toISOString();
  const known = { version: 1, source: 'prometheus', receivedAt, phase: 'received', notBefore: null, truncated: 0 } as const;
  return Array.from({ length: Math.ceil(ids.length / inOne) }, (_, n) => ({
    ...known,
    statements: ids.slice(n * inOne, (n + 1) * inOne).map((instanceId) => ({
      id: `s-${instanceId}`,
      status: 'firing' as const,
      series: instanceId,
      episode: `${instanceId}/1`,
      startsAt: receivedAt,
      labels: { alertname: 'InstanceDown' },
      instanceId,
    })),
  }));
}
