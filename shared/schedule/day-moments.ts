import { dayMs } from './civil-day.ts';
import type { ClockChange } from './clock-changes.ts';
import { type Moment, nearestOf, type Opposites, type OppositesRow } from './opposite-moments.ts';

/**
 * The moments of one day, in milliseconds after its midnight as if it were UTC: the nearest
 * opposites among them, and the first and the last of each action.
 */
export interface DayMoments {
  readonly nearest: Opposites | null;
  readonly firsts: readonly Moment[];
  readonly lasts: readonly Moment[];
}

/**
 * The moments of days that are asked for in ascending order. Days with the same rows and the same
 * clock are alike, so each kind of day is worked out once.
 */
export class MomentsOfDays {
  #change: ClockChange;
  /** By the rows, and then by the clock of the day. */
  readonly #known = new Map<readonly OppositesRow[], Map<string | number, DayMoments>>();

  /** `change` is the first change of the zone's clock, before all the days. */
  constructor(change: ClockChange) {
    this.#change = change;
  }

  /** The moments of a day on which these rows count. The same rows must be the same array. */
  of(rows: readonly OppositesRow[], day: number): DayMoments {
    while (this.#change.next !== null && this.#change.at <= day - Math.max(this.#change.before, this.#change.after))
      this.#change = this.#change.next;
    const { before, after, at } = this.#change;
    const changes = at < day + dayMs - Math.min(before, after);
    const known = this.#known.get(rows) ?? new Map<string | number, DayMoments>();
    this.#known.set(rows, known);
    const clock = changes ? `${before} ${after} ${at - day}` : before;
    const moments =
      known.get(clock) ?? momentsOf(rows, changes ? showingsBy(before, after, at - day) : (time) => [time - before]);
    known.set(clock, moments);
    return moments;
  }
}

// The first showing of a time on a day with a change; none where the clock jumps over it.
function showingsBy(before: number, after: number, at: number): (time: number) => readonly number[] {
  return (time) => {
    if (time - before < at) return [time - before];
    return time - after >= at ? [time - after] : [];
  };
}

function momentsOf(rows: readonly OppositesRow[], showings: (time: number) => readonly number[]): DayMoments {
  const moments = rows
    .flatMap((row) => row.times.flatMap((time) => showings(time).map((at): Moment => ({ at, row }))))
    .toSorted((a, b) => a.at - b.at);
  const byAction = [...Map.groupBy(moments, ({ row }) => row.transition.action).values()];
  return {
    nearest: nearestOf(moments),
    firsts: byAction.flatMap((own) => own.slice(0, 1)),
    lasts: byAction.flatMap((own) => own.slice(-1)),
  };
}
