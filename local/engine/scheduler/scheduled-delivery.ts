import { randomUUID } from 'node:crypto';
import type { StackResource } from '../template/stack.ts';

/** One firing of a schedule on its way to the target. Instants are milliseconds. */
export interface ScheduledDelivery {
  readonly schedule: StackResource<'AWS::Scheduler::Schedule'>;
  readonly executionId: string;
  /** The due time, whole seconds: `2026-11-23T00:30:00Z`. */
  readonly scheduledAt: string;
  readonly startedAt: number;
  /** How many attempts have failed. */
  readonly failures: number;
  /** When the next attempt is due. */
  readonly dueAt: number;
}

/** Which limit of the retry policy ended a delivery. */
export type ExhaustedCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

// AWS says only that Scheduler's backoff is exponential. The first wait of 10 s and the longest of
// 5 min are our choice.
const firstWaitMs = 10_000;
const longestWaitMs = 300_000;

/** A new delivery, due now. */
export function newDelivery(
  schedule: StackResource<'AWS::Scheduler::Schedule'>,
  scheduledAt: number,
  now: number,
): ScheduledDelivery {
  const text = new Date(Math.floor(scheduledAt / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  return { schedule, executionId: randomUUID(), scheduledAt: text, startedAt: now, failures: 0, dueAt: now };
}

/**
 * After a failed attempt: the same delivery later, or the limit of the retry policy that ends it.
 * Defaults are 185 attempts and a day (EventBridge Scheduler API reference, RetryPolicy).
 */
export function afterFailure(delivery: ScheduledDelivery, now: number): ScheduledDelivery | ExhaustedCondition {
  const policy = delivery.schedule.properties.Target.RetryPolicy;
  if (delivery.failures >= (policy?.MaximumRetryAttempts ?? 185)) return 'MaximumRetryAttempts';
  const dueAt = now + Math.min(longestWaitMs, firstWaitMs * 2 ** delivery.failures);
  if (dueAt > delivery.startedAt + (policy?.MaximumEventAgeInSeconds ?? 86_400) * 1000) return 'MaximumEventAgeInSeconds';
  return { ...delivery, failures: delivery.failures + 1, dueAt };
}

/**
 * The target's input with Scheduler's context attributes filled in (EventBridge Scheduler user
 * guide, "Adding context attributes").
 */
export function deliveryInput({ schedule, scheduledAt, executionId, failures }: ScheduledDelivery): string {
  return schedule.properties.Target.Input.replaceAll('<aws.scheduler.scheduled-time>', scheduledAt)
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(failures + 1));
}

/**
 * The body of a message in a schedule's dead-letter queue: the API request that Scheduler could not
 * make, here a SendMessage to the target's queue (EventBridge Scheduler user guide, "Configuring a
 * dead-letter queue"). The guide shows it for a universal target; nobody has looked at the letter
 * of a queue target on AWS yet.
 */
export function deadLetterBody(delivery: ScheduledDelivery, queueUrl: string): string {
  return JSON.stringify({ MessageBody: deliveryInput(delivery), QueueUrl: queueUrl });
}

/**
 * The attributes of a message in a schedule's dead-letter queue (EventBridge Scheduler user guide,
 * "Configuring a dead-letter queue").
 */
export function deadLetterAttributes(
  { schedule, scheduledAt, executionId, failures }: ScheduledDelivery,
  error: { readonly code: string; readonly message: string },
  condition: ExhaustedCondition,
): Record<string, { DataType: 'String'; StringValue: string }> {
  const values = {
    ERROR_CODE: error.code,
    ERROR_MESSAGE: error.message,
    EXECUTION_ID: executionId,
    EXHAUSTED_RETRY_CONDITION: condition,
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: String(failures),
    SCHEDULED_TIME: scheduledAt,
    SCHEDULE_ARN: schedule.arn,
    TARGET_ARN: schedule.properties.Target.Arn,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]));
}
