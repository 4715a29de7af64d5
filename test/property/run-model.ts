import { deliver } from '../../functions/power/deliver.ts';
import { tableMemory } from '../../functions/power/restart-memory.ts';
import type { VerdictRecord } from '../../shared/contract/records.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { Setting } from '../../shared/domain/moment.ts';
import type { Port } from '../../shared/domain/port.ts';
import { carryOut } from '../../shared/domain/step/carry-out.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { machineStore } from '../../shared/store/machine-store.ts';
import { memoryTable } from '../support/table/memory-table.ts';
import { type Draw, drawOf } from './draw.ts';
import { type CloudRecord, Crash, type DeadKey, mayCrash, modelCloud, type StepCalls } from './model-cloud.ts';
import { type DeliveryParts, deliverDeps, type Kept } from './model-deliveries.ts';
import { drawDay, type ModelJob } from './model-job.ts';
import type { ModelMachine } from './model-machine.ts';
import { ModelQueue, type Received } from './model-queue.ts';
import { drawKey, mayBeSentBack, type Redrive, sendBack } from './model-redrive.ts';
import { wrongsOfStep } from './promises-of-steps.ts';
import { drawRestarts, restartSeeds } from './reboots/model-restart.ts';

/** More deliveries than any job needs: a model that exceeds it does not drain. */
const mostDeliveries = 3_000;

/** Everything that happened to the jobs of a seed, for the promises to be read from. */
export interface History {
  readonly provider: ProviderName;
  readonly jobs: readonly ModelJob[];
  readonly machines: ReadonlyMap<string, ModelMachine>;
  readonly cloud: CloudRecord;
  readonly verdicts: readonly VerdictRecord[];
  readonly letters: readonly WorkMessage[];
  /** Messages that SQS gave up on, because they were handed out too often. */
  readonly dead: readonly WorkMessage[];
  readonly alerts: readonly string[];
  /**
   * Accounts' failures that no alert tells of, because their batch does not speak for the account;
   * `job id`.
   */
  readonly untold: ReadonlySet<string>;
  /** How often a find has put an instance into a batch; `job id`. */
  readonly cuts: ReadonlyMap<string, number>;
  /** Claims of restarts that were given back. */
  readonly givenBack: Kept['givenBack'];
  /** Deliveries beyond the first of each message. */
  readonly repeats: number;
  readonly drained: boolean;
  /** Letters that were sent back: of which job, when, and how. */
  readonly redrives: readonly Redrive[];
  /** The hours of the schedule as each deployment had them, the first one first. */
  readonly hours: readonly Hours[];
  readonly key: DeadKey;
  /** The job came as two messages. */
  readonly isTwin: boolean;
  /** How far looks may be behind what is so, in milliseconds. */
  readonly behindMs: number;
  /**
   * True: nothing went wrong but what the machines did, nothing was late, and each look was true.
   */
  readonly isPlain: boolean;
  /** True: no call failed but by its machines, and no process ended. */
  readonly isSmooth: boolean;
  /** What single steps have broken, as sentences. */
  readonly wrongs: readonly string[];
  /**
   * The longest chain of messages, the longest message in characters, and messages that SQS
   * refuses.
   */
  readonly most: { readonly depth: number; readonly length: number; readonly refused: number };
}

/**
 * What a deployment has from `from` on. `oppositeFrom`: when the schedule begins to want the
 * opposite of the first job; null when it is gone by then. Epoch milliseconds.
 */
export interface Hours {
  readonly from: number;
  readonly oppositeFrom: number | null;
  readonly hasAccount: boolean;
}

/**
 * The decisions of Reveille that the model runs; replaceable, so that a test can break a promise
 * on purpose.
 */
export interface Subject {
  readonly carryOut: typeof carryOut;
  readonly deliver: typeof deliver;
}

/** Runs the jobs of a seed to their end. The same seed always gives the same history. */
export async function runModel(seed: number, subject: Subject = { carryOut, deliver }): Promise<History> {
  const draw = drawOf(seed);
  const time = { now: Date.parse('2026-11-23T00:30:00Z') };
  const now = () => time.now;
  const pass = (ms: number) => {
    time.now += ms;
  };
  const day = seed < restartSeeds ? drawDay(draw, time.now) : drawRestarts(draw, time.now);
  const queue = new ModelQueue(draw);
  // Some promises can be read only where nothing but the machines goes wrong.
  const isCalm = draw.chance(0.2);
  const crashiness = isCalm ? 0 : draw.pick([0, 0, 0.02, 0.1]);
  const faultiness = isCalm ? 0 : draw.pick([0, 0.1, 0.3, 0.7]);
  const behindMs = isCalm ? 0 : draw.pick([0, 0, 5_000, 60_000]);
  const key = drawKey(draw, time.now);
  const { portIn, record: cloud } = modelCloud({ ...day, draw, now, pass, behindMs, faultiness, crashiness, key });
  const kept: Kept = {
    verdicts: [],
    letters: [],
    alerts: [],
    untold: new Set(),
    wrongs: [],
    cuts: new Map(),
    repeats: 0,
    givenBack: [],
  };
  for (const { messages, sentAt } of day.jobs) for (const message of messages) queue.send(message, sentAt, 0);
  const [first] = day.jobs;
  if (day.isTwin && first !== undefined) {
    for (const message of first.messages) queue.send(message, first.sentAt, draw.pick([0, 20, 400]));
    kept.repeats += 1;
  }

  const redrives: Redrive[] = [];
  const hours: Hours[] = [{ from: time.now, oppositeFrom: day.oppositeFrom, hasAccount: true }];
  let wasLate = false;
  const setting: Setting = {
    now,
    random: draw.fraction,
    overtakenSince: ({ id, schedule, restart }, instant) => {
      if (schedule === null) return null;
      const since = hours.at(-1)?.oppositeFrom ?? null;
      return (id === first?.id || restart !== undefined) && since !== null && instant >= since ? since : null;
    },
  };
  const memory = crashingMemory(draw, { now, crashiness, faultiness });
  const portNow = (message: WorkMessage): Port | Failure => {
    if (!hours.at(-1)?.hasAccount) return unknownAccount;
    return { ...portIn(message.region, message.job.id), permits: memory.permitsOf(message) };
  };
  const work = {
    subject,
    memory,
    portIn: portNow,
    setting,
    provider: day.provider,
    steps: cloud.steps,
    draw,
    crashiness,
    kept,
    queue,
    now,
  };
  for (let count = 0; count < mostDeliveries && (!queue.isEmpty || mayBeSentBack(redrives, kept, queue, draw)); count += 1) {
    // A backlog now and then: everything is later than planned.
    if (queue.isEmpty) redrives.push(...sendBack({ queue, kept, draw, time, hours, key, day }));
    const late = draw.chance(0.02) ? draw.whole(0, 2_400_000) : 0;
    wasLate ||= late > 0;
    time.now = Math.max(time.now, queue.nextVisibleAt()) + late;
    const first = queue.receive(time.now);
    const second = draw.chance(0.5) ? queue.receive(time.now) : null;
    const both = [first, second].filter((received) => received !== null);
    // Pages take time, and a step beside them would not know what time it is.
    if (both.some(({ batch }) => batch.phase === 'find')) for (const received of both) await handle(received, work);
    else await Promise.all(both.map((received) => handle(received, work)));
  }
  const isPlain = faultiness + crashiness + behindMs === 0 && !wasLate && !day.isTwin;
  return {
    ...day,
    cloud,
    ...kept,
    dead: queue.dead,
    drained: queue.isEmpty,
    redrives,
    hours,
    key,
    behindMs,
    isPlain,
    isSmooth: faultiness + crashiness === 0,
    most: queue.most,
  };
}

/**
 * The table of restarts, out of reach now and then; a process may end before or after each write.
 */
function crashingMemory(
  draw: Draw,
  { now, crashiness, faultiness }: { readonly now: () => number; readonly crashiness: number; readonly faultiness: number },
): ReturnType<typeof tableMemory> {
  const store = machineStore(memoryTable(), { random: draw.fraction, sleep: async () => {} });
  const around = async <T>(write: () => Promise<T>): Promise<T> => {
    mayCrash(draw, crashiness + faultiness / 10);
    const answer = await write();
    mayCrash(draw, crashiness);
    return answer;
  };
  return tableMemory({
    store: {
      permit: (...asked) => around(() => store.permit(...asked)),
      // What cannot be given back or noted is logged, so only a table that is out of reach is drawn
      // here.
      withdraw: (...given) => (draw.chance(faultiness / 10) ? Promise.reject(new Error('no table')) : store.withdraw(...given)),
      giveBack: (...given) => store.giveBack(...given),
      seenDone: (...noted) => (draw.chance(faultiness / 10) ? Promise.reject(new Error('no table')) : store.seenDone(...noted)),
    },
    now,
    logger: { error: () => {} },
  });
}

const unknownAccount: Failure = {
  kind: 'account',
  code: 'Reveille.UnknownAccount',
  message: 'this deployment has no account "it"',
  requestId: null,
};

interface Work extends Omit<DeliveryParts, 'depth'> {
  readonly subject: Subject;
  readonly portIn: (message: WorkMessage) => Port | Failure;
  readonly setting: Setting;
  readonly provider: ProviderName;
  readonly steps: readonly StepCalls[];
}

/**
 * One invocation: its message is deleted only when it comes to its end, and even then it may be
 * delivered again.
 */
async function handle({ message, batch }: Received, work: Work): Promise<void> {
  const { subject, portIn, setting, provider, kept, queue, draw, crashiness, now } = work;
  const delivery = { sentAt: message.sentAt, redelivered: message.receives > 1 };
  if (delivery.redelivered) kept.repeats += 1;
  try {
    const port = portIn(batch);
    const calls = 'kind' in port ? null : (work.steps.at(-1) ?? null);
    const outcome = await subject.carryOut(batch, delivery, port, setting);
    kept.wrongs.push(...wrongsOfStep({ message: batch, redelivered: delivery.redelivered, outcome, calls }));
    const { accountFailure } = outcome;
    if (accountFailure !== null && batch.told === accountFailure.code)
      for (const { instanceId, code } of outcome.verdicts)
        if (code === accountFailure.code) kept.untold.add(`${batch.job.id} ${instanceId}`);
    await subject.deliver(batch, outcome, deliverDeps(provider, { ...work, depth: message.depth }));
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return;
  }
  if (draw.chance(crashiness)) queue.deliverAgain(message, now());
  else queue.delete(message);
}
