import type { TransitionAction } from '../domain/vocabulary.ts';
import { dayOfWall } from './civil-day.ts';
import { timesOf } from './rule-times.ts';
import type { Days, Rule, TimedSchedule, Transition } from './transition.ts';

/** One rule of EventBridge Scheduler: its expression, and the action of the job that it sends. */
export interface SchedulerRule {
  readonly action: TransitionAction;
  /** `cron(30 8 ? * MON,TUE *)` or `at(2026-12-24T18:00:00)`, in the schedule's zone. */
  readonly expression: string;
}

/**
 * The rules that fire a schedule's transitions, in their order, each expression once per action.
 * Where a calendar decides the days, or an exception adds some, the rule fires daily and dispatch
 * decides. Transitions of one action at one time of day share a rule. A cron or a date may still
 * meet another rule: see `speaksAt`. Source of the syntax: EventBridge Scheduler user guide,
 * "Schedule types".
 */
export function schedulerRules(schedule: TimedSchedule): SchedulerRule[] {
  const rules = new Map<string, SchedulerRule>();
  for (const transition of joined(schedule.transitions)) {
    const { action } = transition;
    const expression = expressionOf(transition.rule, mayGainDays(schedule, transition));
    rules.set(`${action} ${expression}`, { action, expression });
  }
  return [...rules.values()];
}

/**
 * True when the job of a rule is the one to run at a time of the wall clock (milliseconds as if it
 * were UTC). Several rules of one action may fire at that minute, for example a cron and a date.
 * They mean one entry of the plan, so only the first of them speaks, in the order of
 * `schedulerRules`. An expression that the schedule does not have, or that does not fire at that
 * minute, always speaks: nothing else would run the job.
 * @throws CronError, RangeError for a rule that cannot be read
 */
export function speaksAt(schedule: TimedSchedule, { action, expression }: SchedulerRule, wall: number): boolean {
  const firing = schedulerRules(schedule).filter((rule) => rule.action === action && fires(rule.expression, wall));
  return firing.every((rule) => rule.expression !== expression) || firing[0]?.expression === expression;
}

// By the wall clock, because nothing says at which of two showings of a time a date fires.
function fires(expression: string, wall: number): boolean {
  const day = dayOfWall(wall);
  const { times, selects } = timesOf(ruleOf(expression));
  return times.includes(wall - day) && selects(day);
}

function ruleOf(expression: string): Rule {
  const [, cron] = /^cron\((.+)\)$/.exec(expression) ?? [];
  if (cron !== undefined) return { kind: 'cron', cron };
  // at(2026-12-24T18:00:00)
  return { kind: 'once', date: expression.slice(3, 13), time: expression.slice(14, 19) };
}

// The rule needs only the union of the days; dispatch decides which transition applies.
function joined(transitions: readonly Transition[]): Transition[] {
  const byTime = new Map<string, Transition>();
  for (const [index, { action, rule }] of transitions.entries()) {
    const key = rule.kind === 'at' ? `${action} ${rule.time}` : String(index);
    const known = byTime.get(key)?.rule;
    const days = rule.kind === 'at' && known?.kind === 'at' ? bothDays(known.days, rule.days) : null;
    byTime.set(key, { action, rule: rule.kind === 'at' && days !== null ? { ...rule, days } : rule });
  }
  return [...byTime.values()];
}

function bothDays(a: Days, b: Days): Days {
  if (typeof a === 'string' || typeof b === 'string') return 'daily';
  return [...new Set([...a, ...b])].sort((one, other) => one - other);
}

function mayGainDays({ exceptions }: TimedSchedule, { action }: Transition): boolean {
  return exceptions.some(({ effect, actions }) => effect === 'run' && actions.includes(action));
}

// Workdays and the days after them fire daily: the calendar may change, the rule must not.
function expressionOf(rule: Rule, daily: boolean): string {
  if (rule.kind === 'once') return `at(${rule.date}T${rule.time}:00)`;
  if (rule.kind === 'cron') {
    const [minute, hour] = rule.cron.split(' ');
    return daily ? `cron(${minute} ${hour} * * ? *)` : `cron(${rule.cron})`;
  }
  const [hour, minute] = rule.time.split(':').map(Number);
  const { days } = rule;
  return daily || typeof days === 'string'
    ? `cron(${minute} ${hour} * * ? *)`
    : `cron(${minute} ${hour} ? * ${days.map((day) => weekdayWords[day - 1]).join(',')} *)`;
}

const weekdayWords = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
