import type { Configuration } from '../contract/compiled-configuration.ts';
import type { BatchJob } from '../domain/batch-job.ts';
import { type Due, dueJob } from '../domain/cut-job.ts';
import { type Place, placeKey, placesOf, placesOfSchedule } from './place.ts';
import { readQueueMessage } from './queue-message.ts';
import type { RestartHistory } from './restart-rows.ts';

/** A job that a run has to account for, with the places that the run works on, each once. */
export interface ExpectedJob {
  readonly job: BatchJob;
  /** The places that dispatch cuts into batches and finds, unless it skips the job. */
  readonly toDispatch: readonly Place[];
  /** The places of the job's messages that lay in the queues when the run began. */
  readonly underWay: readonly Place[];
}

/**
 * What a run has to account for: the fired jobs, in order, the bodies of the messages that lay in
 * the queues, and the jobs that followed from alerts.
 */
export interface Beginning {
  readonly configuration: Configuration;
  readonly fired: readonly Due[];
  readonly waiting: readonly string[];
  readonly restarted: RestartHistory['jobs'];
}

/**
 * The jobs of a run: the fired ones, then those of the waiting messages, in their order, then those
 * of alerts. A batch brings its own instances, a find its selection, and a job the places of its
 * schedule: none when the schedule is no longer configured. An unreadable message belongs to no
 * job, and an alert has no job before it is decided.
 */
export function expectedJobs({ configuration, fired, waiting, restarted }: Beginning): ExpectedJob[] {
  const found = new Map<string, { job: BatchJob; toDispatch: Map<string, Place>; underWay: Map<string, Place> }>();
  const expect = (job: BatchJob, part: 'toDispatch' | 'underWay', places: readonly Place[]): void => {
    const known = found.get(job.id) ?? { job, toDispatch: new Map(), underWay: new Map() };
    found.set(job.id, known);
    for (const place of places) known[part].set(placeKey(place), place);
  };
  const expectDue = (due: Due): void =>
    expect(dueJob(due), 'toDispatch', placesOfSchedule(configured(configuration, due.schedule)));
  for (const due of fired) expectDue(due);
  for (const body of waiting) {
    const message = readQueueMessage(body);
    if (message === null) continue;
    if ('job' in message) expectDue(message.job);
    if ('work' in message) expect(message.work.job, 'underWay', placesOf(message.work));
  }
  for (const { job, places } of restarted) expect(job, 'underWay', places);
  return [...found.values()].map(({ job, toDispatch, underWay }) => ({
    job,
    toDispatch: [...toDispatch.values()],
    underWay: [...underWay.values()],
  }));
}

/**
 * The longest time that any job of a run can take from its due time on, in milliseconds: until its
 * deadline, and then two confirm phases.
 */
export function longestJobMs({ configuration, fired, waiting }: Omit<Beginning, 'restarted'>): number {
  const limits = waiting.map(readQueueMessage).map((message) => {
    if (message === null) return undefined;
    if ('work' in message) return message.work.options;
    return 'job' in message ? limitsOf(configuration, message.job) : undefined;
  });
  for (const due of fired) limits.push(limitsOf(configuration, due));
  return Math.max(0, ...limits.map((limit) => (limit === undefined ? 0 : limit.expiresAfterMs + 2 * limit.confirmWithinMs)));
}

/** A hold-off, a cooldown and an hour of budget may pass before a decision, and the job follows. */
const hourMs = 3_600_000;

/**
 * The longest time from an alert to the end of what follows from it, in milliseconds; 0 without
 * restarts.
 */
export function longestRestartMs({ restarts }: Configuration): number {
  const each = Object.values(restarts).map(
    ({ holdOffMs, cooldownMs, forceAfterMs }) => holdOffMs + 2 * cooldownMs + 2 * forceAfterMs + 3 * hourMs,
  );
  return Math.max(0, ...each);
}

function limitsOf(configuration: Configuration, { schedule, action }: Due) {
  const limits = configured(configuration, schedule);
  return limits && { expiresAfterMs: limits.expiresAfterMs[action], confirmWithinMs: limits.confirmWithinMs };
}

function configured({ schedules }: Configuration, name: string): Configuration['schedules'][string] | undefined {
  return Object.hasOwn(schedules, name) ? schedules[name] : undefined;
}
