import * as z from 'zod/mini';
import { providerNames } from '../../domain/vocabulary.ts';
import { readEndpoint, readHeartbeat } from '../texts/endpoint.ts';
import { readEmail, readKmsKey, readSecretName } from '../texts/field-text.ts';
import { calendar } from './source-calendar.ts';
import { sourceOfAlerts } from './source-of-alerts.ts';
import { sourceRestart } from './source-restart.ts';
import { sourceSchedule } from './source-schedule.ts';
import { bounded, choice, described, fullMapping, mapping, readText } from './source-schema.ts';

/** What an account, a calendar, a schedule, a source and a restart can be called. */
export const namePattern = '^[a-z][a-z0-9-]{0,39}$';
const named = { propertyNames: { pattern: namePattern } };

// Below one a second, a start could never follow its dry run within one invocation.
const fixRate = 'write a number of requests per second, from 1 to 1000';
const rate = () => z.optional(bounded(z.number({ error: fixRate }), 1, 1_000, fixRate));

/** What to write where schedules are needed. */
export const fixNoSchedule = 'name at least one schedule';

const account = mapping({
  provider: described('The cloud: alibaba, tencent or zenlayer.', choice(providerNames)),
  secret: described(
    "Name of the Secrets Manager secret that holds the account's key, such as reveille/ali-prod.",
    readText(readSecretName, 'write the name of the Secrets Manager secret, such as reveille/ali-prod'),
  ),
  kmsKey: described(
    'ARN of the KMS key, if the secret is encrypted with a key of its own.',
    z.optional(readText(readKmsKey, 'write the ARN of the KMS key')),
  ),
  endpoint: described(
    "Replaces the provider's own hosts: https://host, or http:// on this machine.",
    z.optional(readText(readEndpoint, 'write an origin such as https://ecs.example.com')),
  ),
  limits: described(
    'Requests a second that Reveille may send to this account.',
    z.optional(
      mapping(
        {
          start: described('Starts and stops a second. Default 10, on Zenlayer 5.', rate()),
          describe: described('Look-ups a second. Default 20, on Tencent 40, on Zenlayer 10.', rate()),
        },
        'write a mapping such as { start: 5, describe: 20 }',
      ),
    ),
  ),
});

const alerts = mapping({
  email: described(
    'Addresses that get a mail. SNS asks each of them to confirm first.',
    z._default(
      z.array(readText(readEmail, 'write an address such as ops@example.com'), {
        error: 'write a list of addresses such as [ops@example.com]',
      }),
      [],
    ),
  ),
  heartbeat: described(
    'An address outside AWS that gets a GET after each watch, every hour, and tells you when none comes.',
    z.optional(readText(readHeartbeat, 'write an address such as https://hc-ping.com/…')),
  ),
});

/**
 * The shape of `reveille.yaml` as a person writes it, each text read to its meaning. Messages say
 * what to write. The rules look at everything that needs more than one value: unknown accounts,
 * regions, ids listed twice.
 */
export const sourceConfiguration = mapping({
  accounts: described(
    'The accounts at the providers, by names of your own.',
    fullMapping(account, 'name at least one account'),
    named,
  ),
  calendars: described(
    'What `workdays` means, by names of your own.',
    z._default(z.record(z.string(), calendar, { error: 'write a mapping such as { cn: { country: CN } }' }), {}),
    named,
  ),
  schedules: described(
    'Which machines run when, by names of your own. Only a file with restarts may leave it out.',
    z._default(z.record(z.string(), sourceSchedule, { error: fixNoSchedule }), {}),
    named,
  ),
  sources: described(
    'What raises alerts, by names of your own. The name is a part of the address that alerts are sent to.',
    z._default(
      z.record(z.string(), sourceOfAlerts, {
        error: 'write a mapping such as { prometheus: { kind: alertmanager, secret: reveille/prometheus } }',
      }),
      {},
    ),
    named,
  ),
  restarts: described(
    'Which machines are started or rebooted when an alert says that they are down, by names of your own.',
    z._default(
      z.record(z.string(), sourceRestart, {
        error: 'write a mapping such as { web-down: { sources: [prometheus], targets: [{ … }] } }',
      }),
      {},
    ),
    named,
  ),
  alerts: described('Who is told when something fails.', z._default(alerts, { email: [] })),
});

/** What a `reveille.yaml` says, under the keys of the file; durations are milliseconds. */
export type SourceConfiguration = z.output<typeof sourceConfiguration>;
