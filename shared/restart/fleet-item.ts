import { createHash } from 'node:crypto';
import type { Restart } from '../contract/compiled-restarts.ts';
import type { Machine } from './machine-item.ts';

/**
 * The newest act of a restart on one machine, or one that was about to be claimed when its worker
 * died. `machine` and `statement` are short hashes, which every configuration makes alike.
 * `statement`: whose act it is; null when that one's claim was given back and an older act is left.
 * `before`: when the machine was acted on before that one, if it was.
 */
export interface FleetAct {
  readonly at: number;
  readonly machine: string;
  readonly statement: string | null;
  readonly before?: number | undefined;
}

/** What is remembered of a restart, for all its machines together: one item of the table. */
export interface FleetItem {
  readonly v: 1;
  readonly seq: number;
  /** One for each machine, in order of time. */
  readonly acts: readonly FleetAct[];
}

/** What is remembered of a restart that has not acted yet. */
export const unknownFleet: FleetItem = { v: 1, seq: 0, acts: [] };

/** The item must stay small, so no restart acts on more machines than this in one window. */
export const mostAtOnce = 1_000;

/** Clocks of workers may differ by this: what one has forgotten, another one must not miss. */
const slackMs = 60_000;

/**
 * Takes a place for a machine among those that a restart may act on at once; a machine has one, and
 * never stands in its own way. The place counts from `now`, also when an earlier delivery of the
 * same statement has taken it already. Otherwise `until` says when the next place becomes free. A
 * place that no act follows stays taken for its time, which is the safe side.
 */
export function takePlace(
  fleet: FleetItem,
  { limit, perMs }: { readonly limit: number; readonly perMs: number },
  { machine, statement, now }: { readonly machine: Machine; readonly statement: string; readonly now: number },
): { readonly fleet: FleetItem } | { readonly until: number } {
  const [name, its] = [shortHash(keyOfMachine(machine)), shortHash(statement)];
  const own = fleet.acts.find((act) => act.machine === name);
  const others = fleet.acts.filter((act) => act !== own);
  const counting = others.filter(({ at }) => at > now - perMs);
  const blocking = counting[counting.length - limit];
  if (blocking !== undefined) return { until: blocking.at + perMs };
  const kept = others.filter(({ at }) => at > now - perMs - slackMs);
  // Another delivery may be acting on this place by a clock that is ahead, so it never moves back.
  const at = Math.max(now, own?.at ?? now);
  const before = own?.statement === its ? own.before : own?.at;
  const acts = [...kept, { at, machine: name, statement: its, ...(before !== undefined && { before }) }].toSorted(
    (a, b) => a.at - b.at,
  );
  return { fleet: { ...fleet, acts } };
}

/**
 * The item after these statements' acts on a machine count no more; null when its place is none of
 * theirs. The place goes back to the act before, whose statement is not known any more: that one
 * keeps it for its time.
 */
export function freedPlace(fleet: FleetItem, machine: Machine, statements: readonly string[]): FleetItem | null {
  const name = shortHash(keyOfMachine(machine));
  const hashes = statements.map(shortHash);
  const own = fleet.acts.find((act) => act.machine === name);
  if (own === undefined || own.statement === null || !hashes.includes(own.statement)) return null;
  const others = fleet.acts.filter((act) => act !== own);
  const left = own.before === undefined ? [] : [{ at: own.before, machine: name, statement: null }];
  return { ...fleet, acts: [...others, ...left].toSorted((a, b) => a.at - b.at) };
}

/**
 * How many machines a restart may act on at once: its percentage of them rounded down, at least 1.
 */
export function limitOf({ atOnce: { percent }, targets }: Pick<Restart, 'atOnce' | 'targets'>): number {
  const machines = new Set(
    targets.flatMap(({ account, region, instances }) =>
      instances.map((instanceId) => keyOfMachine({ account, region, instanceId })),
    ),
  );
  return Math.min(mostAtOnce, Math.max(1, Math.floor((machines.size * percent) / 100)));
}

function keyOfMachine({ account, region, instanceId }: Machine): string {
  return JSON.stringify([account, region, instanceId]);
}

/** 48 bits: among the thousands of machines of a restart no two are taken for one. */
function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}
