import type { TransitionAction } from '../domain/vocabulary.ts';
import { dayMs, dayOf, dayOfWall } from './civil-day.ts';
import type { DayTable } from './day-table.ts';
import { type Decision, decideDay, notItsDay, outsideDays } from './decision.ts';
import type { Slot } from './rule-slot.ts';
import { type RuleTimes, timesOf } from './rule-times.ts';
import type { TimedSchedule, Transition } from './transition.ts';
import { WallTime } from './wall-time.ts';

/**
 * What a schedule does at one time of one day. `time` is in milliseconds after midnight of `day`.
 */
export interface Entry {
  readonly action: TransitionAction;
  readonly day: number;
  readonly time: number;
  readonly decision: Decision;
}

/**
 * An entry with the instants, in epoch milliseconds, at which the zone's clock shows its time:
 * none where the clock jumps over the time, two where it shows the time twice.
 */
export interface PlannedEntry extends Entry {
  readonly instants: readonly number[];
}

/** A rule of one day in the year ran within this many days. */
const mostDaysBack = 400;

/**
 * A schedule, read once, that tells what is due when. The plan and the dispatch function both ask
 * it.
 */
export class Timetable {
  readonly wallTime: WallTime;
  readonly #schedule: TimedSchedule;
  readonly #table: DayTable | null;
  readonly #rows: readonly (RuleTimes & { readonly transition: Transition })[];
  readonly #lastDay: number | null;
  #closing: readonly Entry[] | null = null;

  /**
   * `table` is the schedule's calendar, null when the schedule has none.
   * @throws CronError for a cron expression that cannot be read
   * @throws RangeError for a zone, time or date that cannot be read
   */
  constructor(schedule: TimedSchedule, table: DayTable | null) {
    this.#schedule = schedule;
    this.#table = table;
    this.#rows = schedule.transitions.map((transition) => ({ transition, ...timesOf(transition.rule) }));
    this.wallTime = new WallTime(schedule.timezone);
    this.#lastDay = schedule.until === undefined ? null : dayOf(schedule.until);
  }

  /**
   * The entries of a day in order of time, those that run and those that do not. Transitions of
   * one action at the same time are one entry, with the strongest decision: run before fail before
   * skip before rest. After the schedule's last day only the stop of a window that is open then has
   * an entry, and the stops before it that the clock leaves out.
   */
  entriesOn(day: number): readonly Entry[] {
    if (this.#lastDay === null || day <= this.#lastDay) return this.#entriesOf(this.#schedule, day);
    return this.#closingStops(this.#lastDay).filter((entry) => entry.day === day);
  }

  /**
   * The stop of the window that is open when the schedule's last day ends; null when none is open,
   * or the schedule has no last day. It fails where the calendar has no data for its year, and the
   * schedule does not want a guess.
   */
  closingStop(): Entry | null {
    return this.#lastDay === null ? null : (this.#closingStops(this.#lastDay).at(-1) ?? null);
  }

  // The last of them happens or fails.
  #closingStops(lastDay: number): readonly Entry[] {
    this.#closing ??= this.#findClosingStops(lastDay);
    return this.#closing;
  }

  #findClosingStops(lastDay: number): readonly Entry[] {
    const endless = { ...this.#schedule, until: undefined };
    const ran = (entry: Entry): boolean => entry.decision.kind === 'run' && this.#isShown(entry);
    const days = Array.from({ length: mostDaysBack }, (_, n) => n * dayMs);
    const before = firstOf(days, (n) => this.#entriesOf(this.#schedule, lastDay - n).findLast(ran));
    if (before?.action !== 'start') return [];
    const lost: Entry[] = [];
    for (const entry of days.values().flatMap((n) => this.#entriesOf(endless, lastDay + dayMs + n))) {
      const { kind } = entry.decision;
      if (entry.action !== 'stop' || (kind !== 'run' && kind !== 'fail')) continue;
      if (kind === 'fail' || this.#isShown(entry)) return [...lost, entry];
      lost.push(entry);
    }
    return [];
  }

  #isShown({ day, time }: Entry): boolean {
    return this.wallTime.showingsOf(day, time).length > 0;
  }

  #entriesOf(schedule: TimedSchedule, day: number): readonly Entry[] {
    const entries = new Map<string, Entry>();
    for (const { transition, times, selects } of this.#rows) {
      const { action } = transition;
      const decision = decideDay(schedule, this.#table, transition, selects, day);
      for (const time of times) {
        const key = `${action} ${time}`;
        const known = entries.get(key);
        entries.set(key, { action, day, time, decision: known === undefined ? decision : stronger(known.decision, decision) });
      }
    }
    return [...entries.values()].sort((a, b) => a.time - b.time);
  }

  /**
   * The entries of `days` days from `fromDay` on, in order of time. An entry with two instants
   * fires at the first one only.
   */
  *plan(fromDay: number, days: number): Generator<PlannedEntry> {
    for (let day = fromDay; day < fromDay + days * dayMs; day += dayMs) {
      for (const entry of this.entriesOn(day)) yield { ...entry, instants: this.wallTime.showingsOf(day, entry.time) };
    }
  }

  /**
   * The last entry that runs after `after` and not after `until` (epoch milliseconds), and its
   * instant; null when there is none, or none in the last 400 days of that time.
   */
  lastRun(after: number, until: number): { readonly action: TransitionAction; readonly at: number } | null {
    const first = Math.max(dayOfWall(this.wallTime.at(after)), dayOfWall(this.wallTime.at(until)) - mostDaysBack * dayMs);
    for (let day = dayOfWall(this.wallTime.at(until)); day >= first; day -= dayMs) {
      const ran = this.entriesOn(day)
        .filter(({ decision }) => decision.kind === 'run')
        .flatMap(({ action, time }) => [...this.wallTime.instantsOf(day, [time])].map((at) => ({ action, at })))
        .filter(({ at }) => after < at && at <= until);
      const last = ran.toSorted((a, b) => a.at - b.at).at(-1);
      if (last !== undefined) return last;
    }
    return null;
  }

  /**
   * The decision for a job of an action at a local time. When no transition has that time of day,
   * the strongest decision of the action on that day: the job is of a rule that a deployment has
   * just replaced.
   */
  decisionOn(action: TransitionAction, { day, time }: Slot): Decision {
    const entries = this.entriesOn(day).filter((each) => each.action === action);
    const exact = entries.find((each) => each.time === time);
    if (exact !== undefined) return exact.decision;
    // After the last day of a schedule its times have no entries.
    const isOver = this.#lastDay !== null && day > this.#lastDay;
    const none: Decision = { kind: 'rest', cause: 'rule', because: isOver ? outsideDays : notItsDay };
    if (this.#rows.some(({ transition, times }) => transition.action === action && times.includes(time))) return none;
    return entries.map(({ decision }) => decision).reduce(stronger, none);
  }
}

function firstOf<T>(days: readonly number[], find: (day: number) => T | undefined): T | null {
  for (const day of days) {
    const found = find(day);
    if (found !== undefined) return found;
  }
  return null;
}

const strength = { run: 3, fail: 2, skip: 1, rest: 0 } as const satisfies Record<Decision['kind'], number>;

function stronger(a: Decision, b: Decision): Decision {
  return strength[b.kind] > strength[a.kind] ? b : a;
}
