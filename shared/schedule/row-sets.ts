import { dayMs, weekdayOf } from './civil-day.ts';
import type { RuleTimes } from './rule-times.ts';

/** A rule's times with the days on which they may count. */
export interface Row extends RuleTimes {
  /** True for a day on which the rule's times may count. */
  readonly counts: (day: number) => boolean;
}

/**
 * Which rows count on each day, as numbers that stand for sets of rows. A calendar year has one of
 * fourteen forms: its first weekday, and whether it is a leap year. Years of one form in which the
 * same rules have a place are read once.
 */
export class RowSets<R extends Row> {
  readonly #rows: readonly R[];
  readonly #years = new Map<string, readonly number[]>();
  readonly #sets: (readonly R[])[] = [[]];
  readonly #numbers = new Map<string, number>([['', 0]]);

  constructor(rows: readonly R[]) {
    this.#rows = rows;
  }

  /** The number of the set of each day of a year, from 1 January on; 0 is the empty set. */
  ofYear(year: number): readonly number[] {
    const [first, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
    const placed = this.#rows.map(({ years }) => (years === null || years.includes(year) ? 1 : 0)).join('');
    const key = `${weekdayOf(first)} ${end - first} ${placed}`;
    const known = this.#years.get(key);
    if (known !== undefined) return known;
    const numbers = Array.from({ length: (end - first) / dayMs }, (_, n) => {
      const day = first + n * dayMs;
      return this.numberOf((row) => row.counts(day));
    });
    this.#years.set(key, numbers);
    return numbers;
  }

  /** The number of the set of the rows that `has` names. */
  numberOf(has: (row: R) => boolean): number {
    const indices = this.#rows.flatMap((row, index) => (has(row) ? [index] : []));
    const key = indices.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#sets.length);
    return this.#sets.push(this.#rows.filter((_, index) => indices.includes(index))) - 1;
  }

  /** The rows of a set, in their order. */
  rowsOf(number: number): readonly R[] {
    return this.#sets[number] ?? [];
  }
}
