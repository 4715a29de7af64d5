import * as z from 'zod/mini';
import type { Batch, Find, WorkMessage } from '../domain/batch.ts';
import { batchModes, powerActions, stopModes } from '../domain/vocabulary.ts';
import { selection } from './selection.ts';

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
  fellBackAt: z.nullable(instant),
  forced: z.boolean(),
  last: z.nullable(z.strictObject(problem)),
});

const work = {
  version: z.literal(1),
  job: z.strictObject({ id: z.string(), schedule: z.string(), action: z.enum(powerActions), scheduledAt: instant }),
  account: z.string(),
  region: z.nullable(z.string()),
  options: z.strictObject({
    batchMode: z.enum(batchModes),
    dryRun: z.boolean(),
    initLocalDisk: z.boolean(),
    stopMode: z.enum(stopModes),
    force: z.boolean(),
    forceAfterMs: count,
    expiresAfterMs: count,
    confirmWithinMs: count,
  }),
  speaksForAccount: z.boolean(),
  deadline: z.nullable(instant),
  attempt: count,
  failures: z.optional(z.array(z.strictObject({ ...problem, instanceId: z.string(), verdict: z.enum(['rejected', 'expired']) }))),
};

/** A {@link Batch} as JSON. Unknown or missing fields are refused. */
export const batchMessage = z.strictObject({
  ...work,
  phase: z.enum(['act', 'confirm']),
  looks: count,
  instances: z.array(instance).check(z.minLength(1), z.maxLength(100)),
}) satisfies z.ZodMiniType<Batch>;

/** A {@link Find} as JSON. Unknown or missing fields are refused. */
export const findMessage = z.strictObject({
  ...work,
  phase: z.literal('find'),
  selection,
  cursor: z.nullable(z.string()),
  total: z.nullable(count),
  found: z.array(z.string()),
  matched: count,
  last: z.nullable(z.strictObject(problem)),
}) satisfies z.ZodMiniType<Find>;

/** A message on a work queue, and a dead letter. */
export const workMessage = z.discriminatedUnion('phase', [batchMessage, findMessage]) satisfies z.ZodMiniType<WorkMessage>;
