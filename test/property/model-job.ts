import type { Batch } from '../../shared/domain/batch.ts';
import { cutJob } from '../../shared/domain/cut-job.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { Draw } from './draw.ts';
import { drawMachine, type ModelMachine } from './model-machine.ts';

/** A job of the model: its batches as dispatch would send them at `sentAt` (epoch milliseconds), and the machines they are about. */
export interface ModelJob {
  readonly provider: ProviderName;
  readonly sentAt: number;
  readonly batches: readonly Batch[];
  readonly machines: ReadonlyMap<string, ModelMachine>;
}

/** A job due at `now`, with one to three batches, and machines that nobody asked to start beside those it is about. */
export function drawJob(draw: Draw, now: number): ModelJob {
  const provider = draw.pick(['alibaba', 'tencent', 'zenlayer'] as const);
  const ids = Array.from({ length: draw.whole(1, draw.pick([2, 6, 12])) }, (_, n) => `i-${n}`);
  const machines = new Map([...ids, 'i-other'].map((id) => [id, drawMachine(id, draw, now)]));
  const together = provider === 'alibaba' && draw.chance(0.2);
  const wiping = provider === 'alibaba' && !together && draw.chance(0.4);
  const regions = Array.from({ length: draw.whole(1, 3) }, (_, n) => `region-${n}`);
  const regionOf = (index: number) => regions[index % regions.length] ?? null;
  const schedule = {
    expiresAfterMs: draw.pick([60_000, 600_000, 3_600_000]),
    confirmWithinMs: draw.pick([60_000, 900_000]),
    dryRun: draw.chance(0.1),
    batchMode: together ? ('AllTogether' as const) : ('SuccessFirst' as const),
    targets: ids.map((id, n) => ({ account: 'it', region: regionOf(n), instances: [id], initLocalDisk: wiping })),
  };
  const due = { schedule: 'hours', action: 'start' as const, scheduledAt: new Date(now).toISOString() };
  const redriven = draw.chance(0.15);
  const batches = cutJob(due, schedule).map((batch) => (redriven ? { ...batch, deadline: null } : batch));
  return { provider, sentAt: now, batches, machines };
}
