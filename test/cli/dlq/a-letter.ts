import { type Batch, type Find, freshInstance, type LetterReason } from '../../../shared/domain/batch.ts';
import type { StartBatchOptions } from '../../../shared/domain/batch-options.ts';

const scheduledAt = '2026-11-23T00:30:00Z';

/** What a schedule asks of a start when it says nothing. */
export const usualOptions: StartBatchOptions = {
  action: 'start',
  batchMode: 'SuccessFirst',
  dryRun: false,
  initLocalDisk: false,
  expiresAfterMs: 3_600_000,
  confirmWithinMs: 900_000,
};

const common = {
  version: 1,
  job: { id: `hours/start/${scheduledAt}`, schedule: 'hours', action: 'start', scheduledAt },
  account: 'ali-prod',
  region: 'cn-hangzhou',
  options: usualOptions,
  told: null,
  deadline: null,
  attempt: 0,
} as const;

/** The body of a dead letter of a schedule `hours` on Alibaba, with one reason per instance. */
export function letterBody(failures: Readonly<Record<string, string>>, changes: Partial<Batch> = {}): string {
  const instances = Object.keys(failures).map(freshInstance);
  const batch: Batch = { ...common, phase: 'act', looks: 0, instances, failures: reasons(failures), ...changes };
  return JSON.stringify(batch);
}

/**
 * The body of a dead letter of a find of the same schedule, for `power=hours`, that failed with a
 * code.
 */
export function findBody(code: string | null, changes: Partial<Find> = {}): string {
  const find: Find = {
    ...common,
    phase: 'find',
    selection: { tags: { power: 'hours' }, resourceGroup: null, maxMatches: null },
    cursor: null,
    total: null,
    held: [],
    matched: 0,
    last: null,
    ...(code === null ? {} : { failures: reasons({ 'power=hours': code }) }),
    ...changes,
  };
  return JSON.stringify(find);
}

function reasons(failures: Readonly<Record<string, string>>): LetterReason[] {
  return Object.entries(failures).map(([instanceId, code]) => ({
    instanceId,
    verdict: 'rejected',
    code,
    message: 'the\nreason',
    requestId: null,
  }));
}
