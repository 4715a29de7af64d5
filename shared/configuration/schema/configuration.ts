import * as z from 'zod/mini';
import type { Configuration } from '../../contract/compiled-configuration.ts';
import { providerNames } from '../../domain/vocabulary.ts';
import { compileCalendars } from '../calendars/compile-calendars.ts';
import { readEndpoint } from '../texts/endpoint.ts';
import { readEmail, readKmsKey, readSecretName } from '../texts/field-text.ts';
import { compileSchedule } from './compile-schedule.ts';
import { calendar } from './source-calendar.ts';
import { sourceSchedule } from './source-schedule.ts';
import { choice, fullMapping, mapping, readText } from './source-schema.ts';

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

const email = readText(readEmail, 'write an address such as ops@example.com');

/**
 * The shape of `reveille.yaml` as a person writes it, each text read to its meaning. Messages say what would be right. What concerns more
 * than one value (unknown accounts, regions, ids listed twice) is not looked at here.
 */
export const sourceConfiguration = mapping({
  accounts: fullMapping(account, 'name at least one account'),
  calendars: z._default(z.record(z.string(), calendar, { error: 'write a mapping such as { cn: { country: CN } }' }), {}),
  schedules: fullMapping(sourceSchedule, 'name at least one schedule'),
  alerts: z._default(mapping({ email: z._default(z.array(email, { error: 'write a list of addresses' }), []) }), { email: [] }),
});

/** A read `reveille.yaml` with its own words; durations are already milliseconds. */
export type SourceConfiguration = z.output<typeof sourceConfiguration>;

/** The value every other part works with: durations under their compiled names, calendars as tables, every default filled in. */
export function compileConfiguration({ accounts, calendars, schedules, alerts }: SourceConfiguration): Configuration {
  const compiled = Object.entries(schedules).map(([name, value]) => [name, compileSchedule(value)] as const);
  return { accounts, calendars: compileCalendars(calendars), schedules: Object.fromEntries(compiled), alerts };
}
