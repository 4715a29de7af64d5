import { cronInstants, parseCron } from '../../../shared/contract/aws-cron.ts';
import type { StackResource } from '../template/stack.ts';

/** The firings that cron rules bring about by themselves. Instants are milliseconds. */
export interface CronPlan {
  /** The next one; null when none is left. */
  next(): number | null;
  /** Takes out those that are due at `now`, in order of time. */
  take(now: number): readonly Firing[];
}

/** A cron rule's firing. */
export interface Firing {
  readonly schedule: StackResource<'AWS::Scheduler::Schedule'>;
  readonly at: number;
}

/** Plans every firing of the schedules after `from`, up to and including `until`. */
export function planFirings(
  schedules: readonly StackResource<'AWS::Scheduler::Schedule'>[],
  from: number,
  until: number,
): CronPlan {
  const firings = schedules.flatMap((schedule) => firingsOf(schedule, from, until)).sort((a, b) => a.at - b.at);
  return {
    next: () => firings[0]?.at ?? null,
    take: (now) => {
      const later = firings.findIndex((firing) => firing.at > now);
      return firings.splice(0, later === -1 ? firings.length : later);
    },
  };
}

function firingsOf(schedule: StackResource<'AWS::Scheduler::Schedule'>, from: number, until: number): Firing[] {
  const { ScheduleExpression, ScheduleExpressionTimezone } = schedule.properties;
  const cron = parseCron(ScheduleExpression.replace(/^cron\((.+)\)$/, '$1'));
  const firings: Firing[] = [];
  for (const at of cronInstants(cron, ScheduleExpressionTimezone ?? 'UTC', from)) {
    if (at > until) break;
    firings.push({ schedule, at });
  }
  return firings;
}
