import { oneMessage } from '../../../functions/restart/app.ts';
import type { Restart } from '../../../shared/contract/compiled-restarts.ts';
import type { WorkMessage } from '../../../shared/domain/batch.ts';
import type { Notice } from '../../../shared/notice/notice.ts';
import { lookUpIn } from '../../../shared/restart/look-up.ts';
import { machineHours } from '../../../shared/restart/machine-hours.ts';
import { type MachineStore, machineStore } from '../../../shared/store/machine-store.ts';
import { noRecorder } from '../../support/no-memory.ts';
import { memoryTable } from '../../support/table/memory-table.ts';
import { drawOf } from '../draw.ts';
import { type AlertHistory, type By, emptyHistory, watchedTable } from './alert-history.ts';
import { AlertQueue, type QueuedMessage } from './alert-queue.ts';
import { drawStory } from './draw-story.ts';
import { GatedWorkers, type Worker } from './gated-workers.ts';

/** Something that power or a person does with the table at an instant. */
interface Chore {
  readonly at: number;
  readonly by: By;
  readonly run: (store: MachineStore, now: number) => Promise<unknown>;
}

const mostWorkers = 3;

/**
 * Runs the story of a seed to its end: the real decisions in the real order of sending, over a
 * table and a queue in memory, by workers whose clocks differ by up to two seconds.
 */
export async function runStory(seed: number): Promise<AlertHistory> {
  const draw = drawOf(seed);
  const story = drawStory(draw);
  const history = emptyHistory(story);
  const workers = new GatedWorkers(draw);
  const queue = new AlertQueue(draw);
  const table = memoryTable();
  const { restarts, schedules } = story.configuration;
  const shared = { lookUp: lookUpIn(restarts), hours: machineHours(story.configuration), schedules };
  const chores: Chore[] = [];
  let now = story.requests[0]?.at ?? 0;

  const storeOf = (worker: Worker, by: By): MachineStore => {
    const effect = <T>(run: () => Promise<T>): Promise<T> => workers.effect(worker, run);
    const patience = { random: () => draw.fraction(), sleep: () => effect(async () => {}) };
    return machineStore(watchedTable(table, history, by, effect), patience);
  };

  /** What power does with the machines of a batch a little later. */
  const toWorkQueue = (batch: WorkMessage): void => {
    if (batch.phase === 'find') return;
    const { job, account, region } = batch;
    const { cooldownMs = 0 } = restarts[job.id.split('/')[0] ?? ''] ?? ({} as Partial<Restart>);
    const by = { who: 'power', job: job.id } as const;
    for (const { id: instanceId } of batch.instances) {
      const machine = { account, region, instanceId };
      history.batches.push({ job: job.id, instanceId });
      const reboot = async (store: MachineStore, at: number): Promise<void> => {
        const { got } = await store.permit(machine, job.id, 'reboot', at, cooldownMs);
        if (got === 'permit') history.reboots.push({ instanceId, at, cooldownMs });
      };
      for (let deliveries = draw.whole(1, 2); deliveries > 0; deliveries -= 1)
        chores.push({ at: now + draw.whole(0, 60_000), by, run: reboot });
      if (draw.chance(0.15))
        chores.push({ at: now + draw.whole(0, 90_000), by, run: (store, at) => store.giveBack(machine, job.id, at) });
    }
  };
  const tell = (notice: Notice): void => {
    history.notices.push(notice);
    if (notice.kind === 'tripped' && draw.chance(0.6))
      chores.push({
        at: now + draw.whole(0, 7_200_000),
        by: { who: 'person' },
        run: async (store, at) => {
          await store.resume(notice.machine, at);
          history.resumes.push({ instanceId: notice.machine.instanceId, at });
        },
      });
  };

  const deliver = (received: QueuedMessage): void => {
    const roundsLeft = draw.chance(0.03) ? draw.whole(0, 3) : Number.POSITIVE_INFINITY;
    let asked = 0;
    const work = async (worker: Worker): Promise<void> => {
      const effect = (run: () => void): Promise<void> => workers.effect(worker, async () => run());
      const deps = {
        ...shared,
        now: () => now + worker.skewMs,
        store: storeOf(worker, { who: 'restart' }),
        queues: new Map([['ali-prod', 'work']]),
        send: (_queue: string, sent: readonly { readonly batch: WorkMessage }[]) =>
          effect(() => {
            for (const { batch } of sent) toWorkQueue(batch);
          }),
        sendAlerts: (sent: Parameters<Parameters<typeof oneMessage>[1]['sendAlerts']>[0]) =>
          effect(() => {
            for (const { alerts, delaySeconds } of sent) queue.send(alerts, now + delaySeconds * 1_000);
          }),
        recorder: noRecorder,
        announce: (notice: Notice) => effect(() => tell(notice)),
        telemetry: {
          restart: (record: Omit<AlertHistory['records'][number], 'order'>) =>
            void history.records.push({ ...record, order: history.writes.length }),
          logger: { warn: () => {} },
        },
      };
      await oneMessage(received.message, deps, () => {
        asked += 1;
        return asked > roundsLeft;
      });
      await effect(() => queue.delete(received, now));
    };
    workers.start(work, true, ({ state }) => {
      if (state === 'killed') history.kills += 1;
    });
  };

  const coming = [...story.requests];
  for (;;) {
    // All that workers do between two effects is done when nothing is left to run at once.
    await new Promise((resolve) => setImmediate(resolve));
    for (let next = coming[0]; next !== undefined && next.at <= now; next = coming[0]) {
      coming.shift();
      const receivedAt = new Date(next.at + draw.whole(-1_000, 1_000)).toISOString();
      const truncated = draw.chance(0.05) ? 3 : 0;
      const received = { version: 1, phase: 'received', notBefore: null, receivedAt, truncated } as const;
      queue.send({ ...received, source: next.source, statements: [...next.statements] }, now);
    }
    const due = chores.findIndex(({ at }) => at <= now);
    const [chore] = due === -1 ? [] : chores.splice(due, 1);
    if (chore !== undefined) {
      const at = now;
      workers.start(
        async (worker) => void (await chore.run(storeOf(worker, chore.by), at + worker.skewMs)),
        false,
        () => {},
      );
      continue;
    }
    const mayStart = workers.working === 0 || (workers.working < mostWorkers && draw.chance(0.3));
    const received = mayStart ? queue.receive(now) : undefined;
    if (received !== undefined) {
      deliver(received);
      continue;
    }
    now += draw.whole(0, 15);
    if ((await workers.step()) || workers.working > 0) continue;
    const instants = [...queue.instants(), ...[...chores, ...coming].map(({ at }) => at)];
    if (instants.length === 0) return Object.assign(history, { dead: queue.dead });
    now = Math.max(now, Math.min(...instants));
  }
}
