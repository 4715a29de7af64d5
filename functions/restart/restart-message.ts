import type { Restart } from '../../shared/contract/compiled-restarts.ts';
import type { Rest, WorkMessage } from '../../shared/domain/batch.ts';
import type { BatchJob } from '../../shared/domain/batch-job.ts';
import type { RestartBatchOptions } from '../../shared/domain/batch-options.ts';
import { batchesOf } from '../../shared/domain/cut-job.ts';
import { leading } from '../../shared/domain/hand-on.ts';
import type { Region } from '../../shared/domain/vocabulary.ts';

/** Machines of one account that one restart acts on in one second, by region. */
export interface DueRestart {
  readonly restart: string;
  readonly policy: Restart;
  /** The id of the job, which ends in its second. */
  readonly job: string;
  readonly account: string;
  readonly places: readonly { readonly region: Region; readonly instances: readonly string[] }[];
}

const tenMinutesMs = 600_000;

/**
 * Cuts what is due into one message for the work queue, which carries the other regions as the
 * message of a schedule's job does. The job may act for a cooldown, or for ten minutes where that
 * is longer.
 */
export function restartMessage({ restart, policy, job: id, account, places }: DueRestart): WorkMessage {
  const scheduledAt = id.slice(id.lastIndexOf('/') + 1);
  const job: BatchJob = { id, schedule: null, restart, action: 'restart', scheduledAt };
  const options = optionsOf(policy);
  const parts = places.flatMap(({ region, instances }) =>
    batchesOf(instances, options).map((ids): Rest => ({ region, options, instances: ids, selection: null, acted: false })),
  );
  const deadline = new Date(Date.parse(scheduledAt) + options.expiresAfterMs).toISOString();
  return leading({ version: 1, job, account, deadline, told: null }, parts);
}

function optionsOf({ whenStopped, whenRunning, force, forceAfterMs, cooldownMs, schedule }: Restart): RestartBatchOptions {
  return {
    action: 'restart',
    batchMode: 'SuccessFirst',
    dryRun: false,
    expiresAfterMs: Math.max(cooldownMs, tenMinutesMs),
    confirmWithinMs: tenMinutesMs + forceAfterMs,
    whenStopped,
    whenRunning,
    force,
    forceAfterMs,
    cooldownMs,
    within: schedule,
  };
}
