import { deliver } from '../../functions/power/deliver.ts';
import type { VerdictRecord } from '../../shared/contract/records.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import { carryOut } from '../../shared/domain/carry-out.ts';
import type { Setting } from '../../shared/domain/moment.ts';
import type { Port } from '../../shared/domain/port.ts';
import type { ProviderName, Region, WayBack } from '../../shared/domain/vocabulary.ts';
import { type Draw, drawOf } from './draw.ts';
import { type CloudRecord, Crash, modelCloud } from './model-cloud.ts';
import { type DeliveryParts, deliverDeps, type Kept } from './model-deliveries.ts';
import { drawDay, type ModelJob } from './model-job.ts';
import type { ModelMachine } from './model-machine.ts';
import { ModelQueue, type Received } from './model-queue.ts';

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
  /** Deliveries beyond the first of each message. */
  readonly repeats: number;
  readonly drained: boolean;
  /** Letters that were sent back: of which job, when, and how. */
  readonly redrives: readonly Redrive[];
  readonly oppositeFrom: number | null;
  /** True: nothing went wrong but what the machines did, nothing was late, and each look was true. */
  readonly isPlain: boolean;
  /** The longest chain of messages, the longest message in characters, and messages that SQS refuses. */
  readonly most: { readonly depth: number; readonly length: number; readonly refused: number };
}

/** A letter that somebody has sent back. `at` in epoch milliseconds. */
export interface Redrive {
  readonly jobId: string;
  readonly at: number;
  readonly way: WayBack;
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
  const day = drawDay(draw, time.now);
  const queue = new ModelQueue(draw);
  const crashiness = draw.pick([0, 0, 0.02, 0.1]);
  const faultiness = draw.pick([0, 0.1, 0.3, 0.7]);
  // A look that is behind and a job that came twice, unknown to one another, are one trouble too many.
  const behindMs = day.isTwin ? 0 : draw.pick([0, 0, 5_000, 60_000]);
  const { portIn, record: cloud } = modelCloud({ ...day, draw, now, pass, behindMs, faultiness, crashiness });
  const kept: Kept = { verdicts: [], letters: [], alerts: [], untold: new Set(), cuts: new Map(), repeats: 0 };
  for (const { messages, sentAt } of day.jobs) for (const message of messages) queue.send(message, sentAt, 0);
  const [first] = day.jobs;
  if (day.isTwin && first !== undefined) {
    for (const message of first.messages) queue.send(message, first.sentAt, draw.pick([0, 20, 400]));
    kept.repeats += 1;
  }

  const redrives: Redrive[] = [];
  let wasLate = false;
  const setting: Setting = {
    now,
    random: draw.fraction,
    overtakenSince: ({ id }, instant) =>
      id === first?.id && day.oppositeFrom !== null && instant >= day.oppositeFrom ? day.oppositeFrom : null,
  };
  const work = { subject, portIn, setting, provider: day.provider, draw, crashiness, kept, queue, now };
  for (let count = 0; count < mostDeliveries && (!queue.isEmpty || mayBeSentBack(redrives, kept, queue, draw)); count += 1) {
    // A backlog now and then: everything is later than planned.
    if (queue.isEmpty) redrives.push(...sendBack(queue, kept, draw, time));
    const late = draw.chance(0.02) ? draw.whole(0, 2_400_000) : 0;
    wasLate ||= late > 0;
    time.now = Math.max(time.now, queue.nextVisibleAt()) + late;
    const first = queue.receive(time.now);
    const second = draw.chance(0.5) && !day.isTwin ? queue.receive(time.now) : null;
    const both = [first, second].filter((received) => received !== null);
    // Pages take time, and a step beside them would not know what time it is.
    if (both.some(({ batch }) => batch.phase === 'find')) for (const received of both) await handle(received, work);
    else await Promise.all(both.map((received) => handle(received, work)));
  }
  const isPlain = faultiness + crashiness + behindMs === 0 && !wasLate && !day.isTwin;
  return { ...day, cloud, ...kept, dead: queue.dead, drained: queue.isEmpty, redrives, isPlain, most: queue.most };
}

/** Once all work has ended, somebody may send the letters back, once. */
function mayBeSentBack(redrives: readonly Redrive[], { letters }: Kept, { dead }: ModelQueue, draw: Draw): boolean {
  return redrives.length === 0 && letters.length + dead.length > 0 && draw.chance(0.15);
}

/** Sends every letter back, poison too, hours later, as its schedule has it or against it. */
function sendBack(queue: ModelQueue, kept: Kept, draw: Draw, time: { now: number }): Redrive[] {
  time.now += draw.pick([0, 3_600_000, 36_000_000]);
  const way = draw.pick(['by-the-plan', 'by-the-plan', 'against-the-plan'] as const);
  const marked = way === 'against-the-plan' ? { sentBack: way } : {};
  return [...kept.letters, ...queue.dead].map((letter) => {
    queue.send({ ...letter, ...marked }, time.now, 0);
    kept.repeats += 1;
    return { jobId: letter.job.id, at: time.now, way: letter.deadline === null ? way : 'by-the-plan' };
  });
}

interface Work extends Omit<DeliveryParts, 'depth'> {
  readonly subject: Subject;
  readonly portIn: (region: Region) => Port;
  readonly setting: Setting;
  readonly provider: ProviderName;
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
    const outcome = await subject.carryOut(batch, delivery, portIn(batch.region), setting);
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
