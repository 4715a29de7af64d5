import * as z from 'zod/mini';
import { batchModes, providerNames } from '../domain/vocabulary.ts';
import type { Configuration, Schedule } from './compiled-configuration.ts';
import { readDuration } from './duration.ts';
import { readEndpoint } from './endpoint.ts';
import { readCron, readEmail, readInstanceId, readKmsKey, readSecretName } from './field-text.ts';
import { choice, fullList, fullMapping, mapping, readText } from './source-schema.ts';
import { readTimeZone } from './time-zone.ts';

const flag = z.boolean({ error: 'write true or false' });

// With less than one a second a start could never follow its dry run within an invocation.
const fixRate = 'write requests per second, from 1 to 1000';
const rate = z.number({ error: fixRate }).check(z.refine((value) => value >= 1 && value <= 1_000, { error: fixRate }));

const account = mapping({
  provider: choice(providerNames),
  secret: readText(readSecretName, 'write the name of the Secrets Manager secret, such as reveille/ali-prod'),
  kmsKey: z.optional(readText(readKmsKey, 'write the ARN of the KMS key')),
  endpoint: z.optional(readText(readEndpoint, 'write an origin such as https://ecs.example.com')),
  limits: z.optional(mapping({ start: z.optional(rate), describe: z.optional(rate) })),
});

const instanceId = readText(
  readInstanceId,
  'write the instance id as text',
  'put it in quotes, {written}, so that it stays as it is',
);

const target = mapping({
  account: z.string({ error: 'write the name of an account' }),
  region: z.optional(z.string({ error: 'write a region such as cn-hangzhou' })),
  instances: fullList(instanceId, 'write a list with at least one instance id'),
  initLocalDisk: z._default(flag, false),
});

const duration = readText(readDuration, 'write one number and a unit, such as 60m');

const schedule = mapping({
  timezone: z._default(readText(readTimeZone, 'write an IANA time zone such as Asia/Shanghai'), 'UTC'),
  start: mapping({ cron: readText(readCron, 'write six cron fields in quotes, such as "30 8 ? * MON-FRI *"') }),
  expiresAfter: z._default(duration, 60 * 60_000),
  confirmWithin: z._default(duration, 15 * 60_000),
  dryRun: z._default(flag, false),
  batchMode: z._default(choice(batchModes), 'SuccessFirst'),
  targets: fullList(target, 'write a list with at least one target'),
});

const email = readText(readEmail, 'write an address such as ops@example.com');

/**
 * The shape of `reveille.yaml` as a person writes it, each text read to its meaning. Messages say what would be right. What concerns more
 * than one value (unknown accounts, regions, ids listed twice) is not looked at here.
 */
export const sourceConfiguration = mapping({
  accounts: fullMapping(account, 'name at least one account'),
  schedules: fullMapping(schedule, 'name at least one schedule'),
  alerts: z._default(mapping({ email: z._default(z.array(email, { error: 'write a list of addresses' }), []) }), { email: [] }),
});

/** A read `reveille.yaml` with its own words; durations are already milliseconds. */
export type SourceConfiguration = z.output<typeof sourceConfiguration>;

/** The value every other part works with: durations under their compiled names, `region` null where there is none. */
export function compileConfiguration(source: SourceConfiguration): Configuration {
  const schedules = Object.entries(source.schedules).map(([name, value]) => [name, compileSchedule(value)] as const);
  return { accounts: source.accounts, schedules: Object.fromEntries(schedules), alerts: source.alerts };
}

function compileSchedule(source: SourceConfiguration['schedules'][string]): Schedule {
  const { expiresAfter, confirmWithin, targets, ...same } = source;
  return {
    ...same,
    expiresAfterMs: expiresAfter,
    confirmWithinMs: confirmWithin,
    targets: targets.map((each) => ({ ...each, region: each.region ?? null })),
  };
}
