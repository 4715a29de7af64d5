import type { Statement } from '../contract/alert-message.ts';
import type { RestartDeed } from '../domain/vocabulary.ts';
import { keyOf, type MachineItem, type Permit, pruned } from './machine-item.ts';

/*
 * What changes a machine's item besides a decision. Each function answers with the item to write,
 * or null where there is nothing to write, so a second call of the same kind is harmless.
 */

/**
 * Notes that a series of alerts has recovered. What fired before `receivedAt` is resolved from now
 * on, in whichever order the statements come, and the episodes that it belongs to are over.
 */
export function noteRecovery(
  item: MachineItem,
  { source, statement, receivedAt, now }: { source: string; statement: Statement; receivedAt: number; now: number },
): MachineItem | null {
  const series = keyOf(source, statement.series);
  if (item.resolved.some((known) => known.series === series && known.at >= receivedAt)) return null;
  const kept = pruned(item, now);
  const others = kept.resolved.filter((known) => known.series !== series);
  return { ...kept, resolved: [...others, { series, at: receivedAt }] };
}

/**
 * Gives the claim of a job back, because no call to the provider carried it. Its act counts no more
 * against the budgets, and its cooldown is over. A claim of another job stays. So does one whose
 * job has a permit: an earlier delivery of its message may have used that and died.
 */
export function givenBack(item: MachineItem, jobId: string): MachineItem | null {
  const isIts = ({ job, is }: MachineItem['acts'][number]): boolean => job === jobId && is === 'counted';
  const mayHaveSent = Object.values(item.permits).some((permit) => permit?.job === jobId);
  if (mayHaveSent || !item.acts.some(isIts)) return null;
  return { ...item, acts: item.acts.map((act) => (isIts(act) ? { ...act, is: 'given-back' } : act)) };
}

/**
 * The item of a machine that a person has looked after: not tripped, no cooldown, and full budgets.
 * Its episodes count as flapping no more. What may have been sent to the provider stays known to
 * the job that it was sent for, so that a repeat of its message does not send it twice.
 */
export function resumed(item: MachineItem): MachineItem | null {
  const isFree =
    item.tripped === null && item.acts.every(({ is }) => is !== 'counted') && item.episodes.every((each) => !each.counts);
  if (isFree) return null;
  return {
    ...item,
    tripped: null,
    acts: item.acts.map((act) => (act.is === 'counted' ? { ...act, is: 'forgiven' } : act)),
    permits: eachPermit(item, (permit) => ({ ...permit, forgiven: true })),
    // A repeat of an episode that waits is decided at once.
    episodes: item.episodes.map((each) => ({
      ...each,
      counts: false,
      ...(each.state === 'waiting' && { state: 'skipped', until: null }),
    })),
  };
}

/** The statements of acts that count no more, by the restart whose acts they were. */
export function statementsWithoutAct({ acts }: MachineItem): ReadonlyMap<string, readonly string[]> {
  const gone = acts.filter(({ is }) => is !== 'counted');
  const byRestart = Map.groupBy(gone, ({ job }) => job.slice(0, job.indexOf('/')));
  return new Map([...byRestart].map(([restart, own]) => [restart, own.map(({ statement }) => statement)]));
}

/**
 * A call of power that wants to start or reboot a machine: softly, or by force after a soft reboot.
 */
export interface PermitAsked extends Omit<Permit, 'seen' | 'forgiven'> {
  readonly what: RestartDeed;
  readonly cooldownMs: number;
}

/**
 * Whether a start or a reboot may be sent. A start always may, because a second one is harmless; it
 * is noted. At most one soft and one forced reboot of a machine may be sent in a cooldown,
 * whichever job asks and however often its message is delivered, no soft one to a machine that was
 * just forced, and none to a machine that was just started. `before`: what was permitted before, to
 * the job `by`. It may be the job that asks: then an earlier delivery has sent it, or died before
 * it could. `seen`: what was permitted before was seen done.
 */
export type PermitAnswer =
  | { readonly got: 'permit' }
  | {
      readonly got: 'refusal';
      readonly before: RestartDeed;
      readonly by: string;
      readonly until: number;
      readonly seen: boolean;
    };

/** What stands in the way of each deed, if it was permitted within the cooldown. */
const inTheWay = {
  start: [],
  reboot: ['start', 'reboot', 'force-reboot'],
  'force-reboot': ['start', 'force-reboot'],
} as const satisfies Readonly<Record<RestartDeed, readonly RestartDeed[]>>;

/** The answer to a call that asks, and the item to write before the answer holds. */
export function permitFor(
  item: MachineItem,
  { what, cooldownMs, ...permit }: PermitAsked,
): { readonly item: MachineItem | null; readonly answer: PermitAnswer } {
  const { permits } = item;
  // The write of this very call took effect and its answer was lost.
  if (permits[what]?.call === permit.call) return { item: null, answer: { got: 'permit' } };
  const refusal = (before: RestartDeed, { job, at, seen }: Permit) =>
    ({ item: null, answer: { got: 'refusal', before, by: job, until: at + cooldownMs, seen: seen === true } }) as const;
  const [last] = inTheWay[what]
    .flatMap((deed) => {
      const own = permits[deed];
      if (own === null || (own.forgiven === true && own.job !== permit.job)) return [];
      return permit.at < own.at + cooldownMs ? [{ deed, own }] : [];
    })
    .toSorted((a, b) => b.own.at - a.own.at);
  if (last !== undefined) return refusal(last.deed, last.own);
  const { reboot } = permits;
  if (what === 'force-reboot' && reboot !== null && reboot.job !== permit.job) return refusal('reboot', reboot);
  return { item: { ...item, permits: { ...permits, [what]: permit } }, answer: { got: 'permit' } };
}

/**
 * The item after what a job was permitted was seen done; null when the job has no permit, or that
 * is known.
 */
export function seenDone(item: MachineItem, job: string): MachineItem | null {
  const isKnown = Object.values(item.permits).every((permit) => permit?.job !== job || permit.seen === true);
  if (isKnown) return null;
  return { ...item, permits: eachPermit(item, (permit) => (permit.job === job ? { ...permit, seen: true } : permit)) };
}

function eachPermit({ permits }: MachineItem, change: (permit: Permit) => Permit): MachineItem['permits'] {
  const changed = (permit: Permit | null) => permit && change(permit);
  return { start: changed(permits.start), reboot: changed(permits.reboot), 'force-reboot': changed(permits['force-reboot']) };
}

/**
 * The item after a job gave its permit back, because the provider has certainly not done what it
 * was for; null when the job does not have the permit.
 */
export function withdrawn(item: MachineItem, { what, job }: Pick<PermitAsked, 'what' | 'job'>): MachineItem | null {
  if (item.permits[what]?.job !== job) return null;
  return { ...item, permits: { ...item.permits, [what]: null } };
}
