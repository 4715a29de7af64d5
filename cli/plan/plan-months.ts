import type { SchedulePlan } from '../../shared/plan/schedule-plan.ts';
import { dayMs, weekdayOf } from '../../shared/schedule/civil-day.ts';
import { padColumns } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { markMeanings, markOf, type PlanMark } from './plan-mark.ts';

const mostMonthsInRow = 3;
const gap = '    ';
const header = 'Mo  Tu  We  Th  Fr  Sa  Su';
const monthColumns = 7 * 4;

/**
 * A schedule's days as month grids, side by side, three where there is room, each day with its
 * mark, and below them what the marks mean.
 */
export function monthLines(plan: SchedulePlan, paint: Paint): string[] {
  const marks = marksOf(plan);
  const months = [...Map.groupBy(marks.keys(), monthOf).keys()].map((first) => monthGrid(first, marks, paint));
  const fitting = Math.floor((paint.columns + gap.length) / (monthColumns + gap.length));
  const monthsInRow = Math.min(mostMonthsInRow, Math.max(1, fitting));
  const lines: string[] = [];
  for (let n = 0; n < months.length; n += monthsInRow) {
    const row = months.slice(n, n + monthsInRow);
    const height = Math.max(...row.map((month) => month.length));
    for (let line = 0; line < height; line += 1) {
      lines.push(
        row
          .map((month) => month[line] ?? ' '.repeat(monthColumns))
          .join(gap)
          .trimEnd(),
      );
    }
    lines.push('');
  }
  return [...lines, ...legendLines(new Set(marks.values()), monthsInRow + 1, paint)];
}

function marksOf({ fromDay, days, moments, table }: SchedulePlan): ReadonlyMap<number, PlanMark> {
  const byDay = Map.groupBy(moments, ({ day }) => day);
  const all = Array.from({ length: days }, (_, n) => fromDay + n * dayMs);
  return new Map(all.map((day) => [day, markOf(byDay.get(day) ?? [], day, table)]));
}

function monthOf(day: number): number {
  const date = new Date(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

/**
 * The lines of one month, all of the same width on the screen: its name, the weekdays, and a line
 * for each of its weeks.
 */
function monthGrid(first: number, marks: ReadonlyMap<number, PlanMark>, paint: Paint): string[] {
  const name = new Date(first).toLocaleString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const lines = [paint.title(padColumns(name, monthColumns)), paint.quiet(padColumns(header, monthColumns))];
  // Cron counts from Sunday; these weeks begin on Monday.
  let line = '    '.repeat((weekdayOf(first) + 5) % 7);
  for (let day = first; monthOf(day) === first; day += dayMs) {
    line += cell(day, marks.get(day), paint);
    if (weekdayOf(day) !== 1 && monthOf(day + dayMs) === first) continue;
    const rest = monthOf(day + dayMs) === first ? 0 : (8 - weekdayOf(day)) % 7;
    lines.push(line + '    '.repeat(rest));
    line = '';
  }
  return lines;
}

// A day outside the plan is a dot.
function cell(day: number, mark: PlanMark | undefined, paint: Paint): string {
  if (mark === undefined) return paint.quiet(' .  ');
  return paintOf(mark, paint)(`${String(new Date(day).getUTCDate()).padStart(2)}${mark} `);
}

function paintOf(mark: PlanMark, paint: Paint): (text: string) => string {
  if (mark === ' ') return paint.quiet;
  if (mark === 'o' || mark === '+' || mark === '-') return paint.good;
  return mark === 'M' || mark === 'E' ? paint.title : paint.bad;
}

function legendLines(used: ReadonlySet<PlanMark>, inRow: number, paint: Paint): string[] {
  const meanings = (Object.keys(markMeanings) as PlanMark[]).filter((mark) => mark !== ' ' && used.has(mark));
  if (meanings.length === 0) return [];
  const texts = meanings.map((mark) => `${paintOf(mark, paint)(mark)} ${markMeanings[mark]}`);
  const lines: string[] = [];
  for (let n = 0; n < texts.length; n += inRow) lines.push(texts.slice(n, n + inRow).join('   '));
  return lines;
}
