import type { Batch, LetterReason } from '../../shared/domain/batch.ts';
import { freshInstance } from '../../shared/domain/batch.ts';

/** The body of a dead letter of a schedule `hours` on Alibaba, with one reason per instance. */
export function letterBody(failures: Readonly<Record<string, string>>, changes: Partial<Batch> = {}): string {
  const scheduledAt = '2026-11-23T00:30:00Z';
  const reasons = Object.entries(failures).map(
    ([instanceId, code]): LetterReason => ({ instanceId, verdict: 'rejected', code, message: 'the\nreason', requestId: null }),
  );
  const batch: Batch = {
    version: 1,
    job: { id: `hours/start/${scheduledAt}`, schedule: 'hours', action: 'start', scheduledAt },
    account: 'ali-prod',
    region: 'cn-hangzhou',
    options: {
      batchMode: 'SuccessFirst',
      dryRun: false,
      initLocalDisk: false,
      expiresAfterMs: 3_600_000,
      confirmWithinMs: 900_000,
    },
    phase: 'act',
    speaksForAccount: true,
    deadline: null,
    attempt: 0,
    looks: 0,
    instances: Object.keys(failures).map(freshInstance),
    failures: reasons,
    ...changes,
  };
  return JSON.stringify(batch);
}
