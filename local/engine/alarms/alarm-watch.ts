import type { WorkSource } from '../driver.ts';
import type { EngineEvent } from '../engine-event.ts';
import type { AwsApi } from '../gateway/aws-api.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { locality } from '../locality.ts';
import type { StackResource } from '../template/stack.ts';
import { type AlarmRule, type AlarmState, nextAlarmChange } from './alarm-state.ts';
import type { Series } from './series.ts';

/** What an alarm needs from the engine. */
export interface AlarmParts {
  readonly api: AwsApi;
  readonly now: () => number;
  readonly report: (event: EngineEvent) => void;
  /** False while nothing can be missed, because no rule fires by itself. */
  readonly rulesFire: () => boolean;
}

/** Watches a metric and publishes when the alarm changes. It begins in OK. */
export class AlarmWatch implements WorkSource {
  readonly #alarm: StackResource<'AWS::CloudWatch::Alarm'>;
  readonly #series: Series;
  readonly #parts: AlarmParts;
  readonly #rule: AlarmRule;
  #evaluatedUntil: number;
  #state: AlarmState = 'OK';

  constructor(alarm: StackResource<'AWS::CloudWatch::Alarm'>, series: Series, parts: AlarmParts) {
    const { Period, EvaluationPeriods, DatapointsToAlarm, Threshold, ComparisonOperator, TreatMissingData } = alarm.properties;
    this.#alarm = alarm;
    this.#series = series;
    this.#parts = parts;
    this.#rule = {
      periodMs: Period * 1000,
      evaluationPeriods: EvaluationPeriods,
      datapointsToAlarm: DatapointsToAlarm ?? EvaluationPeriods,
      threshold: Threshold,
      comparison: ComparisonOperator,
      missingBreaches: TreatMissingData === 'breaching',
    };
    this.#evaluatedUntil = this.#periodAt(parts.now());
  }

  /** The alarm's name and present state. */
  get status(): { readonly name: string; readonly state: AlarmState } {
    return { name: this.#alarm.name, state: this.#state };
  }

  running(): number {
    return 0;
  }

  async startDue(): Promise<void> {
    const now = this.#parts.now();
    if (this.#sleeps()) {
      this.#evaluatedUntil = Math.max(this.#evaluatedUntil, this.#periodAt(now));
      return;
    }
    await this.#series.look(now);
    for (let change = this.#nextChange(); change !== null && change.at <= now; change = this.#nextChange()) {
      this.#state = change.state;
      this.#evaluatedUntil = change.at;
      this.#parts.report({ kind: 'alarm', ...this.status, at: now });
      await this.#notify(change.at);
    }
    this.#evaluatedUntil = Math.max(this.#evaluatedUntil, this.#periodAt(now));
    this.#series.forget(this.#evaluatedUntil - this.#rule.evaluationPeriods * this.#rule.periodMs);
  }

  async nextInstant(): Promise<number | null> {
    if (this.#sleeps()) return null;
    const next = this.#nextChange()?.at ?? Number.POSITIVE_INFINITY;
    const soonest = Math.min(next, (await this.#series.nextChange(this.#parts.now())) ?? Number.POSITIVE_INFINITY);
    return soonest === Number.POSITIVE_INFINITY ? null : soonest;
  }

  /** What is missing says something only while somebody sends it. */
  #sleeps(): boolean {
    return this.#rule.missingBreaches && !this.#parts.rulesFire();
  }

  #periodAt(instant: number): number {
    return Math.floor(instant / this.#rule.periodMs) * this.#rule.periodMs;
  }

  #nextChange(): ReturnType<typeof nextAlarmChange> {
    const steadyFrom = this.#series.steadyFrom(this.#rule.threshold);
    const times = { evaluatedUntil: this.#evaluatedUntil, steadyFrom };
    return nextAlarmChange(this.#rule, (from, to) => this.#series.datapoint(from, to), this.#state, times);
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
  const {
    Namespace,
    MetricName,
    Statistic,
    Dimensions = [],
    Period,
    EvaluationPeriods,
    ComparisonOperator,
    Threshold,
  } = properties;
  const message = {
    AlarmName: name,
    AlarmDescription: properties.AlarmDescription ?? null,
    AWSAccountId: locality.accountId,
    NewStateValue: state,
    NewStateReason: `Threshold ${state === 'ALARM' ? 'Crossed' : 'no longer crossed'}: ${MetricName}${Dimensions.map(({ Value }) => ` of ${Value}`).join('')}`,
    StateChangeTime: new Date(at).toISOString().replace('Z', '+0000'),
    Region: 'US East (N. Virginia)',
    AlarmArn: arn,
    OldStateValue: state === 'ALARM' ? 'OK' : 'ALARM',
    Trigger: { Namespace, MetricName, Statistic, Dimensions, Period, EvaluationPeriods, ComparisonOperator, Threshold },
  };
  return { Subject: `${state}: "${name}" in US East (N. Virginia)`, Message: JSON.stringify(message) };
}
