import type { Restart } from '../contract/compiled-restarts.ts';

/** One act of a restart, or one that was about to be claimed when its worker died. */
export interface FleetAct {
  readonly at: number;
  readonly statement: string;
}

/** What is remembered of a restart, for all its machines together: one item of the table. */
export interface FleetItem {
  readonly v: 1;
  readonly seq: number;
  /** In order of time. */
  readonly acts: readonly FleetAct[];
}

/** What is remembered of a restart that has not acted yet. */
export const unknownFleet: FleetItem = { v: 1, seq: 0, acts: [] };

/** The item must stay small, so no restart acts on more machines than this in one window. */
export const mostAtOnce = 1_000;

/** Clocks of workers may differ by this: what one has forgotten, another one must not miss. */
const slackMs = 60_000;

/**
 * Takes a place among the acts that a restart may have at once. The place counts from `now`, also
 * when an earlier delivery of the same statement has taken it already. Otherwise `until` says when
 * the next place becomes free. A place that no act follows stays taken for its time, which is the
 * safe side.
 */
export function takePlace(
  fleet: FleetItem,
  { limit, perMs }: { readonly limit: number; readonly perMs: number },
  { statement, now }: { readonly statement: string; readonly now: number },
): { readonly fleet: FleetItem } | { readonly until: number } {
  const others = fleet.acts.filter((act) => act.statement !== statement);
  const counting = others.filter(({ at }) => at > now - perMs);
  const blocking = counting[counting.length - limit];
  if (blocking !== undefined) return { until: blocking.at + perMs };
  const kept = others.filter(({ at }) => at > now - perMs - slackMs);
  // Another delivery may be acting on this place by a clock that is ahead, so it never moves back.
  const at = Math.max(now, ...fleet.acts.filter((act) => act.statement === statement).map((act) => act.at));
  const acts = [...kept, { at, statement }].toSorted((a, b) => a.at - b.at);
  return { fleet: { ...fleet, acts } };
}

/**
 * How many machines a restart may act on at once: its percentage of them rounded down, at least 1.
 */
export function limitOf({ atOnce: { percent }, targets }: Pick<Restart, 'atOnce' | 'targets'>): number {
  const machines = new Set(
    targets.flatMap(({ account, region, instances }) => instances.map((id) => JSON.stringify([account, region, id]))),
  );
  return Math.min(mostAtOnce, Math.max(1, Math.floor((machines.size * percent) / 100)));
}
