import type { Restart } from '../../shared/contract/compiled-restarts.ts';
import { type Batch, freshInstance, type WorkMessage } from '../../shared/domain/batch.ts';
import type { Region } from '../../shared/domain/vocabulary.ts';

/** Machines of one account and region that one restart acts on in one second. */
export interface DueRestart {
  readonly restart: string;
  readonly policy: Restart;
  readonly job: string;
  readonly account: string;
  readonly region: Region;
  /** At most 100 ids. */
  readonly instances: readonly string[];
}

/** Cuts what is due into messages for the work queue. */
export type RestartMessages = (due: DueRestart) => readonly WorkMessage[];

const tenMinutesMs = 600_000;

/**
 * The batch of a restart. Its job is due at the second of its id. It may act for a cooldown, or for
 * ten minutes where that is longer.
 */
export const restartMessages: RestartMessages = ({ restart, policy, job, account, region, instances }) => {
  const scheduledAt = job.slice(job.lastIndexOf('/') + 1);
  const { whenStopped, whenRunning, force, forceAfterMs, cooldownMs } = policy;
  const expiresAfterMs = Math.max(cooldownMs, tenMinutesMs);
  const batch: Batch = {
    version: 1,
    job: { id: job, schedule: null, restart, action: 'restart', scheduledAt },
    account,
    region,
    options: {
      action: 'restart',
      batchMode: 'SuccessFirst',
      dryRun: false,
      expiresAfterMs,
      confirmWithinMs: tenMinutesMs + forceAfterMs,
      whenStopped,
      whenRunning,
      force,
      forceAfterMs,
      cooldownMs,
    },
    told: null,
    deadline: new Date(Date.parse(scheduledAt) + expiresAfterMs).toISOString(),
    attempt: 0,
    phase: 'act',
    looks: 0,
    instances: instances.map(freshInstance),
  };
  return [batch];
};
