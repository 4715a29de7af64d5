import * as z from 'zod/mini';
import { batchModes, providerNames } from '../domain/vocabulary.ts';

/**
 * A named login at one provider. `secret` is a Secrets Manager name; `endpoint` an origin that replaces the provider's hosts; `limits`
 * are requests a second that replace the provider's default.
 */
export const account = z.strictObject({
  provider: z.enum(providerNames),
  secret: z.string(),
  kmsKey: z.optional(z.string()),
  endpoint: z.optional(z.string()),
  limits: z.optional(z.strictObject({ start: z.optional(z.number()), describe: z.optional(z.number()) })),
});
export type Account = z.infer<typeof account>;

/** Some instances of one account and region; `region` is null where the provider has none. */
export const target = z.strictObject({
  account: z.string(),
  region: z.nullable(z.string()),
  instances: z.array(z.string()),
  initLocalDisk: z.boolean(),
});
export type Target = z.infer<typeof target>;

/** A schedule with every default filled in and durations in milliseconds. `cron` is EventBridge's six fields without `cron(…)`. */
export const schedule = z.strictObject({
  timezone: z.string(),
  start: z.strictObject({ cron: z.string() }),
  expiresAfterMs: z.int(),
  confirmWithinMs: z.int(),
  dryRun: z.boolean(),
  batchMode: z.enum(batchModes),
  targets: z.array(target),
});
export type Schedule = z.infer<typeof schedule>;

/** What a `reveille.yaml` means: the value every other part works with. */
export const configuration = z.strictObject({
  accounts: z.record(z.string(), account),
  schedules: z.record(z.string(), schedule),
  alerts: z.strictObject({ email: z.array(z.string()) }),
});
export type Configuration = z.infer<typeof configuration>;

/** The part of the configuration that lies in the dispatch function's bundle as configuration.json. */
export const dispatchConfiguration = z.strictObject({
  accounts: z.record(z.string(), z.strictObject({ provider: z.enum(providerNames) })),
  schedules: z.record(z.string(), schedule),
});
export type DispatchConfiguration = z.infer<typeof dispatchConfiguration>;

/** The part that lies in a power function's bundle as configuration.json: its own provider's accounts and nothing else. */
export const powerConfiguration = z.strictObject({ accounts: z.record(z.string(), account) });
export type PowerConfiguration = z.infer<typeof powerConfiguration>;
