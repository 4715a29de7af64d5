import { ownerOf } from '../../shared/domain/batch-job.ts';
import { hasFailed } from '../../shared/domain/verdict.ts';
import type { Report, ReportedJob } from '../../shared/history/report.ts';
import { dayOfWall, timeText } from '../../shared/schedule/civil-day.ts';
import { WallTime } from '../../shared/schedule/wall-time.ts';
import type { Paint } from '../terminal/paint.ts';
import { dateText } from '../terminal/time-text.ts';
import { alertSections } from './decision-lines.ts';
import { alarmSections, indent, letterText, summary } from './report-sections.ts';
import type { ZonedRun } from './settle-and-report.ts';
import { countsOf, verdictLines } from './verdict-lines.ts';

/**
 * A run through days as text for people: a line per job, by the date and time that its schedule's
 * zone shows, with its failures below; then what alerts led to and every kind of notice and dead
 * letter once, with how often; then what it took. Ends without a newline.
 */
export function walkText(run: ZonedRun, paint: Paint): string {
  const { report, zones } = run;
  const sections = [
    `Times are of ${Object.keys(zones).length === 0 ? 'UTC' : zonesText(zones)}.`,
    report.jobs.length === 0 ? 'No rule fired on these days.' : jobsTable(report.jobs, zones, paint),
    ...alertSections(report, zones, paint),
    ...noticeSections(report, paint),
    ...letterSection(report, paint),
    ...alarmSections(report, paint),
    summary(run, paint),
  ];
  return sections.join('\n\n');
}

interface Line {
  readonly day: number;
  readonly time: string;
  readonly job: ReportedJob;
}

function jobsTable(jobs: readonly ReportedJob[], zones: ZonedRun['zones'], paint: Paint): string {
  const wallTimes = new Map<string, WallTime>();
  const lines = jobs.map((job): Line => {
    const zone = zones[job.schedule ?? ''] ?? 'UTC';
    const wallTime = wallTimes.get(zone) ?? new WallTime(zone);
    wallTimes.set(zone, wallTime);
    const wall = wallTime.at(Date.parse(job.scheduledAt));
    return { day: dayOfWall(wall), time: timeText(wall), job };
  });
  const nameWidth = Math.max(0, ...jobs.map((job) => ownerOf(job).length));
  const actionWidth = Math.max(0, ...jobs.map(({ action }) => action.length));
  // A date can be over in one zone and still to come in another.
  const days = [...Map.groupBy(lines, ({ day }) => day)].toSorted(([a], [b]) => a - b);
  return days
    .flatMap(([day, own]) =>
      own.flatMap(({ time, job }, n) => {
        const date = n === 0 ? paint.title(dateText(day)) : ' '.repeat(dateWidth);
        const what = `${ownerOf(job).padEnd(nameWidth)}  ${job.action.padEnd(actionWidth)}`;
        return [`${date}  ${time}  ${what}  ${endOf(job, paint)}`, ...failureLines(job, paint)];
      }),
    )
    .join('\n');
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
