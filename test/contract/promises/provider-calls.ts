import type { CalledProvider } from '../../support/providers/a-provider.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';

/** Everything that a provider is asked, by the name that tests give it. */
export const callNames = ['look', 'find', 'start', 'stop'] as const;
/** One of them. */
export type CallName = (typeof callNames)[number];

/** Asks it: about these ids, or for those that the usual selection means. */
export function make({ observe, find, start, stop }: CalledProvider, call: CallName, ids: readonly string[]): Promise<unknown> {
  if (call === 'find') return find();
  return { look: observe, start, stop }[call](ids);
}

/** The action that it is sent as. */
export function actionOf({ look }: Phrasing, call: CallName): string {
  return { look, find: 'DescribeInstances', start: 'StartInstances', stop: 'StopInstances' }[call];
}

/** What a provider answers to it when all is well with one instance. */
export function goodAnswer(phrasing: Phrasing, call: CallName): unknown {
  const id = phrasing.id(0);
  const place = { number: 0, total: 1, more: false };
  if (call === 'look') return phrasing.page([[id, phrasing.stopped]], place);
  return call === 'find' ? phrasing.found([{ id, tags: { power: 'office-hours' } }], place) : phrasing.accepted([id]);
}
