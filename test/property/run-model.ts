import { type DeliverDeps, deliver } from '../../functions/power/deliver.ts';
import type { VerdictRecord } from '../../shared/contract/records.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import { carryOut } from '../../shared/domain/carry-out.ts';
import type { Clock, Port } from '../../shared/domain/port.ts';
import type { ProviderName, Region } from '../../shared/domain/vocabulary.ts';
import { drawOf } from './draw.ts';
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
  const { portIn, record: cloud } = modelCloud({ ...day, draw, now, pass, faultiness, crashiness });
  const kept: Kept = { verdicts: [], letters: [], alerts: [], untold: new Set(), cuts: new Map(), repeats: 0 };
  for (const { messages, sentAt } of day.jobs) for (const message of messages) queue.send(message, sentAt, 0);

  const parts = { draw, crashiness, kept, queue, now };
  const clock: Clock = { now, random: draw.fraction };
  const work = { subject, portIn, clock, deliveries: deliverDeps(day.provider, parts), ...parts };
  for (let count = 0; count < mostDeliveries && !queue.isEmpty; count += 1) {
    // A backlog now and then: everything is later than planned.
    const late = draw.chance(0.02) ? draw.whole(0, 2_400_000) : 0;
    time.now = Math.max(time.now, queue.nextVisibleAt()) + late;
    const first = queue.receive(time.now);
    const second = draw.chance(0.5) ? queue.receive(time.now) : null;
    const both = [first, second].filter((received) => received !== null);
    // Pages take time, and a step beside them would not know what time it is.
    if (both.some(({ batch }) => batch.phase === 'find')) for (const received of both) await handle(received, work);
    else await Promise.all(both.map((received) => handle(received, work)));
  }
  return { ...day, cloud, ...kept, dead: queue.dead, drained: queue.isEmpty };
}

interface Work extends DeliveryParts {
  readonly subject: Subject;
  readonly portIn: (region: Region) => Port;
  readonly clock: Clock;
  readonly deliveries: DeliverDeps;
}

/**
 * One invocation: its message is deleted only when it comes to its end, and even then it may be
 * delivered again.
 */
async function handle({ message, batch }: Received, work: Work): Promise<void> {
  const { subject, portIn, clock, deliveries, kept, queue, draw, crashiness, now } = work;
  const delivery = { sentAt: message.sentAt, redelivered: message.receives > 1 };
  if (delivery.redelivered) kept.repeats += 1;
  try {
    const outcome = await subject.carryOut(batch, delivery, portIn(batch.region), { ...clock, overtakenSince: () => null });
    const { accountFailure } = outcome;
    if (accountFailure !== null && batch.told === accountFailure.code)
      for (const { instanceId, code } of outcome.verdicts)
        if (code === accountFailure.code) kept.untold.add(`${batch.job.id} ${instanceId}`);
    await subject.deliver(batch, outcome, deliveries);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return;
  }
  if (draw.chance(crashiness)) queue.deliverAgain(message, now());
  else queue.delete(message);
}
