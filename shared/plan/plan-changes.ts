import { momentsInOrder } from './plan-report.ts';
import type { PlannedMoment } from './planned-moment.ts';
import type { SchedulePlan } from './schedule-plan.ts';

/**
 * One difference between two plans: the transition, why it is there now and why it was there
 * before.
 */
export interface PlanChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** The moment in the new plan, or in the old plan when it is removed. */
  readonly moment: PlannedMoment;
  /**
   * The reason in the old plan, whether the transition ran or was skipped there; null when the old
   * plan did not have it.
   */
  readonly was: string | null;
  /** The reason in the new plan; null when the new plan does not have it. */
  readonly is: string | null;
}

/**
 * The transitions that the new plans add, remove or run for another reason, in order of time. A
 * transition that moves to another instant is one removed and one added.
 */
export function planChanges(before: readonly SchedulePlan[], after: readonly SchedulePlan[]): PlanChange[] {
  const old = byKey(before);
  const now = byKey(after);
  const changes: PlanChange[] = [];
  for (const [key, moment] of now) {
    const known = old.get(key);
    const [was, is] = [known?.because ?? null, moment.because];
    if (!moment.runs) continue;
    if (known?.runs !== true) changes.push({ kind: 'added', moment, was, is });
    else if (was !== is) changes.push({ kind: 'changed', moment, was, is });
  }
  for (const [key, moment] of old) {
    const left = now.get(key);
    if (moment.runs && left?.runs !== true)
      changes.push({ kind: 'removed', moment, was: moment.because, is: left?.because ?? null });
  }
  return changes.toSorted((a, b) => a.moment.at - b.moment.at);
}

/** One line for people for each schedule that only the old or only the new plans have. */
export function loneSchedules(before: readonly SchedulePlan[], after: readonly SchedulePlan[]): string[] {
  const names = (plans: readonly SchedulePlan[]) => new Set(plans.map(({ name }) => name));
  return [
    ...[...names(after).difference(names(before))].map((name) => `schedule ${name} is new`),
    ...[...names(before).difference(names(after))].map((name) => `schedule ${name} is gone`),
  ];
}

function byKey(plans: readonly SchedulePlan[]): ReadonlyMap<string, PlannedMoment> {
  return new Map(
    momentsInOrder(plans).map((moment) => [
      `${moment.schedule} ${moment.action} ${moment.day + moment.time} ${moment.at}`,
      moment,
    ]),
  );
}
