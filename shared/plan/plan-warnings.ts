import { dayMs, dayText, timeText } from '../schedule/civil-day.ts';
import { knowsYear } from '../schedule/day-table.ts';
import { unknownYearConsequence } from '../schedule/unknown-year-consequence.ts';
import { dotted } from '../text/describe-value.ts';
import type { PlannedMoment } from './planned-moment.ts';
import type { SchedulePlan } from './schedule-plan.ts';

/**
 * What somebody should look at in a schedule's plan: years that its calendar does not know, and times that the zone's clock leaves out or
 * shows twice. One line for people each.
 */
export function planWarnings(plan: SchedulePlan): string[] {
  return [...unknownYears(plan), ...plan.moments.flatMap((moment) => clockChange(moment, plan.schedule.timezone))];
}

function unknownYears({ name, schedule, table, fromDay, days }: SchedulePlan): string[] {
  if (table === null) return [];
  const years = new Set<number>();
  for (let day = fromDay; day < fromDay + days * dayMs; day += dayMs) {
    if (!knowsYear(table, day)) years.add(new Date(day).getUTCFullYear());
  }
  const what = `${unknownYearConsequence[schedule.unknownYear]} (unknownYear: ${schedule.unknownYear})`;
  return [...years].map(
    (year) => `${dotted(['schedules', name])}: calendar ${schedule.calendar} has no holiday data for ${year}: ${what}`,
  );
}

function clockChange({ schedule, action, day, time, at, shown, decision }: PlannedMoment, timeZone: string): string[] {
  if (decision.kind !== 'run' || shown === 1) return [];
  const what = `${dotted(['schedules', schedule])}: ${action} at ${dayText(day)}T${timeText(time)}`;
  if (shown === 0) return [`${what} does not run: clocks go forward in ${timeZone} and leave that time out`];
  const instant = new Date(at).toISOString().replace('.000Z', 'Z');
  return [`${what} runs once, at ${instant}: clocks go back in ${timeZone} and show that time twice`];
}
