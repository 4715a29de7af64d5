import { dayMs, weekdayOf } from './civil-day.ts';
import type { RuleTimes } from './rule-times.ts';

/** A rule's times with the days on which they may count. */
export interface Row extends RuleTimes {
  /** True for a day on which the rule's times may count. */
  readonly counts: (day: number) => boolean;
}

/**
 * Which rows count on each day. A calendar year has one of fourteen forms: its first weekday, and
 * whether it is a leap year. Years of one form in which the same rules have a place are read once,
 * unless a rule has dates of its own.
 * The same rows are always the same array, so that a map can have it as its key.
 */
export class RowSets<R extends Row> {
  readonly #rows: readonly R[];
  readonly #years = new Map<string, readonly (readonly R[])[]>();
  readonly #sets = new Map<string, readonly R[]>();

  constructor(rows: readonly R[]) {
    this.#rows = rows;
  }

  /** The rows of each day of a year, from 1 January on. */
  ofYear(year: number): readonly (readonly R[])[] {
    const [first, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
    const placed = this.#rows.map(({ years }) => (years === null || years.includes(year) ? 1 : 0)).join('');
    const own = this.#rows.some(({ repeats }) => repeats === 'dates') ? year : '';
    const key = `${weekdayOf(first)} ${end - first} ${placed} ${own}`;
    const sets =
      this.#years.get(key) ??
      Array.from({ length: (end - first) / dayMs }, (_, n) => this.those((row) => row.counts(first + n * dayMs)));
    this.#years.set(key, sets);
    return sets;
  }

  /** The rows that `has` names, in their order. */
  those(has: (row: R) => boolean): readonly R[] {
    const indices = this.#rows.flatMap((row, index) => (has(row) ? [index] : []));
    const key = indices.join();
    const set = this.#sets.get(key) ?? this.#rows.filter((_, index) => indices.includes(index));
    this.#sets.set(key, set);
    return set;
  }
}
