import type { Configuration, Target } from '../../contract/compiled-configuration.ts';
import { selectionText } from '../../domain/selection.ts';
import { dotted } from '../../text/describe-value.ts';

/** A line names at most this many ids and counts the others. */
const namedIds = 3;

/**
 * A warning for everything that the same schedules, or the same restarts, act on: ids of one
 * account and region, and selections with the same tags and resource group. What a selection finds
 * is not known here. Two of them may share an instance on purpose; Reveille does not check their
 * times against each other.
 */
export function sharedWarnings({ schedules, restarts }: Pick<Configuration, 'schedules' | 'restarts'>): readonly string[] {
  const byRestarts = Object.entries(restarts).map(([name, { targets }]) => {
    return [name, { targets: targets.map((target) => ({ ...target, selection: null })) }] as const;
  });
  return [
    ...warningsOf('schedules', Object.entries(schedules), 'check that their times do not conflict'),
    ...warningsOf('restarts', byRestarts, 'of those that an alert matches, the first by name decides'),
  ];
}

type Holders = readonly (readonly [string, { readonly targets: readonly Holding[] }])[];
type Holding = Pick<Target, 'account' | 'region' | 'instances' | 'selection'>;

function warningsOf(kind: string, holders: Holders, advice: string): readonly string[] {
  const groups = new Map<string, { readonly names: readonly string[]; readonly where: string; readonly what: string[] }>();
  for (const { names, where, what } of owners(holders).values()) {
    if (names.size < 2) continue;
    const group = { names: [...names].toSorted(), where, what: [] };
    const key = JSON.stringify([group.names, where]);
    if (!groups.has(key)) groups.set(key, group);
    groups.get(key)?.what.push(what);
  }
  return [...groups.values()].map(({ names, where, what }) => {
    const rest = what.length > namedIds ? ` and ${what.length - namedIds} more` : '';
    const listed = names.map((name) => dotted([name])).join(' and ');
    return `${kind} ${listed} share ${what.slice(0, namedIds).join(', ')}${rest} of ${where}; ${advice}`;
  });
}

interface Owned {
  readonly names: Set<string>;
  readonly where: string;
  readonly what: string;
}

function owners(holders: Holders): ReadonlyMap<string, Owned> {
  const found = new Map<string, Owned>();
  for (const [name, { targets }] of holders) {
    for (const target of targets) {
      const where = target.region === null ? target.account : `${target.account} ${target.region}`;
      for (const what of instancesOf(target)) {
        const key = JSON.stringify([where, what]);
        const owned = found.get(key) ?? { names: new Set(), where, what };
        found.set(key, owned);
        owned.names.add(name);
      }
    }
  }
  return found;
}

function instancesOf({ instances, selection }: Holding): readonly string[] {
  if (selection === null) return instances;
  return [`every machine with ${selectionText(selection)}`];
}
