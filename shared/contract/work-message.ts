import * as z from 'zod/mini';
import type { Batch, Find, WorkMessage } from '../domain/batch.ts';
import { failedVerdicts } from '../domain/verdict.ts';
import { batchModes, powerActions, restartDeeds, stopModes, waysBack } from '../domain/vocabulary.ts';
import { selection } from './selection.ts';

const count = z.int().check(z.nonnegative());
const instant = z.iso.datetime();
const problem = { code: z.string(), message: z.string(), requestId: z.nullable(z.string()) };

const instance = z.object({
  id: z.string().check(z.minLength(1)),
  attempts: count,
  retries: count,
  acted: z.boolean(),
  answered: z.boolean(),
  restarts: count,
  acceptedAt: z.nullable(instant),
  acceptedBy: z.optional(z.string()),
  fellBackAt: z.nullable(instant),
  forced: z.boolean(),
  did: z.optional(z.enum(restartDeeds)),
  unsure: z.optional(z.boolean()),
  seenAway: z.optional(z.boolean()),
  notOurs: z.optional(z.boolean()),
  last: z.nullable(z.object(problem)),
});

const everyOption = { batchMode: z.enum(batchModes), dryRun: z.boolean(), expiresAfterMs: count, confirmWithinMs: count };
const startOption = { initLocalDisk: z.boolean() };
const stopOption = { stopMode: z.enum(stopModes), keeps: z.optional(z.boolean()), force: z.boolean(), forceAfterMs: count };
const restartOption = {
  whenStopped: z.enum(['start', 'leave']),
  whenRunning: z.enum(['reboot', 'leave']),
  force: z.boolean(),
  forceAfterMs: count,
  cooldownMs: count,
  within: z.optional(z.nullable(z.string())),
};
const options = z.discriminatedUnion('action', [
  z.object({ action: z.literal('start'), ...everyOption, ...startOption }),
  z.object({ action: z.literal('stop'), ...everyOption, ...stopOption }),
  z.object({ action: z.literal('restart'), ...everyOption, ...restartOption }),
]);

const rest = z.object({
  region: z.nullable(z.string()),
  options,
  instances: z.array(z.string()).check(z.maxLength(100)),
  selection: z.nullable(selection),
  acted: z.boolean(),
});

const work = {
  version: z.literal(1),
  job: z.object({
    id: z.string(),
    schedule: z.nullable(z.string()),
    restart: z.optional(z.string()),
    action: z.enum(powerActions),
    scheduledAt: instant,
  }),
  account: z.string(),
  region: z.nullable(z.string()),
  options,
  told: z.nullable(z.string()),
  rest: z.optional(z.array(rest)),
  deadline: z.nullable(instant),
  sentBack: z.optional(z.enum(waysBack)),
  attempt: count,
  failures: z.optional(z.array(z.object({ ...problem, instanceId: z.string(), verdict: z.enum(failedVerdicts) }))),
};

const batch = z.object({
  ...work,
  phase: z.enum(['act', 'confirm']),
  looks: count,
  instances: z.array(instance).check(z.minLength(1), z.maxLength(100)),
}) satisfies z.ZodMiniType<Batch>;

const find = z.object({
  ...work,
  phase: z.literal('find'),
  selection,
  cursor: z.nullable(z.string()),
  total: z.nullable(count),
  held: z.array(z.string()),
  matched: count,
  last: z.nullable(z.object(problem)),
  acted: z.optional(z.boolean()),
}) satisfies z.ZodMiniType<Find>;

/**
 * A message on a work queue, and a dead letter: a {@link Batch} or a {@link Find} as JSON. Missing
 * fields are refused, and options of another action than the job's. A field that nobody here knows
 * is passed over, so that a message of the next release is read after a rollback; what may not be
 * passed over, because it makes a message do less, needs another `version`. A selection is read
 * strictly for that reason. Messages of the version before are read too.
 */
export const workMessage = z.pipe(
  z.transform(fromVersionBefore),
  z.discriminatedUnion('phase', [batch, find]).check(
    z.refine(({ job, options: { action } }) => job.action === action, {
      path: ['options', 'action'],
      error: "must be the job's",
    }),
  ),
) satisfies z.ZodMiniType<WorkMessage>;

/**
 * In older messages one batch of an account spoke for it, and none knew what was told. Before that
 * the options were flat, with the options of the other action blanked, and the ids that a find
 * holds were called `found`. A dead letter may wait for 14 days, so all these shapes are read.
 */
function fromVersionBefore(body: unknown): unknown {
  if (!isObject(body)) return body;
  const { speaksForAccount, ...rest } = body;
  return fromFlatOptions(speaksForAccount === undefined ? body : { ...rest, told: null });
}

function fromFlatOptions(body: Readonly<Record<string, unknown>>): unknown {
  if (!isObject(body.options) || 'action' in body.options || !isObject(body.job)) return body;
  const { action } = body.job;
  const blanked = Object.keys(action === 'stop' ? startOption : stopOption);
  const own = Object.entries(body.options).filter(([name]) => !blanked.includes(name));
  const { found, ...rest } = body;
  return { ...rest, ...(found === undefined ? {} : { held: found }), options: { action, ...Object.fromEntries(own) } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
