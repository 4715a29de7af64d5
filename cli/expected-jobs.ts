import type { Configuration } from '../shared/contract/compiled-configuration.ts';
import type { Batch, BatchJob } from '../shared/domain/batch.ts';
import { jobId, type Region } from '../shared/domain/vocabulary.ts';
import { readQueueMessage } from './queue-message.ts';

/** One instance of a job. `region` is null for a provider without regions. */
export interface Place {
  readonly account: string;
  readonly region: Region;
  readonly instanceId: string;
}

/** A job that a run has to account for, with every instance of it that the run works on, each once. */
export interface ExpectedJob {
  readonly job: BatchJob;
  readonly places: readonly Place[];
}

/** What a run began with: the schedule that was fired, if any, and the bodies of the messages that lay in the work queues. */
export interface Beginning {
  readonly configuration: Configuration;
  readonly fired: { readonly schedule: string; readonly scheduledAt: string } | null;
  readonly waiting: readonly string[];
}

/**
 * The jobs of a run: the fired one, then those that the waiting messages belong to, in their order. A batch brings its own instances, a
 * job those of its schedule: none when the schedule is no longer configured. An unreadable message belongs to no job.
 */
export function expectedJobs({ configuration, fired, waiting }: Beginning): ExpectedJob[] {
  const found = new Map<string, { job: BatchJob; places: Map<string, Place> }>();
  const expect = (job: BatchJob, places: readonly Place[]): void => {
    const known = found.get(job.id) ?? { job, places: new Map() };
    found.set(job.id, known);
    for (const place of places) known.places.set(placeKey(place), place);
  };
  const expectAll = ({ schedule, scheduledAt }: { readonly schedule: string; readonly scheduledAt: string }): void => {
    // Written as dispatch writes it, so that its records are found.
    const due = new Date(scheduledAt).toISOString().replace('.000Z', 'Z');
    expect({ id: jobId(schedule, 'start', due), schedule, action: 'start', scheduledAt: due }, placesOf(configuration, schedule));
  };
  if (fired !== null) expectAll(fired);
  for (const body of waiting) {
    const message = readQueueMessage(body);
    if (message === null) continue;
    if ('job' in message) expectAll(message.job);
    else expect(message.batch.job, placesIn(message.batch));
  }
  return [...found.values()].map(({ job, places }) => ({ job, places: [...places.values()] }));
}

/** The longest time that any job of a run can take from its start on, in milliseconds: until its deadline and two confirm phases more. */
export function longestJobMs({ configuration, fired, waiting }: Beginning): number {
  const limits = waiting.map(readQueueMessage).map((message) => {
    if (message === null) return undefined;
    return 'batch' in message ? message.batch.options : configured(configuration, message.job.schedule);
  });
  if (fired !== null) limits.push(configured(configuration, fired.schedule));
  return Math.max(0, ...limits.map((limit) => (limit === undefined ? 0 : limit.expiresAfterMs + 2 * limit.confirmWithinMs)));
}

/** A place as a key. */
export function placeKey({ account, region, instanceId }: Place): string {
  return JSON.stringify([account, region, instanceId]);
}

function placesIn({ account, region, instances }: Batch): Place[] {
  return instances.map(({ id }) => ({ account, region, instanceId: id }));
}

function placesOf(configuration: Configuration, schedule: string): Place[] {
  return (configured(configuration, schedule)?.targets ?? []).flatMap(({ account, region, instances }) =>
    instances.map((instanceId) => ({ account, region, instanceId })),
  );
}

function configured({ schedules }: Configuration, name: string): Configuration['schedules'][string] | undefined {
  return Object.hasOwn(schedules, name) ? schedules[name] : undefined;
}
