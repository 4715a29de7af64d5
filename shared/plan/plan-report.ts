import { dayMs, dayText, timeText } from '../schedule/civil-day.ts';
import { knowsYear } from '../schedule/day-table.ts';
import { unknownYearWarning } from '../schedule/transition.ts';
import { dotted } from '../text/describe-value.ts';
import { instantText, type PlannedMoment, type PlanRow, rowOf } from './planned-moment.ts';
import type { SchedulePlan } from './schedule-plan.ts';

/** What `plan --json` writes. */
export interface PlanReport {
  readonly transitions: readonly PlanRow[];
  readonly skipped: readonly PlanRow[];
  readonly warnings: readonly string[];
}

/** All moments of the plans in order of time. */
export function momentsInOrder(plans: readonly SchedulePlan[]): PlannedMoment[] {
  return plans.flatMap(({ moments }) => moments).toSorted((a, b) => a.at - b.at);
}

/**
 * The plans as two lists, of the moments that run and of those that are skipped, their
 * warnings.
 */
export function planReport(plans: readonly SchedulePlan[], otherWarnings: readonly string[]): PlanReport {
  const moments = momentsInOrder(plans);
  return {
    transitions: moments.filter(({ runs }) => runs).map(rowOf),
    skipped: moments.filter(({ runs }) => !runs).map(rowOf),
    warnings: [...plans.flatMap(planWarnings), ...otherWarnings],
  };
}

/**
 * The warnings of a schedule's plan, one line each: years without holiday data, and times that the
 * zone's clock leaves out or shows twice.
 */
function planWarnings(plan: SchedulePlan): string[] {
  return [...unknownYears(plan), ...plan.moments.flatMap((moment) => clockChange(moment, plan.schedule.timezone))];
}

function unknownYears({ name, schedule, table, fromDay, days }: SchedulePlan): string[] {
  if (table === null) return [];
  const years = new Set<number>();
  for (let day = fromDay; day < fromDay + days * dayMs; day += dayMs) {
    if (!knowsYear(table, day)) years.add(new Date(day).getUTCFullYear());
  }
  return [...years].map((year) => `${dotted(['schedules', name])}: ${unknownYearWarning(schedule, table, year)}`);
}

function clockChange({ schedule, action, day, time, at, shown, decision }: PlannedMoment, timeZone: string): string[] {
  if (decision.kind !== 'run' || shown === 1) return [];
  const what = `${dotted(['schedules', schedule])}: ${action} at ${dayText(day)}T${timeText(time)}`;
  if (shown === 0) return [`${what} does not run: clocks go forward in ${timeZone} and leave that time out`];
  const instant = instantText(at);
  return [`${what} runs once, at ${instant}: clocks go back in ${timeZone} and show that time twice`];
}
