import type { WayBack } from '../../shared/domain/vocabulary.ts';
import type { Draw } from './draw.ts';
import type { DeadKey } from './model-cloud.ts';
import type { Kept } from './model-deliveries.ts';
import type { ModelDay } from './model-job.ts';
import type { ModelQueue } from './model-queue.ts';
import type { Hours } from './run-model.ts';

/**
 * A letter that somebody has sent back. `at` in epoch milliseconds. `isPoison`: it is a message
 * that SQS gave up on, so it still has the deadline of its job.
 */
export interface Redrive {
  readonly jobId: string;
  readonly at: number;
  readonly way: WayBack;
  readonly isPoison: boolean;
}

const never = Number.POSITIVE_INFINITY;

/** Mostly a key that is never refused; else refused from the start or soon after, for some time. */
export function drawKey(draw: Draw, now: number): DeadKey {
  if (!draw.chance(0.05)) return { from: never, until: never };
  const from = now + draw.pick([0, 5_000, 60_000]);
  return { from, until: from + draw.pick([30_000, 300_000, never]) };
}

/** Once all work has ended, somebody may send the letters back, once. */
export function mayBeSentBack(redrives: readonly Redrive[], { letters }: Kept, { dead }: ModelQueue, draw: Draw): boolean {
  return redrives.length === 0 && letters.length + dead.length > 0 && draw.chance(0.15);
}

/** What sending back works on, and what it may change. */
export interface SendBackParts {
  readonly queue: ModelQueue;
  readonly kept: Kept;
  readonly draw: Draw;
  readonly time: { now: number };
  readonly hours: Hours[];
  readonly key: DeadKey;
  readonly day: ModelDay;
}

/**
 * Sends every letter back, poison too, hours later, as its schedule has it or against it. The key
 * is in order by then, and what is deployed may be another configuration.
 */
export function sendBack({ queue, kept, draw, time, hours, key, day }: SendBackParts): Redrive[] {
  time.now += draw.pick([60_000, 3_600_000, 36_000_000]);
  key.until = Math.min(key.until, time.now);
  if (draw.chance(0.3)) hours.push(deployedAnew(draw, time.now, day));
  const way = draw.pick(['by-the-plan', 'by-the-plan', 'against-the-plan'] as const);
  const marked = way === 'against-the-plan' ? { sentBack: way } : {};
  return [...kept.letters, ...queue.dead].map((letter) => {
    queue.send({ ...letter, ...marked }, time.now, 0);
    kept.repeats += 1;
    const isPoison = letter.deadline !== null;
    return { jobId: letter.job.id, at: time.now, way, isPoison };
  });
}

/**
 * Another configuration: without the account, without the schedule, or with other hours. Where a
 * second job is part of the day the hours stay, because they are its own.
 */
function deployedAnew(draw: Draw, now: number, { jobs, oppositeFrom }: ModelDay): Hours {
  const moved = draw.pick([null, now - 3_600_000, now + 120_000, now + 3_600_000]);
  return { from: now, oppositeFrom: jobs.length > 1 ? oppositeFrom : moved, hasAccount: !draw.chance(0.3) };
}
