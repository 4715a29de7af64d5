import type { PlannedMoment } from '../../shared/plan/planned-moment.ts';
import type { SchedulePlan } from '../../shared/plan/schedule-plan.ts';
import { lengthText } from '../../shared/plan/windows.ts';
import { dayMs, timeText } from '../../shared/schedule/civil-day.ts';
import { columnsOf, hangingLines } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { dateText } from '../terminal/time-text.ts';
import { monthLines } from './plan-months.ts';
import { specialDayLines } from './plan-special-days.ts';
import { windowLines } from './plan-windows.ts';

/**
 * A plan of at most this many days has a line for each moment; a longer plan is shown as months.
 */
const mostListedDays = 14;

/** What is said below the plans, one line each. `bills`: what the stops mean for the bill. */
interface PlanNotes {
  readonly warnings: readonly string[];
  readonly bills: readonly string[];
}

/**
 * Plans as text for people, as wide as `paint` says, schedule by schedule; what the
 * stops mean for the bill follows, and warnings come last.
 * Ends without a newline.
 */
export function planText(plans: readonly SchedulePlan[], { warnings, bills }: PlanNotes, paint: Paint): string {
  const parts = plans.map((plan) => scheduleLines(plan, paint).join('\n'));
  if (plans.length === 0) parts.push('nothing is due: there is no schedule');
  if (bills.length > 0) parts.push([paint.title('The bill of a stop'), ...hung(bills, paint)].join('\n'));
  if (warnings.length > 0) parts.push(warningLines(warnings, paint).join('\n'));
  return parts.join('\n\n');
}

function scheduleLines(plan: SchedulePlan, paint: Paint): string[] {
  const { name, schedule, fromDay, days, moments, windows } = plan;
  const calendar = schedule.calendar === null ? '' : `  calendar ${schedule.calendar}`;
  const range = `${dateText(fromDay)} to ${dateText(fromDay + (days - 1) * dayMs)}`;
  const where = `  ${schedule.timezone}${calendar}`;
  const isWide = columnsOf(`${name}${where}  ${range}`) <= paint.columns;
  const title = `${paint.title(name)}${where}${isWide ? '  ' : '\n'}${paint.quiet(range)}`;
  const on = windowLines(windows, paint);
  const below = on.length === 0 ? [] : ['', ...on];
  if (moments.length === 0) return [title, '', '  nothing is due', ...below];
  if (days <= mostListedDays) return [title, '', ...momentLines(plan, paint), ...below];
  const special = specialDayLines(plan, paint);
  return [
    title,
    '',
    ...monthLines(plan, paint),
    ...(special.length === 0 ? [] : ['', paint.title('Special days'), ...special]),
    '',
    paint.title('Times of day'),
    ...timeLines(moments, paint),
    ...below,
  ];
}

function warningLines(warnings: readonly string[], paint: Paint): string[] {
  return [paint.bad(warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`), ...hung(warnings, paint)];
}

function hung(lines: readonly string[], { columns }: Paint): string[] {
  return lines.flatMap((line) => hangingLines('  ', line, columns));
}

const utcColumns = 'YYYY-MM-DD hh:mm UTC'.length;

/**
 * Moments one by one, as wide as `paint` says: weekday, date and time on the zone's clock, the
 * same in UTC, the action and why; at the end of a window its length.
 */
function momentLines({ moments, windowsAround }: SchedulePlan, paint: Paint): string[] {
  const ends = new Map(
    windowsAround.flatMap(({ off, lengthMs }) => (off === null || lengthMs === null ? [] : [[off.at, lengthMs]])),
  );
  return moments.flatMap((moment) => {
    const { day, time, action, runs } = moment;
    const start = `  ${dateText(day)}  ${timeText(time)}  ${utcOf(moment).padEnd(utcColumns)}  ${action.padEnd('start'.length)}  `;
    const lengthMs = action === 'stop' && runs ? ends.get(moment.at) : undefined;
    const length = lengthMs === undefined ? '' : `; on ${lengthText(lengthMs)}`;
    const because = runs ? `${moment.because}${length}` : `skipped: ${moment.because}`;
    const lines = hangingLines(start, because, paint.columns);
    return runs ? lines : lines.map(paint.quiet);
  });
}

function utcOf({ at, shown }: PlannedMoment): string {
  return shown === 0 ? '-' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const mostLines = 12;

/**
 * A plan's times of day, each with its times in UTC and how often it runs and is skipped. Only the
 * first and the last of them when they are too many.
 */
function timeLines(moments: readonly PlannedMoment[], { columns }: Paint): string[] {
  const alike = [...Map.groupBy(moments, ({ action, time }) => `${action.padEnd('start'.length)}  ${timeText(time)}`)];
  const lines = alike.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([title, group]) => timeLine(title, group, columns));
  if (lines.length <= mostLines) return lines.flat();
  const shown = mostLines / 2;
  return [...lines.slice(0, shown), `  ... ${lines.length - mostLines} more ...`, ...lines.slice(-shown)].flat();
}

function timeLine(title: string, group: readonly PlannedMoment[], columns: number): string[] {
  const utc = [...new Set(group.filter(({ shown }) => shown > 0).map(({ at }) => new Date(at).toISOString().slice(11, 16)))];
  const runs = group.filter((moment) => moment.runs).length;
  const skipped = group.length - runs;
  const counts = `runs ${times(runs)}${skipped === 0 ? '' : `, is skipped ${times(skipped)}`}`;
  return hangingLines(`  ${title}  ${utc.length === 0 ? '' : `(${utc.toSorted().join(' or ')} UTC)  `}`, counts, columns);
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
