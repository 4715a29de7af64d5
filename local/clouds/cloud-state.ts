import * as z from 'zod/mini';
import { secretOf } from '../../shared/contract/secret.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';
import { cloudFacts } from './cloud-facts.ts';
import { instanceSpec } from './instance-spec.ts';

const provider = z.enum(providerNames);
const text = z.string().check(z.minLength(1, 'must not be empty'));
const count = z.int().check(z.minimum(1, 'must be at least 1'));
const httpStatus = z.int().check(z.minimum(200, 'must be at least 200'), z.maximum(599, 'must be at most 599'));

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('error'), status: httpStatus, code: text, message: z.string() }),
  z.strictObject({
    kind: z.literal('html'),
    status: httpStatus,
    body: z.string(),
    headers: z.optional(z.record(z.string(), z.string())),
  }),
  z.strictObject({ kind: z.literal('raw'), status: httpStatus, body: z.string() }),
  z.strictObject({ kind: z.literal('reset'), when: z.enum(['before', 'after']) }),
  z.strictObject({ kind: z.literal('hang') }),
  /** HTTP 200, then a byte now and then for as long as the caller listens. Nothing took effect. */
  z.strictObject({ kind: z.literal('trickle') }),
  /** HTTP 200 with that many bytes of blanks. Nothing took effect. */
  z.strictObject({ kind: z.literal('huge'), bytes: count }),
]);

function isAnswered(row: { readonly provider: ProviderName; readonly action: string }): boolean {
  return cloudFacts[row.provider].actions.some((name) => name === row.action);
}

const unknownAction = { path: ['action'], error: 'is not an action that this stand-in answers' };

const fallible = z
  .strictObject({ provider, action: z.string(), dryRun: z.optional(z.boolean()), times: z.optional(count), fault })
  .check(z.refine(isAnswered, unknownAction));

const limit = z
  .strictObject({ provider, action: z.string(), perSecond: z.number().check(z.positive('must be positive')) })
  .check(z.refine(isAnswered, unknownAction));

function eachOnce(rows: readonly { readonly provider: string; readonly id: string }[]): boolean {
  return new Set(rows.map((row) => `${row.provider}/${row.id}`)).size === rows.length;
}

/**
 * Everything the stand-in clouds start from: who may call, which instances there are, how they
 * misbehave.
 */
export const cloudState = z.strictObject({
  /** A provider missing here knows no key: it refuses every request. */
  credentials: z.optional(
    z.strictObject({
      alibaba: z.optional(z.strictObject(secretOf.alibaba.shape)),
      tencent: z.optional(z.strictObject(secretOf.tencent.shape)),
      zenlayer: z.optional(z.strictObject(secretOf.zenlayer.shape)),
    }),
  ),
  /**
   * `requests`: instances move one state per observation and timestamps are not checked. Default
   * `real`.
   */
  clock: z.optional(z.enum(['real', 'requests'])),
  /**
   * How many seconds the clouds' own clocks are ahead. They judge requests and date answers by
   * these clocks. Default 0.
   */
  clockSkewSeconds: z.optional(z.int()),
  /** The instances, each with its planned misbehaviour: instance-spec.ts. */
  instances: z.readonly(z.array(instanceSpec).check(z.refine(eachOnce, 'lists an instance twice'))),
  faults: z.optional(z.readonly(z.array(fallible))),
  limits: z.optional(z.readonly(z.array(limit))),
});

/** A state of the stand-in clouds that has passed the schema. */
export type CloudState = z.infer<typeof cloudState>;
/** One instance of a state and how it behaves. */
export type InstanceSpec = CloudState['instances'][number];
/** What goes wrong with the next calls of one action. */
export type PlannedFault = z.infer<typeof fallible>;
/** The calls of one action that are let through in a second. */
export type CallLimit = z.infer<typeof limit>;
