import type { Statement } from '../contract/alert-message.ts';
import type { Restart } from '../contract/compiled-restarts.ts';
import { limitOf } from './fleet-item.ts';
import type { Machine } from './machine-item.ts';

/** A restart that lists a machine, with its name. */
export interface Listed {
  readonly restart: string;
  readonly policy: Restart;
  /** How many machines the restart may act on at once. */
  readonly limit: number;
  readonly machine: Machine;
}

/**
 * What the configuration says of a statement. `no-match`: the machine is listed, but no restart of
 * this source has such labels, or the alert does not say that the machine is down. `heard`: a
 * restart of this source lists the machine, so a recovery counts whatever its labels are: some
 * sources change the severity when an alert ends.
 */
export type Found =
  | { readonly kind: 'not-listed' }
  | { readonly kind: 'no-match'; readonly machine: Machine; readonly heard: boolean }
  | ({ readonly kind: 'listed' } & Listed);

/**
 * Looks statements up in these restarts. The id of an alert is only a word to compare: account and
 * region come from the configuration. Of several restarts that match, the first by name decides.
 */
export function lookUpIn(restarts: Readonly<Record<string, Restart>>): (source: string, statement: Statement) => Found {
  const listing = new Map<string, Listed[]>();
  const byName = Object.entries(restarts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [restart, policy] of byName) {
    const limit = limitOf(policy);
    for (const { account, region, instances } of policy.targets) {
      for (const instanceId of instances) {
        const listed = { restart, policy, limit, machine: { account, region, instanceId } };
        listing.set(instanceId, [...(listing.get(instanceId) ?? []), listed]);
      }
    }
  }
  return (source, { instanceId, labels, acts }) => {
    const [first, ...others] = instanceId === null ? [] : (listing.get(instanceId) ?? []);
    if (first === undefined) return { kind: 'not-listed' };
    const heard = [first, ...others].filter(({ policy }) => policy.sources.includes(source));
    const match = acts === false ? undefined : heard.find(({ policy }) => hasLabels(labels, policy.match));
    if (match !== undefined) return { kind: 'listed', ...match };
    return { kind: 'no-match', machine: (heard[0] ?? first).machine, heard: heard.length > 0 };
  };
}

function hasLabels(labels: Statement['labels'], match: Restart['match']): boolean {
  const given = new Map(Object.entries(labels));
  return Object.entries(match).every(([label, values]) => values.includes(given.get(label) ?? '') && given.has(label));
}

/**
 * Whether an episode was too old when its statement came in. An episode whose beginning is unknown
 * or in the future began at receipt.
 */
export function isStale({ startsAt }: Statement, receivedAt: number, { maxAgeMs }: Restart): boolean {
  return startsAt !== null && receivedAt - Date.parse(startsAt) > maxAgeMs;
}
