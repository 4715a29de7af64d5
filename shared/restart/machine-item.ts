import type { Region, RestartDeed } from '../domain/vocabulary.ts';

/** A machine as the configuration lists it, never as an alert names it. */
export interface Machine {
  readonly account: string;
  readonly region: Region;
  readonly instanceId: string;
}

/**
 * One restart that was claimed. Instants are epoch milliseconds. `until` is the end of the cooldown
 * that it began. `statement` is the id of the statement that it answers. A `counted` act counts
 * against the budgets and starts a cooldown. A person may have `forgiven` it, or power may have
 * `given-back` its claim, because no call carried it. Then it does neither, but its statement is
 * still known.
 */
export interface Act {
  readonly at: number;
  readonly until: number;
  readonly job: string;
  readonly statement: string;
  readonly is: 'counted' | 'forgiven' | 'given-back';
}

/**
 * An episode that a decision has met. `at`: when it was met first. `receivedAt`: when the statement
 * came in that it was met by; a recovery that came in later has ended it, and then another episode
 * may have the same key. `heardAt`: when its last statement came in, as far as that is noted.
 * `waiting`: it is decided again at `until`, by the statement that waits. `counts`: it counts as
 * flapping.
 */
export interface Episode {
  readonly key: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly heardAt: number;
  readonly state: 'acted' | 'waiting' | 'skipped';
  readonly statement: string;
  readonly until: number | null;
  readonly counts: boolean;
}

/**
 * Why a machine is not restarted any more until a person resumes it, and which statement led there.
 */
export interface Trip {
  readonly at: number;
  readonly because: 'flapping' | 'budget';
  readonly statement: string;
}

/**
 * The last time that a start or a reboot was allowed to be sent: for which job, and by which call
 * of power. `seen`: what it was for was seen done. `forgiven`: a person has resumed the machine
 * since, so it stands in the way of its own job alone.
 */
export interface Permit {
  readonly at: number;
  readonly job: string;
  readonly call: string;
  readonly seen?: true | undefined;
  readonly forgiven?: true | undefined;
}

/** Everything that is remembered of a machine: one item of the table. */
export interface MachineItem {
  readonly v: 1;
  /** How often the item was written. A write holds only on the count that was read before it. */
  readonly seq: number;
  readonly acts: readonly Act[];
  readonly episodes: readonly Episode[];
  /** For each series of alerts when its last recovery was received. */
  readonly resolved: readonly { readonly series: string; readonly at: number }[];
  readonly tripped: Trip | null;
  readonly permits: Readonly<Record<RestartDeed, Permit | null>>;
}

/** What is remembered of a machine that nothing has happened to yet. */
export const unknownMachine: MachineItem = {
  v: 1,
  seq: 0,
  acts: [],
  episodes: [],
  resolved: [],
  tripped: null,
  permits: { start: null, reboot: null, 'force-reboot': null },
};

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/**
 * The day budget is the longest window of acts. The hour more is for clocks that differ: what one
 * worker has forgotten, another one must not miss.
 */
const actsForMs = dayMs + hourMs;

/**
 * Episodes and recoveries are remembered for so long. Sources repeat an alert for days: as long as
 * its episode is known and not over, a repeat is a duplicate.
 */
export const episodesForMs = 8 * dayMs;

/**
 * No budget and no flapping of a configuration may ask for more than this: the lists are bounded.
 */
export const mostRemembered = 100;

/** DynamoDB takes items of 400 KB. A text of so many characters has at most 120 KB. */
const mostCharacters = 40_000;

/** The same item without what is too old to matter at `now`, and without the oldest of too many. */
export function pruned(item: MachineItem, now: number): MachineItem {
  return {
    ...item,
    acts: item.acts.filter(({ at }) => at > now - actsForMs).slice(-2 * mostRemembered),
    episodes: newest(item.episodes, now, ({ key, statement }) => key.length + statement.length),
    resolved: newest(item.resolved, now, ({ series }) => series.length),
  };
}

function newest<T extends { readonly at: number }>(items: readonly T[], now: number, lengthOf: (item: T) => number): T[] {
  const recent = items.filter(({ at }) => at > now - episodesForMs).slice(-mostRemembered);
  let room = mostCharacters;
  const first = recent.findLastIndex((item) => {
    room -= lengthOf(item);
    return room < 0;
  });
  return recent.slice(first + 1);
}

/** A name that tells apart what several sources call by the same name. */
export function keyOf(source: string, name: string): string {
  return `${source}/${name}`;
}
