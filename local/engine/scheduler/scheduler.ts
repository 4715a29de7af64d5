import type { WorkSource } from '../driver.ts';
import type { EngineEvent } from '../engine-event.ts';
import type { AwsApi } from '../gateway/aws-api.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { queueUrlOf } from '../messaging/stack-queues.ts';
import type { Stack, StackResource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import { type CronPlan, planFirings, timeZoneOf, type Window } from './cron-plan.ts';
import {
  afterFailure,
  deadLetterAttributes,
  deadLetterBody,
  deliveryInput,
  type ExhaustedCondition,
  newDelivery,
  type ScheduledDelivery,
} from './scheduled-delivery.ts';

/** What the scheduler needs from the engine. */
export interface SchedulerParts {
  readonly api: AwsApi;
  readonly now: () => number;
  readonly report: (event: EngineEvent) => void;
  /** Rules of these names never fire by themselves. */
  readonly resting: readonly string[];
}

/** A rule that became due, whether or not its target could be reached. */
export interface DueFiring {
  /** The physical name of the schedule. */
  readonly schedule: string;
  /** The target's input with the due time filled in. */
  readonly input: string;
}

/**
 * EventBridge Scheduler: fires schedules by hand or by their expressions, and retries what the
 * target refuses.
 */
export class Scheduler implements WorkSource {
  readonly #schedules: readonly StackResource<'AWS::Scheduler::Schedule'>[];
  /** Every firing so far, in order. */
  readonly firings: DueFiring[] = [];
  readonly #stack: Stack;
  readonly #parts: SchedulerParts;
  #pending: readonly ScheduledDelivery[] = [];
  #plan: CronPlan | null = null;

  constructor(stack: Stack, parts: SchedulerParts) {
    this.#schedules = stack.resources('AWS::Scheduler::Schedule');
    this.#stack = stack;
    this.#parts = parts;
  }

  /**
   * Fires the schedule of that physical name for the due time `scheduledAt`, in milliseconds; the
   * first attempt is over on return.
   */
  async fire(name: string, scheduledAt: number): Promise<void> {
    const found = this.#schedules.filter((schedule) => schedule.name === name);
    const [schedule] = found;
    if (schedule === undefined || found.length > 1) {
      const names = this.#schedules.map((candidate) => candidate.name).join(', ');
      throw new TemplateError(`the stack has ${found.length} schedules named ${name}; it has ${names}`);
    }
    await this.#fire(schedule, scheduledAt);
  }

  /** The zones of its schedules. */
  get timeZones(): readonly string[] {
    return [...new Set(this.#schedules.map(timeZoneOf))];
  }

  /** Lets rules fire by themselves, each in the window of its zone; null stops them. */
  letRulesFire(windowIn: ((timeZone: string) => Window) | null): void {
    const { resting } = this.#parts;
    const enabled = this.#schedules.filter(({ name, properties }) => properties.State !== 'DISABLED' && !resting.includes(name));
    this.#plan = windowIn === null ? null : planFirings(enabled, windowIn);
  }

  /** True while all rules fire by themselves. */
  get fires(): boolean {
    return this.#plan !== null && this.#parts.resting.length === 0;
  }

  running(): number {
    return 0;
  }

  async startDue(): Promise<void> {
    const now = this.#parts.now();
    for (const { schedule, at } of this.#plan?.take(now) ?? []) await this.#fire(schedule, at);
    const due = this.#pending.filter((delivery) => delivery.dueAt <= now);
    this.#pending = this.#pending.filter((delivery) => delivery.dueAt > now);
    for (const delivery of due) await this.#attempt(delivery);
  }

  async nextInstant(): Promise<number | null> {
    const instants = this.#pending.map((delivery) => delivery.dueAt);
    const planned = this.#plan?.next() ?? null;
    if (planned !== null) instants.push(planned);
    return instants.length === 0 ? null : Math.min(...instants);
  }

  async #fire(schedule: StackResource<'AWS::Scheduler::Schedule'>, scheduledAt: number): Promise<void> {
    const delivery = newDelivery(schedule, scheduledAt, this.#parts.now());
    this.firings.push({ schedule: schedule.name, input: deliveryInput(delivery) });
    await this.#attempt(delivery);
  }

  async #attempt(delivery: ScheduledDelivery): Promise<void> {
    const { schedule, scheduledAt } = delivery;
    const { now, report } = this.#parts;
    try {
      await this.#send(schedule, schedule.properties.Target.Arn, { MessageBody: deliveryInput(delivery) });
      report({ kind: 'fired', schedule: schedule.name, scheduledAt, at: now() });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // Read once, so that the next attempt is a whole wait after the failure that is reported.
      const at = now();
      const next = afterFailure(delivery, at);
      const { code } = error;
      report({
        kind: 'delivery-failed',
        schedule: schedule.name,
        group: groupOf(schedule),
        code,
        final: typeof next === 'string',
        at,
      });
      if (typeof next === 'string') await this.#bury(delivery, error, next);
      else this.#pending = [...this.#pending, next];
    }
  }

  async #bury(delivery: ScheduledDelivery, error: ServiceError, condition: ExhaustedCondition): Promise<void> {
    const { schedule } = delivery;
    const { Arn, DeadLetterConfig } = schedule.properties.Target;
    if (DeadLetterConfig === undefined) return;
    const MessageBody = deadLetterBody(delivery, queueUrlOf(this.#stack, Arn));
    const message = { MessageBody, MessageAttributes: deadLetterAttributes(delivery, error, condition) };
    try {
      await this.#send(schedule, DeadLetterConfig.Arn, message);
    } catch (refusal) {
      // Then the event is lost, as it is on AWS.
      if (!(refusal instanceof ServiceError)) throw refusal;
      const { now, report } = this.#parts;
      report({ kind: 'delivery-lost', schedule: schedule.name, group: groupOf(schedule), at: now() });
    }
  }

  async #send(schedule: StackResource<'AWS::Scheduler::Schedule'>, queueArn: string, message: Readonly<Record<string, unknown>>) {
    const QueueUrl = queueUrlOf(this.#stack, queueArn);
    const role = { kind: 'role', arn: schedule.properties.Target.RoleArn } as const;
    await this.#parts.api.call(role, 'sqs', 'SendMessage', { QueueUrl, ...message });
  }
}

function groupOf({ properties }: StackResource<'AWS::Scheduler::Schedule'>): string {
  return properties.GroupName ?? 'default';
}
