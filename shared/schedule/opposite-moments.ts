import type { Row } from './row-sets.ts';
import type { Transition } from './transition.ts';

/**
 * A start and a stop of one schedule that come close together. `first` and `second` are indices of
 * the schedule's transitions, `at` their epoch milliseconds.
 */
export interface Opposites {
  readonly first: number;
  readonly second: number;
  readonly at: readonly [number, number];
}

/** A transition of a schedule, by its index there, with its times and days. */
export interface OppositesRow extends Row {
  readonly transition: Transition;
  readonly index: number;
}

/** An instant at which a transition happens, in milliseconds. */
export interface Moment {
  readonly at: number;
  readonly row: OppositesRow;
}

/** How far two opposites are apart, in milliseconds; infinitely far where there are none. */
export function apart(opposites: Opposites | null): number {
  return opposites === null ? Number.POSITIVE_INFINITY : opposites.at[1] - opposites.at[0];
}

/** The nearest start and stop among moments; null when they are all of one action. */
export function nearestOf(moments: readonly Moment[]): Opposites | null {
  let nearest: Opposites | null = null;
  let before: Moment | null = null;
  for (const moment of moments.toSorted((a, b) => a.at - b.at)) {
    if (before !== null && isOpposite(before, moment) && moment.at - before.at < apart(nearest)) {
      nearest = { first: before.row.index, second: moment.row.index, at: [before.at, moment.at] };
    }
    before = moment;
  }
  return nearest;
}

/** True for a start and a stop. */
export function isOpposite(a: Moment, b: Moment): boolean {
  return a.row.transition.action !== b.row.transition.action;
}
