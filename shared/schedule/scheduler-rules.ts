import type { TransitionAction } from '../domain/vocabulary.ts';
import { dayOfWall } from './civil-day.ts';
import { timesOf } from './rule-times.ts';
import type { Rule, TimedSchedule, Transition } from './transition.ts';

/** One rule of EventBridge Scheduler: its expression, and the action of the job that it sends. */
export interface SchedulerRule {
  readonly action: TransitionAction;
  /** `cron(30 8 ? * MON,TUE *)` or `at(2026-12-24T18:00:00)`, in the schedule's zone. */
  readonly expression: string;
}

/**
 * The rules that fire a schedule's transitions, in their order, each expression once per action.
 * Where a calendar, a date or a count of weeks decides, the rule fires on every weekday that the
 * time may have, and dispatch decides. Transitions of one action at one time of day share a rule. A
 * cron or a date may still meet another rule: see `speaksAt`. Source of the syntax: EventBridge
 * Scheduler user guide, "Schedule types".
 */
export function schedulerRules(schedule: TimedSchedule): SchedulerRule[] {
  const rules = new Map<string, SchedulerRule>();
  for (const { action, fires } of joined(schedule.transitions)) {
    const expression = expressionOf(fires);
    rules.set(`${action} ${expression}`, { action, expression });
  }
  return [...rules.values()];
}

/**
 * The rules of a schedule with their names: `office-hours-start`, `office-hours-start-2`,
 * `office-hours-stop`. At most 64 characters (Scheduler).
 */
export function namedRules(
  scheduleName: string,
  schedule: TimedSchedule,
): { readonly name: string; readonly rule: SchedulerRule }[] {
  const counts = new Map<string, number>();
  return schedulerRules(schedule).map((rule) => {
    const count = (counts.get(rule.action) ?? 0) + 1;
    counts.set(rule.action, count);
    return { name: `${scheduleName}-${rule.action}${count === 1 ? '' : `-${count}`}`, rule };
  });
}

/** A rule as its job names it: the expression, in the zone of the schedule. */
export interface FiringRule {
  readonly expression: string;
  readonly timezone: string;
}

/**
 * True when the job of a rule is the one to run at a local time (milliseconds as if it were UTC).
 * Several rules of one action may fire at that minute, for example a cron and a date. They mean one
 * entry of the plan, so only the first of them speaks, in the order of `schedulerRules`. An
 * expression that the schedule does not have, or that does not fire at that minute, always speaks:
 * nothing else would run the job.
 * @throws CronError, RangeError for a rule that cannot be read
 */
export function speaksAt(schedule: TimedSchedule, { action, expression }: SchedulerRule, wall: number): boolean {
  const firing = schedulerRules(schedule).filter((rule) => rule.action === action && fires(rule.expression, wall));
  return firing.every((rule) => rule.expression !== expression) || firing[0]?.expression === expression;
}

function fires(expression: string, wall: number): boolean {
  const day = dayOfWall(wall);
  const { times, selects } = timesOf(ruleOf(expression));
  return times.includes(wall - day) && selects(day);
}

/**
 * The rule that an expression of EventBridge Scheduler means, `cron(30 8 * * ? *)` or
 * `at(2026-12-24T18:00:00)`; its parts are read by `timesOf`.
 */
export function ruleOf(expression: string): Rule {
  const [, cron] = /^cron\((.+)\)$/.exec(expression) ?? [];
  if (cron !== undefined) return { kind: 'cron', cron };
  return { kind: 'once', date: expression.slice(3, 13), time: expression.slice(14, 19) };
}

/** A time of day on some weekdays; null is every day. */
interface Weekly {
  readonly kind: 'weekly';
  readonly time: string;
  readonly weekdays: readonly number[] | null;
}

/** What a rule of EventBridge Scheduler can say by itself. */
type Fires = Weekly | Exclude<Rule, { kind: 'at' }>;

// The rule needs only the union of the days; dispatch decides which transition applies.
function joined(transitions: readonly Transition[]): { readonly action: TransitionAction; readonly fires: Fires }[] {
  const byTime = new Map<string, { action: TransitionAction; fires: Fires }>();
  for (const [index, { action, rule }] of transitions.entries()) {
    if (rule.kind !== 'at') {
      byTime.set(String(index), { action, fires: rule });
      continue;
    }
    const key = `${action} ${rule.time}`;
    const known = byTime.get(key)?.fires;
    const own = weekdaysOf(rule);
    const weekdays = known?.kind === 'weekly' ? both(known.weekdays, own) : own;
    byTime.set(key, { action, fires: { kind: 'weekly', time: rule.time, weekdays } });
  }
  // A time without a weekday never fires, and no expression says that.
  return [...byTime.values()].filter(({ fires }) => fires.kind !== 'weekly' || fires.weekdays?.length !== 0);
}

function both(a: readonly number[] | null, b: readonly number[] | null): readonly number[] | null {
  return a === null || b === null ? null : ascending([...a, ...b]);
}

// Workdays may be any weekday that `only` leaves: the calendar may change, the rule must not.
function weekdaysOf({ days, only }: Extract<Rule, { kind: 'at' }>): readonly number[] | null {
  if (days === 'after-workdays') return only === undefined ? null : ascending(only.map((weekday) => (weekday % 7) + 1));
  if (typeof days === 'string') return only ?? null;
  const own = 'nth' in days ? [((days.weekday - 1 + days.plus) % 7) + 1] : days;
  return only === undefined ? own : own.filter((weekday) => only.includes(weekday));
}

function ascending(weekdays: readonly number[]): readonly number[] {
  return [...new Set(weekdays)].sort((one, other) => one - other);
}

function expressionOf(fires: Fires): string {
  if (fires.kind === 'once') return `at(${fires.date}T${fires.time}:00)`;
  if (fires.kind === 'cron') return `cron(${fires.cron})`;
  const [hour, minute] = fires.time.split(':').map(Number);
  const { weekdays } = fires;
  return weekdays === null
    ? `cron(${minute} ${hour} * * ? *)`
    : `cron(${minute} ${hour} ? * ${weekdays.map((weekday) => weekdayWords[weekday - 1]).join(',')} *)`;
}

const weekdayWords = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
