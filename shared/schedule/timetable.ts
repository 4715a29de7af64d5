import type { TransitionAction } from '../domain/vocabulary.ts';
import { dayMs, dayOfWall } from './civil-day.ts';
import type { DayTable } from './day-table.ts';
import { type Decision, decideDay } from './decision.ts';
import { type RuleTimes, timesOf } from './rule-times.ts';
import type { TimedSchedule, Transition } from './transition.ts';
import { WallTime } from './wall-time.ts';

/** What a schedule does at one time of one day. `time` is in milliseconds after midnight of `day`. */
export interface Entry {
  readonly action: TransitionAction;
  readonly day: number;
  readonly time: number;
  readonly decision: Decision;
}

/** An entry with the instants, in epoch milliseconds, at which the zone's clock shows it: none in a gap, two in an overlap. */
export interface PlannedEntry extends Entry {
  readonly instants: readonly number[];
}

/** A schedule, read once and ready to be asked what is due when. The plan and the dispatch function ask the same questions here. */
export class Timetable {
  readonly wallTime: WallTime;
  readonly #schedule: TimedSchedule;
  readonly #table: DayTable | null;
  readonly #rows: readonly (RuleTimes & { readonly transition: Transition })[];

  /**
   * `table` is the schedule's calendar; null when it has none.
   * @throws CronError, RangeError when a cron expression or the zone cannot be read
   */
  constructor(schedule: TimedSchedule, table: DayTable | null) {
    this.#schedule = schedule;
    this.#table = table;
    this.#rows = schedule.transitions.map((transition) => ({ transition, ...timesOf(transition.rule) }));
    this.wallTime = new WallTime(schedule.timezone);
  }

  /** Everything on a day's timetable in order of time, what runs and what does not. Transitions of one action that meet are one entry. */
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

  /** The timetables of so many days from one on, in order of time. Of an entry that is shown twice only the first instant fires. */
  *plan(fromDay: number, days: number): Generator<PlannedEntry> {
    for (let day = fromDay; day < fromDay + days * dayMs; day += dayMs) {
      for (const entry of this.entriesOn(day)) yield { ...entry, instants: this.wallTime.showingsOf(day, entry.time) };
    }
  }

  /** What a job due at `instant` (epoch milliseconds) is to do; null when no transition has that time of day, so that a person fired it. */
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
