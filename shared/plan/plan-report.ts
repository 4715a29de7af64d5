import { planWarnings } from './plan-warnings.ts';
import { type PlannedMoment, type PlanRow, rowOf } from './planned-moment.ts';
import type { SchedulePlan } from './schedule-plan.ts';

/** What `plan --json` writes. */
export interface PlanReport {
  readonly transitions: readonly PlanRow[];
  readonly skipped: readonly PlanRow[];
  readonly warnings: readonly string[];
}

/** All moments of some schedules' plans in order of time. */
export function momentsInOrder(plans: readonly SchedulePlan[]): PlannedMoment[] {
  return plans.flatMap(({ moments }) => moments).toSorted((a, b) => a.at - b.at);
}

/** The plans of some schedules in one list of what runs and one of what is skipped. */
export function planReport(plans: readonly SchedulePlan[], otherWarnings: readonly string[]): PlanReport {
  const moments = momentsInOrder(plans);
  return {
    transitions: moments.filter(({ runs }) => runs).map(rowOf),
    skipped: moments.filter(({ runs }) => !runs).map(rowOf),
    warnings: [...plans.flatMap(planWarnings), ...otherWarnings],
  };
}
