import type { TransitionAction } from '../domain/vocabulary.ts';
import type { Days, Rule, TimedSchedule, Transition } from './transition.ts';

/** What EventBridge Scheduler is told: an expression of its own, and the action whose job it sends. */
export interface SchedulerRule {
  readonly action: TransitionAction;
  /** `cron(30 8 ? * MON,TUE *)` or `at(2026-12-24T18:00:00)`, in the schedule's zone. */
  readonly expression: string;
}

/**
 * The rules that fire a schedule's transitions, in their order, each expression once per action. Where the days depend on a calendar,
 * or an exception adds some, the rule fires daily and dispatch decides. Days of one action that share a time of day share a rule, so that no
 * job is sent twice. Source of the syntax: EventBridge Scheduler user guide, "Schedule types".
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

// Only the days of such a transition count here: whichever of its parts has a day, dispatch finds out by itself.
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

// What people call days (daily, workdays and the days after them) fires daily, whatever the calendar says today.
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
