import type { WatchConfiguration } from '../../shared/contract/compiled-configuration.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { Announce } from '../../shared/lambda/announce.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import type { Notice } from '../../shared/notice/notice.ts';
import { dayMs, dayText } from '../../shared/schedule/civil-day.ts';
import { readDay } from '../../shared/store/run-reader.ts';
import type { RunTable } from '../../shared/store/run-table.ts';
import type { WatchStore } from '../../shared/store/watch-store.ts';
import { missingJobs, watchedMs } from './missing-jobs.ts';
import { forgottenFailures, unfinishedJobs } from './open-ends.ts';

/** What a watch works with. `now` is in epoch milliseconds. */
export interface WatchDeps {
  readonly configuration: WatchConfiguration;
  readonly runs: Pick<RunTable, 'partition'>;
  readonly store: WatchStore;
  /** How many letters wait for a person, by provider in use. */
  readonly lettersOf: (provider: ProviderName) => Promise<number>;
  readonly announce: Announce;
  /** Tells somebody outside AWS that all of this runs. */
  readonly ping: (() => Promise<void>) | null;
  readonly now: () => number;
  readonly logger: Pick<Telemetry['logger'], 'info' | 'error'>;
}

/**
 * Holds the timetable of the last 26 hours against the run record, and tells of each gap once. No
 * provider is called. When everything could be looked at, the ping goes out: also when gaps were
 * found, because then people have been told.
 * @throws what the table, the queues or the notice refuse, so that SQS delivers the watch again; a
 * gap that was told by then is not told again
 */
export async function keepWatch(deps: WatchDeps): Promise<void> {
  const { configuration, runs, store, now, logger, ping } = deps;
  const at = now();
  const since = new Map<string, number>();
  for (const [name, schedule] of Object.entries(configuration.schedules))
    since.set(name, await store.deployedSince(name, schedule, at));
  // A day more: letters are told of when they are a day old.
  const jobs = (await Promise.all(daysOf(at - 2 * watchedMs, at).map((day) => readDay(runs, day)))).flat();
  const gaps: Gap[] = [
    ...missingJobs(configuration, jobs, since, at).map((job) => missing(job, configuration)),
    ...unfinishedJobs(jobs, at).map((each) => unfinished(each, configuration)),
    ...(await oldLetters(deps, jobs, at)),
  ];
  let told = 0;
  for (const { key, notice } of gaps) {
    if (await store.isTold(key)) continue;
    await deps.announce(notice);
    await store.markTold(key, at);
    told += 1;
  }
  logger.info('watch kept', { jobs: jobs.length, gaps: gaps.length, told });
  if (ping === null) return;
  try {
    await ping();
  } catch (error) {
    // The other side raises its alarm when none comes; that is what it is for.
    logger.error('heartbeat not sent', { reason: error instanceof Error ? error.message : String(error) });
  }
}

interface Gap {
  /** The same gap has the same key in every watch. */
  readonly key: string;
  readonly notice: Notice;
}

type Hours = Pick<WatchConfiguration, 'schedules'>;

function missing(job: ReturnType<typeof missingJobs>[number], hours: Hours): Gap {
  return { key: `missing#${job.id}`, notice: { kind: 'missing', job, timezone: zoneOf(job.schedule, hours) } };
}

function unfinished({ job: { job }, open }: ReturnType<typeof unfinishedJobs>[number], hours: Hours): Gap {
  return { key: `unfinished#${job.id}`, notice: { kind: 'unfinished', job, timezone: zoneOf(job.schedule, hours), open } };
}

/**
 * SQS does not say how old its letters are, but for the oldest of a queue. So the record says which
 * machines failed a day ago, and the queue says whether letters wait at all.
 */
async function oldLetters(
  { configuration, lettersOf }: WatchDeps,
  jobs: Parameters<typeof forgottenFailures>[0],
  now: number,
): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (const { job, ends } of forgottenFailures(jobs, now)) {
    const byProvider = Map.groupBy(ends, ({ account }) => configuration.accounts[account]?.provider);
    for (const [provider, own] of byProvider) {
      if (provider === undefined || (await lettersOf(provider)) === 0) continue;
      const open = own.map(({ account, region, instanceId }) => ({ account, region, instanceId }));
      const timezone = zoneOf(job.job.schedule, configuration);
      gaps.push({
        key: `old-letters#${provider}#${job.job.id}`,
        notice: { kind: 'old-letters', job: job.job, timezone, provider, open },
      });
    }
  }
  return gaps;
}

function zoneOf(schedule: string | null, { schedules }: Hours): string | null {
  return schedule !== null && Object.hasOwn(schedules, schedule) ? (schedules[schedule]?.timezone ?? null) : null;
}

function daysOf(from: number, to: number): string[] {
  const first = Math.floor(from / dayMs) * dayMs;
  return Array.from({ length: Math.floor((to - first) / dayMs) + 1 }, (_, n) => dayText(first + n * dayMs));
}
