/** How an alarm compares a datapoint with its threshold, in CloudWatch's words. */
export type Comparison =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

/**
 * The rule that decides an alarm's state. The datapoint of a period is the greatest value in it.
 */
export interface AlarmRule {
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  /** How many of the evaluated datapoints must breach. */
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: Comparison;
}

/** From `at`, in milliseconds, the metric has that value, until the next sample. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** An alarm's state. A queue here always has data, so there is no INSUFFICIENT_DATA. */
export type AlarmState = 'OK' | 'ALARM';

const breaches: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * The state at the end of a period: ALARM when enough of the last `evaluationPeriods` datapoints
 * breach (CloudWatch user guide, "Alarm evaluation"). `boundary` is a multiple of the period;
 * `samples` are in order of time.
 */
export function alarmStateAt(rule: AlarmRule, samples: readonly Sample[], boundary: number): AlarmState {
  let breaching = 0;
  for (let index = 0; index < rule.evaluationPeriods; index += 1) {
    const end = boundary - index * rule.periodMs;
    const value = greatestIn(samples, end - rule.periodMs, end);
    if (value !== null && breaches[rule.comparison](value, rule.threshold)) breaching += 1;
  }
  return breaching >= rule.datapointsToAlarm ? 'ALARM' : 'OK';
}

/**
 * When the state changes next if the metric keeps its last value: the first period's end after
 * `evaluatedUntil` (a period's end itself) whose state differs from `state`; null when none does.
 */
export function nextAlarmChange(
  rule: AlarmRule,
  samples: readonly Sample[],
  state: AlarmState,
  evaluatedUntil: number,
): { readonly at: number; readonly state: AlarmState } | null {
  // One period after the last evaluated one that can see the last sample: from there on every
  // datapoint is the same.
  const lastSample = samples.at(-1)?.at ?? evaluatedUntil;
  const end = Math.max(lastSample, evaluatedUntil) + (rule.evaluationPeriods + 1) * rule.periodMs;
  for (let at = evaluatedUntil + rule.periodMs; at <= end; at += rule.periodMs) {
    const next = alarmStateAt(rule, samples, at);
    if (next !== state) return { at, state: next };
  }
  return null;
}

function greatestIn(samples: readonly Sample[], from: number, to: number): number | null {
  const before = samples.findLast((sample) => sample.at <= from);
  const inside = samples.filter((sample) => sample.at > from && sample.at < to);
  const values = [...(before === undefined ? [] : [before]), ...inside].map((sample) => sample.value);
  return values.length === 0 ? null : Math.max(...values);
}
