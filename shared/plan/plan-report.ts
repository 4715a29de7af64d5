import { unsureDayWarnings } from '../schedule/calendar-doubts.ts';
import { dayMs } from '../schedule/civil-day.ts';
import { knowsYear } from '../schedule/day-table.ts';
import { asksCalendar, unknownYearWarning } from '../schedule/transition.ts';
import { dotted } from '../text/describe-value.ts';
import { clockWarnings } from './clock-warnings.ts';
import { cutDayWarnings } from './cut-days.ts';
import { longWindowWarnings } from './long-windows.ts';
import { type PlannedMoment, type PlanRow, rowOf } from './planned-moment.ts';
import type { SchedulePlan } from './schedule-plan.ts';
import { type Window, type WindowRow, windowRow } from './windows.ts';

/** What `plan --json` writes. */
export interface PlanReport {
  readonly transitions: readonly PlanRow[];
  readonly skipped: readonly PlanRow[];
  readonly warnings: readonly string[];
  /** Those that are open at some time of the planned days. */
  readonly windows: readonly WindowRow[];
}

/** All moments of the plans in order of time. */
export function momentsInOrder(plans: readonly SchedulePlan[]): PlannedMoment[] {
  return plans.flatMap(({ moments }) => moments).toSorted((a, b) => a.at - b.at);
}

/** All windows of the plans in order of time. */
function windowsInOrder(plans: readonly SchedulePlan[]): Window[] {
  return plans.flatMap(({ windows }) => windows).toSorted((a, b) => a.on.at - b.on.at);
}

/**
 * The plans as lists of the moments that run, of those that are skipped and of the windows, and
 * their warnings.
 */
export function planReport(plans: readonly SchedulePlan[], otherWarnings: readonly string[]): PlanReport {
  const moments = momentsInOrder(plans);
  return {
    transitions: moments.filter(({ runs }) => runs).map(rowOf),
    skipped: moments.filter(({ runs }) => !runs).map(rowOf),
    warnings: [...plans.flatMap(planWarnings), ...otherWarnings],
    windows: windowsInOrder(plans).map(windowRow),
  };
}

/**
 * The warnings of a schedule's plan, one line each: years without holiday data, days that are not
 * certain, times that the zone's clock leaves out or shows twice, windows much longer than is
 * usual, and days that end too early.
 */
function planWarnings(plan: SchedulePlan): string[] {
  const ofDays = [...unknownYears(plan), ...unsureDays(plan)];
  const ofWindows = [...longWindowWarnings(plan), ...cutDayWarnings(plan)];
  return [...ofDays, ...clockWarnings(plan.moments, plan.schedule.timezone), ...ofWindows];
}

function unknownYears({ name, schedule, table, fromDay, days }: SchedulePlan): string[] {
  if (table === null) return [];
  const years = new Set<number>();
  for (let day = fromDay; day < fromDay + days * dayMs; day += dayMs) {
    if (!knowsYear(table, day)) years.add(new Date(day).getUTCFullYear());
  }
  return [...years].map((year) => `${dotted(['schedules', name])}: ${unknownYearWarning(schedule, table, year)}`);
}

function unsureDays({ name, schedule, table, fromDay, days }: SchedulePlan): string[] {
  if (table === null || !schedule.transitions.some(asksCalendar)) return [];
  const warnings = unsureDayWarnings(schedule, table, fromDay, days);
  return warnings.map((warning) => `${dotted(['schedules', name])}: ${warning}`);
}
