import { ownerOf } from '../../shared/domain/batch-job.ts';
import { hasFailed } from '../../shared/domain/verdict.ts';
import type { LostTime, Report, ReportedJob } from '../../shared/history/report.ts';
import { dayOf, dayOfWall, timeText } from '../../shared/schedule/civil-day.ts';
import { WallTime } from '../../shared/schedule/wall-time.ts';
import type { Paint } from '../terminal/paint.ts';
import { dateText } from '../terminal/time-text.ts';
import { alertSections } from './decision-lines.ts';
import { alarmSections, indent, letterText, summary } from './report-sections.ts';
import type { ZonedRun } from './settle-and-report.ts';
import { countsOf, verdictLines } from './verdict-lines.ts';

/**
 * A run through days as text for people: a line per job, by the date and time that its schedule's
 * zone shows, with its failures below, and one per start or stop that the clock leaves out; then
 * what alerts led to and every kind of notice and dead letter once, with how often; then what it
 * took. Ends without a newline.
 */
export function walkText(run: ZonedRun, paint: Paint): string {
  const { report, zones } = run;
  const sections = [
    `Times are of ${Object.keys(zones).length === 0 ? 'UTC' : zonesText(zones)}.`,
    ...(report.jobs.length === 0 ? ['No rule fired on these days.'] : []),
    ...daysTable(report, zones, paint),
    ...alertSections(report, zones, paint),
    ...noticeSections(report, paint),
    ...letterSection(report, paint),
    ...alarmSections(report, paint),
    summary(run, paint),
  ];
  return sections.join('\n\n');
}

/** What is to be said at one time of one day. */
interface Line {
  readonly day: number;
  readonly time: string;
  /** The schedule or the restart. */
  readonly owner: string;
  readonly action: string;
  readonly end: string;
  readonly below: readonly string[];
}

/** All lines as one section; none without lines. */
function daysTable({ jobs, lost = [] }: Report, zones: ZonedRun['zones'], paint: Paint): string[] {
  const lines = withLost(jobLines(jobs, zones, paint), lost, paint);
  if (lines.length === 0) return [];
  const nameWidth = Math.max(...lines.map(({ owner }) => owner.length));
  const actionWidth = Math.max(...lines.map(({ action }) => action.length));
  // A date can be over in one zone and still to come in another.
  const days = [...Map.groupBy(lines, ({ day }) => day)].toSorted(([a], [b]) => a - b);
  const table = days.flatMap(([day, own]) =>
    own.flatMap(({ time, owner, action, end, below }, n) => {
      const date = n === 0 ? paint.title(dateText(day)) : ' '.repeat(dateWidth);
      return [`${date}  ${time}  ${owner.padEnd(nameWidth)}  ${action.padEnd(actionWidth)}  ${end}`, ...below];
    }),
  );
  return [table.join('\n')];
}

function jobLines(jobs: readonly ReportedJob[], zones: ZonedRun['zones'], paint: Paint): Line[] {
  const wallTimes = new Map<string, WallTime>();
  return jobs.map((job) => {
    const zone = zones[job.schedule ?? ''] ?? 'UTC';
    const wallTime = wallTimes.get(zone) ?? new WallTime(zone);
    wallTimes.set(zone, wallTime);
    const wall = wallTime.at(Date.parse(job.scheduledAt));
    const { action } = job;
    const below = failureLines(job, paint);
    return { day: dayOfWall(wall), time: timeText(wall), owner: ownerOf(job), action, end: endOf(job, paint), below };
  });
}

// Each before the first line of its day that is later. The jobs stay in order of their instants.
function withLost(lines: readonly Line[], lost: readonly LostTime[], paint: Paint): readonly Line[] {
  const all = [...lines];
  for (const { schedule, action, local, because } of lost) {
    const [day, time] = [dayOf(local.slice(0, -'Thh:mm'.length)), local.slice(-'hh:mm'.length)];
    const line = { day, time, owner: schedule, action, end: paint.bad(`does not happen: ${because}`), below: [] };
    const later = all.findIndex((each) => each.day === day && each.time > time);
    all.splice(later < 0 ? all.length : later, 0, line);
  }
  return all;
}

function endOf({ skipped, verdicts }: ReportedJob, paint: Paint): string {
  if (skipped !== undefined) return paint.quiet(`skipped: ${skipped}`);
  if (verdicts.length === 0) return paint.quiet('no instances');
  return (verdicts.some(hasFailed) ? paint.bad : paint.good)(countsOf(verdicts));
}

function failureLines({ action, verdicts }: ReportedJob, paint: Paint): string[] {
  const below = ' '.repeat(dateWidth + 7);
  return verdictLines(verdicts.filter(hasFailed), action, paint).map((line) => `${below}${line}`);
}

// The same machine tends to fail every day, with the same words but for the times in them.
function noticeSections({ alerts }: Report, paint: Paint): string[] {
  return [...Map.groupBy(alerts, ({ subject }) => subject)].map(([subject, same]) => {
    const [count, which] = same.length === 1 ? ['', ''] : [`, ${same.length} times`, 'The last of them:\n'];
    return [paint.title(`Notice${count}: ${subject}`), indent(`${which}${same.at(-1)?.message ?? ''}`)].join('\n');
  });
}

function letterSection({ deadLetters }: Report, paint: Paint): string[] {
  const same = Map.groupBy(
    deadLetters,
    ({ queue, body }) => `${paint.title(`Dead letter on ${queue}:`)} ${paint.quiet(letterText(body))}`,
  );
  if (same.size === 0) return [];
  return [[...same].map(([line, { length }]) => (length === 1 ? line : `${line}, ${length} times`)).join('\n')];
}

function zonesText(zones: ZonedRun['zones']): string {
  const byZone = Map.groupBy(Object.entries(zones), ([, zone]) => zone);
  if (byZone.size === 1) return [...byZone.keys()].join('');
  return [...byZone].map(([zone, own]) => `${zone} (${own.map(([name]) => name).join(', ')})`).join(', ');
}

const dateWidth = 'Mon 2026-11-23'.length;
