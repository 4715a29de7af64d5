import * as z from 'zod/mini';
import type { Batch } from '../domain/batch.ts';
import { batchModes } from '../domain/vocabulary.ts';

const count = z.int().check(z.nonnegative());
const instant = z.iso.datetime();
const problem = { code: z.string(), message: z.string(), requestId: z.nullable(z.string()) };

const instance = z.strictObject({
  id: z.string().check(z.minLength(1)),
  attempts: count,
  retries: count,
  acted: z.boolean(),
  answered: z.boolean(),
  restarts: count,
  acceptedAt: z.nullable(instant),
  stoppedAt: z.nullable(instant),
  last: z.nullable(z.strictObject(problem)),
});

/** A message on a work queue, and a dead letter: a {@link Batch} as JSON. Unknown or missing fields are refused. */
export const batchMessage = z.strictObject({
  version: z.literal(1),
  job: z.strictObject({ id: z.string(), schedule: z.string(), action: z.literal('start'), scheduledAt: instant }),
  account: z.string(),
  region: z.nullable(z.string()),
  options: z.strictObject({
    batchMode: z.enum(batchModes),
    dryRun: z.boolean(),
    initLocalDisk: z.boolean(),
    expiresAfterMs: count,
    confirmWithinMs: count,
  }),
  phase: z.enum(['act', 'confirm']),
  speaksForAccount: z.boolean(),
  deadline: z.nullable(instant),
  attempt: count,
  looks: count,
  instances: z.array(instance).check(z.minLength(1), z.maxLength(100)),
  failures: z.optional(z.array(z.strictObject({ ...problem, instanceId: z.string(), verdict: z.enum(['rejected', 'expired']) }))),
}) satisfies z.ZodMiniType<Batch>;
