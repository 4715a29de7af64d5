import type { Configuration } from '../contract/compiled-configuration.ts';
import type { ConfigurationChange } from './configuration-changes.ts';

type Difference = Omit<ConfigurationChange, 'danger'>;

/** What a change of a key may do, by the end of its path. The first row that fits counts. */
const rows: readonly (readonly [RegExp, (change: Difference) => string | null])[] = [
  [/\.initLocalDisk$/, ({ after }) => (after === true ? 'each start WIPES their local disks' : null)],
  [/\.force$/, ({ after }) => (after === true ? 'what does not stop softly loses its power' : null)],
  [
    /\.stopMode$/,
    ({ after }) => (after === 'keep-charging' ? 'a stop saves nothing' : 'a public IP may change, and a start may find no stock'),
  ],
  [/\.maxMatches$/, ({ before, after }) => (isMore(before, after) ? 'a wrong tag may switch more machines' : null)],
  [
    /\.dryRun$/,
    ({ after }) => (after === true ? 'nothing is started or stopped any more' : 'machines are really switched from now on'),
  ],
  [/^sources\.[^.]+\.secret$/, () => 'its sender needs the other token'],
  [/^accounts\.[^.]+\.(secret|endpoint|provider)$/, () => 'the same machines are asked for with another key, or elsewhere'],
  [/^accounts\.[^.]+$/, ({ after }) => (after === null ? 'its targets and letters have no key any more' : null)],
  [/^restarts\.[^.]+$/, ({ before }) => (before === null ? 'alerts may restart its machines' : null)],
  [/^restarts\.[^.]+\.(whenRunning|whenStopped|budget|cooldownMs|atOnce|match|schedule)/, () => 'alerts restart more, or less'],
  [/^alerts\.heartbeat$/, ({ after }) => (after === null ? 'nobody outside AWS watches any more' : null)],
  [/^alerts\./, ({ after }) => (isEmpty(after) ? 'nobody is told any more' : null)],
  [
    /\.transitions$/,
    ({ before, after }) =>
      count(before, 'stop') > 0 && count(after, 'stop') === 0 ? 'nothing stops its machines any more' : null,
  ],
];

/** What may go wrong by a change, as a clause; null when it can harm nothing. */
export function dangerOf(change: Difference): string | null {
  const row = rows.find(([path]) => path.test(change.path));
  return row === undefined ? null : row[1](change);
}

/** What happens to the machines of a schedule that is gone. */
export function removedSchedule({ path, after }: Difference): string | null {
  return /^schedules\.[^.]+$/.test(path) && after === null ? 'its machines stay as they are' : null;
}

/** The providers whose last account goes: their queues go with it, and the letters in them. */
export function removedProviders(before: Configuration, after: Configuration): ConfigurationChange[] {
  const providersOf = ({ accounts }: Configuration) => new Set(Object.values(accounts).map(({ provider }) => provider));
  return [...providersOf(before).difference(providersOf(after))].map((provider) => ({
    path: `accounts (the last of ${provider})`,
    before: provider,
    after: null,
    danger: `the queues of ${provider} are deleted with the letters in them; send them back first`,
  }));
}

function isMore(before: unknown, after: unknown): boolean {
  if (after === null) return true;
  return typeof before === 'number' && typeof after === 'number' && after > before;
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function count(transitions: unknown, action: string): number {
  return Array.isArray(transitions) ? transitions.filter((each) => each.action === action).length : 0;
}
