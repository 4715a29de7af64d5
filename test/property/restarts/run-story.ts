import { oneMessage } from '../../../functions/restart/app.ts';
import { restartMessages } from '../../../functions/restart/restart-messages.ts';
import { type AlertMessage, alertMessage } from '../../../shared/contract/alert-message.ts';
import type { RestartRecord } from '../../../shared/contract/records.ts';
import type { Notice } from '../../../shared/notice/notice.ts';
import { type lookUpIn as LookUpIn, lookUpIn } from '../../../shared/restart/look-up.ts';
import { machineHours } from '../../../shared/restart/machine-hours.ts';
import type { Machine, MachineItem } from '../../../shared/restart/machine-item.ts';
import type { ItemTable } from '../../../shared/store/item-table.ts';
import { type MachineStore, machineStore } from '../../../shared/store/machine-store.ts';
import { memoryTable } from '../../support/table/memory-table.ts';
import { drawOf } from '../draw.ts';
import { drawStory, type Story } from './draw-story.ts';
import { GatedWorkers, type Worker } from './gated-workers.ts';

/** A write of a machine's item that held. */
export interface MachineWrite {
  readonly pk: string;
  readonly before: MachineItem | null;
  readonly after: MachineItem;
  readonly by: 'restart' | 'power' | 'person';
}

/** Everything that a story led to. */
export interface AlertHistory {
  readonly story: Story;
  readonly writes: MachineWrite[];
  readonly batches: { readonly job: string; readonly instanceId: string }[];
  readonly records: RestartRecord[];
  readonly notices: Notice[];
  readonly reboots: { readonly instanceId: string; readonly at: number; readonly cooldownMs: number }[];
  /** Ids of statements whose message was given up by SQS. */
  readonly dead: Set<string>;
  readonly kills: number;
}

interface Queued {
  readonly message: AlertMessage;
  visibleAt: number;
  receives: number;
  isDeleted: boolean;
}

const visibilityMs = 180_000;
const mostReceives = 5;
const mostWorkers = 3;

/** Runs the story of a seed to its end: real decisions, real sending order, a table and a queue in memory. */
export async function runStory(seed: number): Promise<AlertHistory> {
  const draw = drawOf(seed);
  const story = drawStory(draw);
  const workers = new GatedWorkers(draw);
  const table = memoryTable();
  const hours = machineHours(story.configuration);
  const lookUp: ReturnType<typeof LookUpIn> = lookUpIn(story.configuration.restarts);
  const history = { story, writes: [], batches: [], records: [], notices: [], reboots: [], dead: new Set<string>() } as Omit<
    AlertHistory,
    'kills'
  >;
  let kills = 0;
  let now = story.requests[0]?.at ?? 0;
  const queue: Queued[] = [];
  const chores: {
    readonly at: number;
    readonly by: MachineWrite['by'];
    readonly run: (store: MachineStore, at: number) => Promise<unknown>;
  }[] = [];

  const tableOf = (worker: Worker, by: MachineWrite['by']): ItemTable => ({
    read: (key) => workers.effect(worker, () => table.read(key)),
    write: (key, write) =>
      workers.effect(worker, async () => {
        const before = JSON.parse(table.items.get(key.pk) ?? 'null');
        const holds = await table.write(key, write);
        const after: MachineItem = JSON.parse(table.items.get(key.pk) ?? 'null');
        if (holds && key.sk === 'STATE') history.writes.push({ pk: key.pk, before, after, by });
        return holds;
      }),
  });
  const storeOf = (worker: Worker, by: MachineWrite['by']): MachineStore =>
    machineStore(tableOf(worker, by), { random: () => draw.fraction(), sleep: () => workers.effect(worker, async () => {}) });
  const send = (message: AlertMessage, visibleAt: number): void => {
    queue.push({ message: alertMessage.parse(JSON.parse(JSON.stringify(message))), visibleAt, receives: 0, isDeleted: false });
  };

  /** What power does with a batch, now or a little later, and what a person does about a trip. */
  const powerActs = (job: string, machine: Machine, cooldownMs: number): void => {
    const { instanceId } = machine;
    history.batches.push({ job, instanceId });
    for (let deliveries = draw.whole(1, 2); deliveries > 0; deliveries -= 1)
      chores.push({
        at: now + draw.whole(0, 60_000),
        by: 'power',
        run: async (store, at) => {
          const { got } = await store.permit(machine, job, 'reboot', at, cooldownMs);
          if (got === 'permit') history.reboots.push({ instanceId, at, cooldownMs });
        },
      });
    if (draw.chance(0.15))
      chores.push({ at: now + draw.whole(0, 90_000), by: 'power', run: (store, at) => store.giveBack(machine, job, at) });
  };

  const deliver = (queued: Queued): void => {
    queued.receives += 1;
    queued.visibleAt = draw.chance(0.03) ? now : now + visibilityMs;
    const overAfter = draw.chance(0.03) ? draw.whole(0, 3) : Number.POSITIVE_INFINITY;
    let asked = 0;
    workers.start(
      async (worker) => {
        const effect = <T>(run: () => Promise<T>): Promise<T> => workers.effect(worker, run);
        const clock = () => now + worker.skewMs;
        const deps = {
          lookUp,
          hours,
          now: clock,
          store: storeOf(worker, 'restart'),
          schedules: story.configuration.schedules,
          queues: new Map([['ali-prod', 'work']]),
          cut: restartMessages,
          send: (_: string, followUps: readonly { readonly batch: object }[]) =>
            effect(async () => {
              for (const { batch } of followUps as never as {
                batch: {
                  job: { id: string };
                  options: { cooldownMs: number };
                  account: string;
                  region: string;
                  instances: { id: string }[];
                };
              }[])
                for (const { id } of batch.instances)
                  powerActs(
                    batch.job.id,
                    { account: batch.account, region: batch.region, instanceId: id },
                    batch.options.cooldownMs,
                  );
            }),
          sendAlerts: (messages: readonly { readonly alerts: AlertMessage; readonly delaySeconds: number }[]) =>
            effect(async () => {
              for (const { alerts, delaySeconds } of messages) send(alerts, now + delaySeconds * 1_000);
            }),
          announce: (notice: Notice) =>
            effect(async () => {
              history.notices.push(notice);
              const { kind } = notice;
              if (kind !== 'tripped' || !draw.chance(0.6)) return;
              chores.push({
                at: now + draw.whole(0, 7_200_000),
                by: 'person',
                run: (store, at) => store.resume(notice.machine, at),
              });
            }),
          telemetry: { restart: (record: RestartRecord) => void history.records.push(record), logger: { warn: () => {} } },
        };
        await oneMessage(queued.message, deps, () => {
          asked += 1;
          return asked > overAfter;
        });
        await effect(async () => {
          queued.isDeleted = true;
        });
      },
      true,
      ({ state }) => {
        if (state === 'killed') kills += 1;
        if (queued.isDeleted && draw.chance(0.03)) {
          // A standard queue may deliver a deleted message once more.
          queue.push({ ...queued, isDeleted: false, visibleAt: now + draw.pick([0, 1_000, 200_000]) });
        }
      },
    );
  };

  const receivable = (): Queued[] => {
    for (const queued of queue) {
      if (queued.isDeleted || queued.receives < mostReceives || queued.visibleAt > now) continue;
      queued.isDeleted = true;
      for (const { id } of queued.message.statements) history.dead.add(id);
    }
    return queue.filter(({ isDeleted, visibleAt }) => !isDeleted && visibleAt <= now);
  };

  const coming = [...story.requests];
  for (;;) {
    // All that workers do between two effects is done when nothing is left to run at once.
    await new Promise((resolve) => setImmediate(resolve));
    while (coming[0] !== undefined && coming[0].at <= now) {
      const { at, source, statements } = coming.shift() ?? { at: 0, source: '', statements: [] };
      const received = { version: 1, source, receivedAt: new Date(at + draw.whole(-1_000, 1_000)).toISOString() } as const;
      send(
        { ...received, phase: 'received', notBefore: null, truncated: draw.chance(0.05) ? 3 : 0, statements: [...statements] },
        now,
      );
    }
    const due = chores.findIndex(({ at }) => at <= now);
    const chore = due === -1 ? undefined : chores.splice(due, 1)[0];
    if (chore !== undefined) {
      const at = now;
      workers.start(
        async (worker) => void (await chore.run(storeOf(worker, chore.by), at + worker.skewMs)),
        false,
        () => {},
      );
      continue;
    }
    const ready = workers.working < mostWorkers ? receivable() : [];
    const next = ready[draw.whole(0, Math.max(0, ready.length - 1))];
    if (next !== undefined && (workers.working === 0 || draw.chance(0.3))) {
      deliver(next);
      continue;
    }
    now += draw.whole(0, 15);
    if (await workers.step()) continue;
    if (workers.working > 0) continue;
    const instants = [
      ...queue.flatMap(({ isDeleted, visibleAt }) => (isDeleted ? [] : [visibleAt])),
      ...chores.map(({ at }) => at),
      ...coming.slice(0, 1).map(({ at }) => at),
    ];
    if (instants.length === 0) return { ...history, kills };
    now = Math.max(now, Math.min(...instants));
  }
}
