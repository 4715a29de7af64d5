import type { RestartDeps } from '../../../functions/restart/app.ts';
import type { AlertMessage, Statement } from '../../../shared/contract/alert-message.ts';
import type { RestartConfiguration } from '../../../shared/contract/compiled-configuration.ts';
import type { Restart } from '../../../shared/contract/compiled-restarts.ts';
import type { RestartRecord } from '../../../shared/contract/records.ts';
import type { WorkMessage } from '../../../shared/domain/batch.ts';
import type { QueuedAlerts } from '../../../shared/lambda/batch-sender.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import type { Notice } from '../../../shared/notice/notice.ts';
import { lookUpIn } from '../../../shared/restart/look-up.ts';
import { machineHours } from '../../../shared/restart/machine-hours.ts';
import type { ItemTable } from '../../../shared/store/item-table.ts';
import { machineStore } from '../../../shared/store/machine-store.ts';
import { noon, policy, statementOf } from '../../shared/restart/a-question.ts';
import { noRecorder } from '../../support/no-memory.ts';
import { memoryTable } from '../../support/table/memory-table.ts';

/** Something that the function did, in the order in which it did it. */
export type Did =
  | { readonly send: string; readonly batches: readonly WorkMessage[] }
  | { readonly alerts: readonly QueuedAlerts[] }
  | { readonly record: RestartRecord }
  | { readonly notice: Notice };

/** Ids of machines: `i-0` and so on. */
export const machineIds = (count: number): string[] => Array.from({ length: count }, (_, n) => `i-${n}`);

/** A restart for so many machines of one account. */
export const restartOf = (machines: number, changes: Partial<Restart> = {}): Restart => ({
  ...policy,
  targets: [{ account: 'ali-prod', region: 'cn-hangzhou', instances: machineIds(machines) }],
  ...changes,
});

/** A message with a firing statement for each machine, or with these statements. */
export function messageOf(statements: readonly Statement[] | number, changes: Partial<AlertMessage> = {}): AlertMessage {
  const all =
    typeof statements === 'number'
      ? machineIds(statements).map((instanceId) => statementOf(instanceId, { instanceId }))
      : statements;
  const receivedAt = new Date(noon).toISOString();
  const known = { version: 1, source: 'prometheus', receivedAt, phase: 'received', notBefore: null, truncated: 0 } as const;
  return { ...known, statements: [...all], ...changes };
}

/** What the restart function works with over a table in memory, and everything that it does. */
export function restartDeps(
  configuration: Partial<RestartConfiguration> = {},
  changes: Partial<RestartDeps> & { table?: ItemTable } = {},
) {
  const whole: RestartConfiguration = {
    accounts: { 'ali-prod': { provider: 'alibaba' }, 'tc-dev': { provider: 'tencent' } },
    calendars: {},
    schedules: {},
    sources: {},
    restarts: { 'web-down': restartOf(100) },
    ...configuration,
  };
  const did: Did[] = [];
  const clock = { now: noon };
  const table = memoryTable();
  const telemetry = telemetryOf('restart');
  const deps: RestartDeps = {
    lookUp: lookUpIn(whole.restarts),
    hours: machineHours(whole),
    schedules: whole.schedules,
    store: machineStore(changes.table ?? table, { random: () => 0.5, sleep: async () => {} }),
    queues: new Map([
      ['ali-prod', 'https://sqs/alibaba'],
      ['tc-dev', 'https://sqs/tencent'],
    ]),
    send: async (send, followUps) => void did.push({ send, batches: followUps.map(({ batch }) => batch) }),
    sendAlerts: async (alerts) => void did.push({ alerts }),
    recorder: noRecorder,
    announce: async (notice) => void did.push({ notice }),
    readCloudWatch: () => [],
    telemetry: { ...telemetry, restart: (record) => void did.push({ record }) },
    now: () => clock.now,
    ...changes,
  };
  return { deps, did, clock, table };
}

/** The records among what was done. */
export const recordsIn = (did: readonly Did[]): RestartRecord[] => did.flatMap((each) => ('record' in each ? [each.record] : []));
/** The alert messages among what was done. */
export const alertsIn = (did: readonly Did[]): QueuedAlerts[] =>
  did.flatMap((each) => ('alerts' in each ? [...each.alerts] : []));
/** The batches among what was done. */
export const batchesIn = (did: readonly Did[]) => did.flatMap((each) => ('batches' in each ? [...each.batches] : []));
/** The notices among what was done. */
export const noticesIn = (did: readonly Did[]): Notice[] => did.flatMap((each) => ('notice' in each ? [each.notice] : []));
/** How often each reason is in the records. */
export const reasonsIn = (did: readonly Did[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(recordsIn(did), ({ because }) => because)].map(([why, all]) => [why, all.length]));
