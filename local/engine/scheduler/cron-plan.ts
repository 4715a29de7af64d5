import type { StackResource } from '../template/stack.ts';
import { expressionInstants } from './schedule-expression.ts';

/** The coming firings of rules by their expressions. Instants are milliseconds. */
export interface CronPlan {
  /** The next one; null when none is left. */
  next(): number | null;
  /** Takes out those that are due at `now`, in order of time. */
  take(now: number): readonly Firing[];
}

/** A rule's firing. */
export interface Firing {
  readonly schedule: StackResource<'AWS::Scheduler::Schedule'>;
  readonly at: number;
}

/** When rules may fire by themselves: after one instant, up to and including another. */
export interface Window {
  readonly after: number;
  readonly until: number;
}

/** Plans every firing of the schedules, each in the window of its zone. */
export function planFirings(
  schedules: readonly StackResource<'AWS::Scheduler::Schedule'>[],
  windowIn: (timeZone: string) => Window,
): CronPlan {
  const firings = schedules
    .flatMap((schedule) => firingsOf(schedule, windowIn(timeZoneOf(schedule))))
    .sort((a, b) => a.at - b.at);
  return {
    next: () => firings[0]?.at ?? null,
    take: (now) => {
      const later = firings.findIndex((firing) => firing.at > now);
      return firings.splice(0, later === -1 ? firings.length : later);
    },
  };
}

/**
 * The zone of a schedule's expression: UTC when it names none (EventBridge Scheduler API
 * reference, CreateSchedule).
 */
export function timeZoneOf({ properties }: StackResource<'AWS::Scheduler::Schedule'>): string {
  return properties.ScheduleExpressionTimezone ?? 'UTC';
}

function firingsOf(schedule: StackResource<'AWS::Scheduler::Schedule'>, { after, until }: Window): Firing[] {
  const { ScheduleExpression, StartDate, EndDate } = schedule.properties;
  // One-time schedules ignore both dates (EventBridge Scheduler API reference, CreateSchedule).
  const isOneTime = ScheduleExpression.startsWith('at(');
  const [first, last] = [isOneTime ? undefined : StartDate, isOneTime ? undefined : EndDate];
  const firings: Firing[] = [];
  for (const at of expressionInstants(ScheduleExpression, timeZoneOf(schedule), after)) {
    if (at > until || (last !== undefined && at > Date.parse(last))) break;
    if (first === undefined || at >= Date.parse(first)) firings.push({ schedule, at });
  }
  return firings;
}
