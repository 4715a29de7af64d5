import { dayMs } from './civil-day.ts';
import type { Stretch } from './clock-changes.ts';
import { type Moment, nearestOf, type Opposites, type OppositesRow } from './opposite-moments.ts';
import type { RowSets } from './row-sets.ts';

/**
 * The moments of one day, in milliseconds after its midnight as if it were UTC: the nearest
 * opposites among them, and the first and the last of each action.
 */
export interface DayMoments {
  readonly nearest: Opposites | null;
  readonly firsts: readonly Moment[];
  readonly lasts: readonly Moment[];
}

/** A clock that changes its offset from `before` to `after` at an instant; all in milliseconds. */
interface Change {
  readonly before: number;
  readonly after: number;
  readonly at: number;
}

/**
 * The moments of days that are asked for in ascending order. Days with the same rows and the same
 * clock are alike, so each kind of day is worked out once.
 */
export class MomentsOfDays {
  readonly #sets: RowSets<OppositesRow>;
  readonly #stretches: readonly Stretch[];
  /** By the clock's offset, and then by the number of the set. */
  readonly #plain = new Map<number, (DayMoments | undefined)[]>();
  readonly #changed = new Map<string, DayMoments>();
  #current = 0;

  /** `stretches` are those of the zone's clock on all the days. */
  constructor(sets: RowSets<OppositesRow>, stretches: readonly Stretch[]) {
    this.#sets = sets;
    this.#stretches = stretches;
  }

  /** The moments of a day on which a set of rows counts. */
  of(set: number, day: number): DayMoments {
    let change = this.#nextChange();
    while (change.at <= day - Math.max(change.before, change.after)) {
      this.#current += 1;
      change = this.#nextChange();
    }
    return change.at < day + dayMs - Math.min(change.before, change.after)
      ? this.#onChange(set, { ...change, at: change.at - day })
      : this.#onPlainDay(set, change.before);
  }

  #nextChange(): Change {
    const [now, next] = [this.#stretches[this.#current], this.#stretches[this.#current + 1]];
    const before = now?.offset ?? 0;
    return { before, after: next?.offset ?? before, at: next?.from ?? Number.POSITIVE_INFINITY };
  }

  #onPlainDay(set: number, offset: number): DayMoments {
    const known = this.#plain.get(offset) ?? [];
    this.#plain.set(offset, known);
    const moments = known[set] ?? momentsOf(this.#sets.rowsOf(set), (time) => [time - offset]);
    known[set] = moments;
    return moments;
  }

  #onChange(set: number, change: Change): DayMoments {
    const key = [set, change.before, change.after, change.at].join();
    const moments = this.#changed.get(key) ?? momentsOf(this.#sets.rowsOf(set), (time) => shownAt(time, change));
    this.#changed.set(key, moments);
    return moments;
  }
}

// The first showing of a time; none where the clock jumps over it.
function shownAt(time: number, { before, after, at }: Change): readonly number[] {
  if (time - before < at) return [time - before];
  return time - after >= at ? [time - after] : [];
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
