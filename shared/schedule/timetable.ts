import type { TransitionAction } from '../domain/vocabulary.ts';
import { dayMs, dayOfWall } from './civil-day.ts';
import type { DayTable } from './day-table.ts';
import { type Decision, decideDay } from './decision.ts';
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
  }

  /**
   * The entries of a day in order of time, those that run and those that do not. Transitions of
   * one action at the same time are one entry, with the strongest decision: run before fail before
   * skip before rest.
   */
  entriesOn(day: number): readonly Entry[] {
    const entries = new Map<string, Entry>();
    for (const { transition, times, selects } of this.#rows) {
      const { action } = transition;
      const decision = decideDay(this.#schedule, this.#table, transition, selects, day);
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
   * The decision for a job that is due at `instant` (epoch milliseconds). Null when no transition
   * has that time of day: then a person fired the job.
   */
  decisionAt(action: TransitionAction, instant: number): Decision | null {
    const wall = this.wallTime.at(instant);
    const day = dayOfWall(wall);
    const entry = this.entriesOn(day).find((each) => each.action === action && each.time === wall - day);
    return entry?.decision ?? null;
  }
}

const strength = { run: 3, fail: 2, skip: 1, rest: 0 } as const satisfies Record<Decision['kind'], number>;

function stronger(a: Decision, b: Decision): Decision {
  return strength[b.kind] > strength[a.kind] ? b : a;
}
