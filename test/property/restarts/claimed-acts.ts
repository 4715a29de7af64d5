import type { Restart } from '../../../shared/contract/compiled-restarts.ts';
import type { Act, Episode } from '../../../shared/restart/machine-item.ts';
import type { AlertHistory, MachineWrite } from './alert-history.ts';

/** An act as the table took it, and which later write made it count no more, if one did. */
export interface ClaimedAct extends Act {
  readonly instanceId: string;
  readonly restart: string;
  readonly policy: Restart;
  readonly episode: Episode | undefined;
  readonly write: MachineWrite;
  /** The place of the write among all writes. */
  readonly order: number;
  /** The write after which it counts no more; infinite when it always counts. */
  readonly countsUntil: number;
}

/** The id of the machine that a write is about. */
export function machineOf({ pk }: MachineWrite): string {
  return pk.slice(pk.lastIndexOf('#') + 1);
}

/** Every act of a history, in the order of the claims. */
export function claimedActs({ story, writes }: AlertHistory): ClaimedAct[] {
  return writes.flatMap((write, order) => {
    const known = new Set(write.before?.acts.map(({ statement }) => statement));
    return write.after.acts
      .filter(({ statement }) => !known.has(statement))
      .flatMap((act) => {
        const restart = act.job.split('/')[0] ?? '';
        const policy = story.configuration.restarts[restart];
        if (policy === undefined) return [];
        const changed = writes.findIndex(
          ({ pk, after }, later) =>
            later > order &&
            pk === write.pk &&
            after.acts.some(({ statement, is }) => statement === act.statement && is !== 'counted'),
        );
        const episode = write.after.episodes.find(({ statement, state }) => statement === act.statement && state === 'acted');
        const countsUntil = changed === -1 ? Number.POSITIVE_INFINITY : changed;
        return [{ ...act, instanceId: machineOf(write), restart, policy, episode, write, order, countsUntil }];
      });
  });
}
