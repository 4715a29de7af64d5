import * as z from 'zod/mini';
import { batchModes, providerNames, stopModes } from '../domain/vocabulary.ts';
import { dayTable, timed } from './compiled-hours.ts';
import { restart, source } from './compiled-restarts.ts';
import { selection } from './selection.ts';

/**
 * A named login at one provider. `secret` is a Secrets Manager name. `endpoint` is an origin that
 * replaces the provider's hosts. `limits` are requests a second that replace the provider's
 * default.
 */
export const account = z.strictObject({
  provider: z.enum(providerNames),
  secret: z.string(),
  kmsKey: z.optional(z.string()),
  endpoint: z.optional(z.string()),
  limits: z.optional(z.strictObject({ start: z.optional(z.number()), describe: z.optional(z.number()) })),
});

/** An account of a compiled configuration. */
export type Account = z.infer<typeof account>;

/**
 * Some instances of one account and region: by id, or by a selection (then `instances` is empty).
 * `region` is null where the provider has none. The stop options come from the target, or else
 * from its schedule.
 */
export const target = z.strictObject({
  account: z.string(),
  region: z.nullable(z.string()),
  instances: z.array(z.string()),
  selection: z.nullable(selection),
  initLocalDisk: z.boolean(),
  stopMode: z.enum(stopModes),
  force: z.boolean(),
  forceAfterMs: z.int(),
});

/** A target of a compiled configuration. */
export type Target = z.infer<typeof target>;

/**
 * A schedule with every default filled in and durations in milliseconds: its times (see
 * transition.ts), its targets and its options.
 */
export const schedule = z.strictObject({
  ...timed.shape,
  expiresAfterMs: z.strictObject({ start: z.int(), stop: z.int() }),
  confirmWithinMs: z.int(),
  dryRun: z.boolean(),
  batchMode: z.enum(batchModes),
  targets: z.array(target),
});

/** A schedule of a compiled configuration. */
export type Schedule = z.infer<typeof schedule>;

/** What a `reveille.yaml` means: the value that every other part works with. */
export const configuration = z.strictObject({
  accounts: z.record(z.string(), account),
  calendars: z.record(z.string(), dayTable),
  schedules: z.record(z.string(), schedule),
  sources: z.record(z.string(), source),
  restarts: z.record(z.string(), restart),
  alerts: z.strictObject({ email: z.array(z.string()), heartbeat: z.optional(z.string()) }),
});

/** A compiled configuration. */
export type Configuration = z.infer<typeof configuration>;

/**
 * The part of the configuration that lies in the dispatch function's bundle as configuration.json.
 */
export const dispatchConfiguration = z.strictObject({
  accounts: z.record(z.string(), z.strictObject({ provider: z.enum(providerNames) })),
  calendars: z.record(z.string(), dayTable),
  schedules: z.record(z.string(), schedule),
});

/** What dispatch reads from its bundle. */
export type DispatchConfiguration = z.infer<typeof dispatchConfiguration>;

/**
 * The part that lies in the watch function's bundle: the times of every schedule, the provider of
 * each account, and the address that is pinged; null for none.
 */
export const watchConfiguration = z.strictObject({
  accounts: dispatchConfiguration.shape.accounts,
  calendars: z.record(z.string(), dayTable),
  schedules: z.record(z.string(), timed),
  heartbeat: z.nullable(z.string()),
});

/** What the watch reads from its bundle. */
export type WatchConfiguration = z.infer<typeof watchConfiguration>;

/**
 * The part that lies in a power function's bundle as configuration.json: the accounts of its own
 * provider, and the times of every schedule. By these it knows whether a letter that was sent back
 * may still act, and it tells people local times.
 */
export const powerConfiguration = z.strictObject({
  accounts: z.record(z.string(), account),
  calendars: z.record(z.string(), dayTable),
  schedules: z.record(z.string(), timed),
});

/** What a power function reads from its bundle. */
export type PowerConfiguration = z.infer<typeof powerConfiguration>;

const listed = z.pick(target, { account: true, region: true, instances: true });

/**
 * The part that lies in the restart function's bundle: of a target it has only the ids it lists.
 */
export const restartConfiguration = z.strictObject({
  ...dispatchConfiguration.shape,
  schedules: z.record(z.string(), z.strictObject({ ...timed.shape, targets: z.array(listed) })),
  sources: z.record(z.string(), source),
  restarts: z.record(z.string(), restart),
});

/** What the restart function reads from its bundle. */
export type RestartConfiguration = z.infer<typeof restartConfiguration>;

/**
 * A source that sends requests, as ingest knows it: with the labels that its restarts match on, and
 * always with a secret.
 */
const sender = z.strictObject({
  ...z.omit(source, { kmsKey: true }).shape,
  secret: z.string(),
  labels: z.array(z.string()),
});

/** A source that sends requests. */
export type Sender = z.infer<typeof sender>;

/** The part that lies in the ingest function's bundle: the sources that send requests. */
export const ingestConfiguration = z.strictObject({ sources: z.record(z.string(), sender) });

/** What the ingest function reads from its bundle. */
export type IngestConfiguration = z.infer<typeof ingestConfiguration>;
