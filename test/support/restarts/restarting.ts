import { restartMessage } from '../../../functions/restart/restart-message.ts';
import type { Restart } from '../../../shared/contract/compiled-restarts.ts';
import { aPolicy } from '../a-policy.ts';
import type { AccountPlan } from '../engine/many-accounts.ts';
import { targetOf } from '../fleet.ts';
import { playInProcess, type ScenarioInProcess } from '../play-in-process.ts';
import type { ScenarioResult } from '../scenario.ts';

/** The id of the job of {@link restarting}, which is due when the run begins. */
export const restartJob = 'web-down/restart/2026-11-23T00:30:00Z';

/** How one restart comes about, besides the account that it is about. */
export interface Restarting extends Pick<ScenarioInProcess, 'diesBefore' | 'invocationMs'> {
  /** What its policy says otherwise than {@link aPolicy}. */
  readonly policy?: Partial<Restart>;
  /** When its message comes, in seconds, once for each; default once and at once. */
  readonly comesAt?: readonly number[];
}

/**
 * One whole restart of all ids of an account in this process, from the message on the work queue to
 * the verdicts: the real power function, the real clients and the table's own rules.
 */
export function restarting(
  { provider, ids, instances, faults = [], clockSkewSeconds = 0, endpoint }: AccountPlan,
  { policy = {}, comesAt = [0], ...more }: Restarting = {},
): Promise<ScenarioResult> {
  const target = targetOf[provider](ids);
  const region = 'region' in target ? target.region : null;
  const due = { restart: 'web-down', policy: { ...aPolicy, ...policy }, job: restartJob, places: [{ region, instances: ids }] };
  const message = (account: string) => restartMessage({ ...due, account });
  return playInProcess({
    schedule: { targets: [target] },
    ...{ instances, faults, clockSkewSeconds, ...more },
    ...(endpoint === undefined ? {} : { endpoints: { [provider]: endpoint } }),
    work: comesAt.map((afterSeconds) => ({ provider, message, afterSeconds })),
  });
}
