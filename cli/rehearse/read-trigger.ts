import type { CivilDays } from '../../local/engine/scheduler/civil-days.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { type TransitionAction, transitionActions } from '../../shared/domain/vocabulary.ts';
import { parseDay } from '../../shared/schedule/civil-day.ts';

/** One transition, fired by hand. */
export interface FireTrigger {
  readonly kind: 'fire';
  readonly schedule: string;
  /** Null: the schedule's start, or its stop when it has no start. */
  readonly action: TransitionAction | null;
  /** Its due time in epoch milliseconds; null for the clock's own now. */
  readonly at: number | null;
}

/** Whole days, in which every rule fires by itself. */
export interface DaysTrigger {
  readonly kind: 'days';
  readonly days: CivilDays;
}

/** What makes a run begin. */
export type Trigger = FireTrigger | DaysTrigger;

/** The options of the command line that say what makes a run begin. */
export interface TriggerOptions {
  readonly fire?: string | undefined;
  readonly at?: string | undefined;
  readonly from?: string | undefined;
  readonly days?: string | undefined;
}

/**
 * What makes the run begin, null when these options say nothing of it; or everything that is wrong
 * with them.
 */
export type ReadTrigger = { readonly trigger: Trigger | null } | { readonly mistakes: readonly string[] };

/** The longest run, in days: a year. */
const mostDays = 366;

/** Reads `--fire SCHEDULE[/ACTION] [--at INSTANT]` or `--from DATE --days N`. */
export function readTrigger({ fire, at, from, days }: TriggerOptions): ReadTrigger {
  if (from === undefined && days === undefined) return fire === undefined ? withoutFire(at) : readFire(fire, at);
  const mistakes = [
    ...(fire === undefined
      ? []
      : [`--fire ${fire}: cannot be combined with --from and --days, which fire every rule; leave one out`]),
    ...(at === undefined ? [] : [`--at ${at}: cannot be combined with --from and --days; it is the due time for --fire`]),
  ];
  const [first, count] = [parseDay(from ?? ''), /^\d{1,3}$/.test(days ?? '') ? Number(days) : 0];
  if (from === undefined) mistakes.push('--from DATE is missing: name the first day to run, such as 2026-11-23');
  else if (first === null || !isInYears(first))
    mistakes.push(`--from ${from}: must be a date from 1970 to 2199, such as 2026-11-23`);
  if (days === undefined) mistakes.push('--days N is missing: say how many days to run, such as 14');
  else if (count < 1 || count > mostDays) mistakes.push(`--days ${days}: must be a number from 1 to ${mostDays}`);
  if (mistakes.length > 0 || first === null) return { mistakes };
  return { trigger: { kind: 'days', days: { first, count } } };
}

function withoutFire(at: string | undefined): ReadTrigger {
  if (at === undefined) return { trigger: null };
  return { mistakes: ['--at INSTANT needs --fire SCHEDULE: it is the due time of the fired job'] };
}

function readFire(fire: string, at: string | undefined): ReadTrigger {
  const mistakes: string[] = [];
  const [schedule = '', word, ...more] = fire.split('/');
  const action = transitionActions.find((each) => each === word) ?? null;
  if ((word !== undefined && action === null) || more.length > 0)
    mistakes.push(`--fire ${fire}: the actions are ${transitionActions.join(' and ')}, as in --fire ${schedule}/start`);
  const instant = at === undefined ? null : parseInstant(at);
  if (Number.isNaN(instant))
    mistakes.push(`--at ${at}: must be an instant with its offset, from 1970 to 2199, such as 2026-11-23T00:30:00Z`);
  return mistakes.length > 0 ? { mistakes } : { trigger: { kind: 'fire', schedule, action, at: instant } };
}

// A time without an offset is refused: it would mean the machine's own zone, which nobody sees.
function parseInstant(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return Number.NaN;
  const instant = Date.parse(text);
  return isInYears(instant) ? instant : Number.NaN;
}

/** Beyond the years of EventBridge's cron nothing can be due. */
function isInYears(instant: number): boolean {
  return instant >= 0 && instant < Date.UTC(2200, 0);
}

/**
 * The actions of a schedule's transitions, start before stop; empty when there is no such
 * schedule.
 */
export function actionsOf({ schedules }: Configuration, name: string): readonly TransitionAction[] {
  const transitions = Object.hasOwn(schedules, name) ? (schedules[name]?.transitions ?? []) : [];
  return transitionActions.filter((action) => transitions.some((transition) => transition.action === action));
}
