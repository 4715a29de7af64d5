import type { WorkSource } from '../driver.ts';
import type { EngineEvent } from '../engine-event.ts';
import type { AwsApi } from '../gateway/aws-api.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { locality } from '../locality.ts';
import type { MessagingBackend } from '../messaging/messaging-backend.ts';
import type { StackResource } from '../template/stack.ts';
import { type AlarmRule, type AlarmState, nextAlarmChange, type Sample } from './alarm-state.ts';

/** What an alarm needs from the engine. */
export interface AlarmParts {
  readonly api: AwsApi;
  readonly backend: MessagingBackend;
  readonly now: () => number;
  readonly report: (event: EngineEvent) => void;
}

/**
 * Watches how many messages of a queue are visible and publishes when the alarm changes. It begins
 * in OK.
 */
export class AlarmWatch implements WorkSource {
  readonly #alarm: StackResource<'AWS::CloudWatch::Alarm'>;
  readonly #parts: AlarmParts;
  readonly #rule: AlarmRule;
  readonly #samples: Sample[] = [];
  #evaluatedUntil: number;
  #state: AlarmState = 'OK';

  constructor(alarm: StackResource<'AWS::CloudWatch::Alarm'>, parts: AlarmParts) {
    const { Period, EvaluationPeriods, DatapointsToAlarm, Threshold, ComparisonOperator } = alarm.properties;
    this.#alarm = alarm;
    this.#parts = parts;
    this.#rule = {
      periodMs: Period * 1000,
      evaluationPeriods: EvaluationPeriods,
      datapointsToAlarm: DatapointsToAlarm ?? EvaluationPeriods,
      threshold: Threshold,
      comparison: ComparisonOperator,
    };
    this.#evaluatedUntil = Math.floor(parts.now() / this.#rule.periodMs) * this.#rule.periodMs;
  }

  /** The alarm's name and present state. */
  get status(): { readonly name: string; readonly state: AlarmState } {
    return { name: this.#alarm.name, state: this.#state };
  }

  running(): number {
    return 0;
  }

  async startDue(): Promise<void> {
    await this.#sample();
    const now = this.#parts.now();
    for (let change = this.#nextChange(); change !== null && change.at <= now; change = this.#nextChange()) {
      this.#state = change.state;
      this.#evaluatedUntil = change.at;
      this.#parts.report({ kind: 'alarm', ...this.status, at: now });
      await this.#notify(change.at);
    }
    this.#forget(now);
  }

  async nextInstant(): Promise<number | null> {
    const next = this.#nextChange()?.at ?? Number.POSITIVE_INFINITY;
    const { nextVisibleAt } = await this.#parts.backend.contents(this.#queueName(), this.#parts.now());
    const soonest = Math.min(next, nextVisibleAt ?? Number.POSITIVE_INFINITY);
    return soonest === Number.POSITIVE_INFINITY ? null : soonest;
  }

  #nextChange(): ReturnType<typeof nextAlarmChange> {
    return nextAlarmChange(this.#rule, this.#samples, this.#state, this.#evaluatedUntil);
  }

  async #sample(): Promise<void> {
    const now = this.#parts.now();
    const { visible } = await this.#parts.backend.contents(this.#queueName(), now);
    if (this.#samples.at(-1)?.value !== visible) this.#samples.push({ at: now, value: visible });
  }

  // Drops the samples that no later datapoint needs, so that an evaluation stays small over months
  // of virtual time.
  #forget(now: number): void {
    const { periodMs, evaluationPeriods } = this.#rule;
    this.#evaluatedUntil = Math.max(this.#evaluatedUntil, Math.floor(now / periodMs) * periodMs);
    const needed = this.#evaluatedUntil - evaluationPeriods * periodMs;
    const first = this.#samples.findLastIndex((sample) => sample.at <= needed);
    if (first > 0) this.#samples.splice(0, first);
  }

  #queueName(): string {
    return this.#alarm.properties.Dimensions[0].Value;
  }

  async #notify(at: number): Promise<void> {
    const { ActionsEnabled, AlarmActions, OKActions } = this.#alarm.properties;
    const topics = ActionsEnabled === false ? [] : ((this.#state === 'ALARM' ? AlarmActions : OKActions) ?? []);
    const principal = { kind: 'service', service: 'cloudwatch.amazonaws.com', sourceArn: this.#alarm.arn } as const;
    for (const topic of topics) {
      try {
        await this.#parts.api.call(principal, 'sns', 'Publish', {
          TopicArn: topic,
          ...alarmMessage(this.#alarm, this.#state, at),
        });
      } catch (error) {
        // A failed action leaves the alarm as it is; a refusal has been reported by the API.
        if (!(error instanceof ServiceError)) throw error;
      }
    }
  }
}

// The subject and JSON text that CloudWatch publishes when an alarm changes (CloudWatch user
// guide, "Notify users on alarm changes").
function alarmMessage(
  { name, arn, properties }: StackResource<'AWS::CloudWatch::Alarm'>,
  state: AlarmState,
  at: number,
): { readonly Subject: string; readonly Message: string } {
  const { Namespace, MetricName, Statistic, Dimensions, Period, EvaluationPeriods, ComparisonOperator, Threshold } = properties;
  const message = {
    AlarmName: name,
    AlarmDescription: properties.AlarmDescription ?? null,
    AWSAccountId: locality.accountId,
    NewStateValue: state,
    NewStateReason: `Threshold ${state === 'ALARM' ? 'Crossed' : 'no longer crossed'}: ${MetricName} of ${Dimensions[0].Value}`,
    StateChangeTime: new Date(at).toISOString().replace('Z', '+0000'),
    Region: 'US East (N. Virginia)',
    AlarmArn: arn,
    OldStateValue: state === 'ALARM' ? 'OK' : 'ALARM',
    Trigger: { Namespace, MetricName, Statistic, Dimensions, Period, EvaluationPeriods, ComparisonOperator, Threshold },
  };
  return { Subject: `${state}: "${name}" in US East (N. Virginia)`, Message: JSON.stringify(message) };
}
