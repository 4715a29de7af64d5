/** How an alarm compares a datapoint with its threshold, in CloudWatch's words. */
export type Comparison =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

/** The rule that decides an alarm's state. */
export interface AlarmRule {
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  /** How many of the evaluated datapoints must breach. */
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  /** A period without a datapoint counts as one that breaches. */
  readonly missingBreaches: boolean;
}

/**
 * The datapoint of a period, by the rule's statistic; null when the metric has none. The period
 * begins with `from` and ends before `to`, in milliseconds.
 */
export type Datapoint = (from: number, to: number) => number | null;

/** An alarm's state. It begins in OK here, and on AWS in INSUFFICIENT_DATA. */
export type AlarmState = 'OK' | 'ALARM';

const breaches: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * The state at the end of a period: ALARM when enough of the last `evaluationPeriods` datapoints
 * breach (CloudWatch user guide, "Alarm evaluation"). `boundary` is a multiple of the period.
 */
export function alarmStateAt(rule: AlarmRule, datapoint: Datapoint, boundary: number): AlarmState {
  let breaching = 0;
  for (let index = 0; index < rule.evaluationPeriods; index += 1) {
    const end = boundary - index * rule.periodMs;
    const value = datapoint(end - rule.periodMs, end);
    if (value === null ? rule.missingBreaches : breaches[rule.comparison](value, rule.threshold)) breaching += 1;
  }
  return breaching >= rule.datapointsToAlarm ? 'ALARM' : 'OK';
}

/**
 * When the state changes next if nothing more happens to the metric: the first period's end after
 * `evaluatedUntil` (a period's end itself) whose state differs from `state`; null when none does.
 * From `steadyFrom` on every datapoint is the same.
 */
export function nextAlarmChange(
  rule: AlarmRule,
  datapoint: Datapoint,
  state: AlarmState,
  { evaluatedUntil, steadyFrom }: { readonly evaluatedUntil: number; readonly steadyFrom: number },
): { readonly at: number; readonly state: AlarmState } | null {
  // One period after the last evaluated one that can see the last change.
  const end = Math.max(steadyFrom, evaluatedUntil) + (rule.evaluationPeriods + 1) * rule.periodMs;
  for (let at = evaluatedUntil + rule.periodMs; at <= end; at += rule.periodMs) {
    const next = alarmStateAt(rule, datapoint, at);
    if (next !== state) return { at, state: next };
  }
  return null;
}
