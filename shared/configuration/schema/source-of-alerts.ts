import * as z from 'zod/mini';
import type { Source } from '../../contract/compiled-restarts.ts';
import { sourceKinds } from '../../domain/vocabulary.ts';
import { readKmsKey, readLabelName, readSecretName } from '../texts/field-text.ts';
import { choice, described, mapping, readText } from './source-schema.ts';
import { instanceId } from './source-target.ts';

const fixNames = 'write a mapping such as { web-1-down: i-bp1example1 }';

/**
 * A source of alerts as a person writes it, each text read to its meaning. A rule checks that it
 * has a secret, or is of the kind that needs none.
 */
export const sourceOfAlerts = mapping({
  kind: described(
    'What sends the alerts: alertmanager, grafana, cloudwatch, cloudmonitor, tencent-monitor, uptime-kuma or reveille (our own format).',
    choice(sourceKinds),
  ),
  secret: described(
    'Name of the Secrets Manager secret that holds its token or hmacKey. All but cloudwatch need it.',
    z.optional(readText(readSecretName, 'write the name of the Secrets Manager secret, such as reveille/prometheus')),
  ),
  kmsKey: described(
    'ARN of the KMS key, if the secret is encrypted with a key of its own.',
    z.optional(readText(readKmsKey, 'write the ARN of the KMS key')),
  ),
  idLabel: described(
    'Label of an alert that holds the id of the machine. Default instance_id.',
    z._default(readText(readLabelName, 'write the name of a label, such as instance_id'), 'instance_id'),
  ),
  names: described(
    'Where alerts do not have the id: name of an alarm or monitor, and the id of its machine.',
    z._default(z.record(z.string(), instanceId, { error: fixNames }), {}),
  ),
});

/** A source of alerts with each text read to its meaning. */
export type SourceOfAlerts = z.output<typeof sourceOfAlerts>;

/** What a source of alerts means: `secret` null where there is none. */
export function compileSource({ secret, ...same }: SourceOfAlerts): Source {
  return { ...same, secret: secret ?? null };
}
