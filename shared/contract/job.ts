import * as z from 'zod/mini';
import { queueName } from '../domain/names.ts';
import { transitionActions } from '../domain/vocabulary.ts';
import type { SchedulerRule } from '../schedule/scheduler-rules.ts';

/**
 * The context attribute that EventBridge Scheduler replaces by the due time, second precision, UTC
 * (Scheduler user guide, "context attributes").
 */
export const scheduledTimeAttribute = '<aws.scheduler.scheduled-time>';

/** What is wrong with a job whose due time is still the context attribute, and what to do. */
export const dueTimeMissing =
  'Scheduler did not fill in the due time, and no attribute SCHEDULED_TIME tells it; ' +
  `send the job to ${queueName('jobs')} again with its due time, such as 2026-11-23T00:30:00Z`;

/** A due time: an ISO 8601 instant in UTC. */
export const instant = z.iso.datetime({
  error: ({ input }) =>
    input === scheduledTimeAttribute ? dueTimeMissing : 'must be an ISO 8601 instant in UTC, such as 2026-11-23T00:30:00Z',
});

/**
 * A message on the jobs queue: one firing of a transition. `scheduledAt` is the due time that
 * EventBridge Scheduler fills in. `rule` is the expression of the rule that fired, its local time,
 * and `timezone` the zone of that time: by these the calendar and the exceptions decide whether the
 * job runs, whatever Lambda's table of time zones says of the due time. Two rules may fire at the
 * same minute; then only one of the two jobs runs. A job without a rule was fired by a person, and
 * runs. An older Reveille sends a rule without its zone, which is that of the schedule. A field that
 * nobody here knows is passed over, as in other messages.
 */
export const jobMessage = z.object({
  version: z.literal(1),
  schedule: z.string(),
  action: z.enum(transitionActions),
  scheduledAt: instant,
  rule: z.optional(z.string()),
  timezone: z.optional(z.string()),
});

/** A job message that has passed the schema. */
export type JobMessage = z.infer<typeof jobMessage>;

/**
 * The input of a cron rule: a job message whose due time is still the context attribute.
 */
export function jobTemplate(schedule: string, { action, expression }: SchedulerRule, timezone: string): JobMessage {
  return { version: 1, schedule, action, scheduledAt: scheduledTimeAttribute, rule: expression, timezone };
}

/**
 * What the hourly rule puts on the jobs queue, and dispatch on the watch queue: it is time for a
 * watch. It takes the way of every job, so that what breaks the way of jobs breaks it too.
 */
export const watchMessage = z.object({ version: z.literal(1), watch: instant });

/** A watch message that has passed the schema. */
export type WatchMessage = z.infer<typeof watchMessage>;

/** The input of the hourly rule: a watch message whose due time is still the context attribute. */
export const watchTemplate: WatchMessage = { version: 1, watch: scheduledTimeAttribute };
