import type { WatchConfiguration } from '../../shared/contract/compiled-configuration.ts';
import type { BatchJob } from '../../shared/domain/batch-job.ts';
import { dueJob } from '../../shared/domain/cut-job.ts';
import { dayMs, dayOfWall } from '../../shared/schedule/civil-day.ts';
import { Timetable } from '../../shared/schedule/timetable.ts';
import type { RunJob } from '../../shared/store/run-reader.ts';

/** The hours that a watch looks back on: a watch an hour, and two may fail. */
export const watchedMs = 26 * 3_600_000;

/** A job has this long to come: Scheduler fires within a minute, and dispatch may be delivered twice. */
const patienceMs = 10 * 60_000;

/**
 * EventBridge Scheduler's table of time zones and Lambda's may differ by hours after a government has
 * changed its clock. A job that came within this time is the planned one, unless the timetable has
 * an entry at its own moment.
 */
const toleranceMs = 3 * 3_600_000;

/**
 * The jobs that the timetable had in the last 26 hours and nobody has a record of. Before `since`
 * of its schedule (epoch milliseconds) a schedule was not deployed as it is, so nothing is missing.
 * @throws what `Timetable` throws
 */
export function missingJobs(
  { schedules, calendars }: Pick<WatchConfiguration, 'schedules' | 'calendars'>,
  recorded: readonly RunJob[],
  since: ReadonlyMap<string, number>,
  now: number,
): BatchJob[] {
  return Object.entries(schedules).flatMap(([name, schedule]) => {
    const timetable = new Timetable(schedule, calendars[schedule.calendar ?? ''] ?? null);
    const from = Math.max(now - watchedMs, since.get(name) ?? now);
    const first = dayOfWall(timetable.wallTime.at(from - toleranceMs));
    const days = (dayOfWall(timetable.wallTime.at(now)) - first) / dayMs + 1;
    const entries = [...timetable.plan(first, days)].flatMap(({ action, decision, instants }) =>
      instants.slice(0, 1).map((at) => ({ action, at, decision: decision.kind })),
    );
    const came = recorded
      .filter(({ job, decided }) => job.schedule === name && decided !== null && decided.by === 'rule')
      .map(({ job }) => ({ action: job.action, at: Date.parse(job.scheduledAt) }));
    const onTime = new Set(came.map(momentOf));
    const planned = entries
      .filter(({ decision }) => decision === 'run' || decision === 'fail')
      .filter((entry) => entry.at >= from && entry.at <= now - patienceMs && !onTime.has(momentOf(entry)));
    // What came at the moment of an entry belongs to it, and answers for no other.
    const expected = new Set(entries.map(momentOf));
    const strays = came.filter((each) => !expected.has(momentOf(each)));
    return planned
      .filter((moment) => !takes(strays, moment))
      .map(({ action, at }) => dueJob({ schedule: name, action, scheduledAt: new Date(at).toISOString() }));
  });
}

function momentOf({ action, at }: { readonly action: string; readonly at: number }): string {
  return `${action} ${at}`;
}

/** Takes the nearest stray out of them for a planned moment; false when none is near. */
function takes(
  strays: { readonly action: string; readonly at: number }[],
  { action, at }: { action: string; at: number },
): boolean {
  const distance = (each: { readonly at: number }): number => Math.abs(each.at - at);
  const near = strays.filter((each) => each.action === action && distance(each) <= toleranceMs);
  const [nearest] = near.toSorted((a, b) => distance(a) - distance(b));
  if (nearest === undefined) return false;
  strays.splice(strays.indexOf(nearest), 1);
  return true;
}
