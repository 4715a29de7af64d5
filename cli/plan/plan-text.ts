import type { SchedulePlan } from '../../shared/plan/schedule-plan.ts';
import { dayMs } from '../../shared/schedule/civil-day.ts';
import { hangingLines } from '../terminal/columns.ts';
import { dateText } from '../terminal/date-text.ts';
import type { Paint } from '../terminal/paint.ts';
import { momentLines } from './plan-list.ts';
import { monthLines } from './plan-months.ts';
import { specialDayLines } from './plan-special-days.ts';
import { timeLines } from './plan-times.ts';

/** Up to so many days each moment has a line of its own; more are shown as months. */
const mostListedDays = 14;

/** Plans as text for people, at most 100 columns wide, schedule by schedule; warnings come last. Ends without a newline. */
export function planText(plans: readonly SchedulePlan[], warnings: readonly string[], paint: Paint): string {
  const parts = plans.map((plan) => scheduleLines(plan, paint).join('\n'));
  if (warnings.length > 0) parts.push(warningLines(warnings, paint).join('\n'));
  return parts.join('\n\n');
}

function scheduleLines(plan: SchedulePlan, paint: Paint): string[] {
  const { name, schedule, fromDay, days, moments } = plan;
  const calendar = schedule.calendar === null ? '' : `  calendar ${schedule.calendar}`;
  const range = `${dateText(fromDay)} to ${dateText(fromDay + (days - 1) * dayMs)}`;
  const title = `${paint.title(name)}  ${schedule.timezone}${calendar}  ${paint.quiet(range)}`;
  if (moments.length === 0) return [title, '', '  nothing is due'];
  if (days <= mostListedDays) return [title, '', ...momentLines(moments, paint)];
  const special = specialDayLines(plan);
  return [
    title,
    '',
    ...monthLines(plan, paint),
    ...(special.length === 0 ? [] : ['', paint.title('Special days'), ...special]),
    '',
    paint.title('Times of day'),
    ...timeLines(moments),
  ];
}

function warningLines(warnings: readonly string[], paint: Paint): string[] {
  const lines = warnings.flatMap((warning) => hangingLines('  ', warning));
  return [paint.bad(warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`), ...lines];
}
