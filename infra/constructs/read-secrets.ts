import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** The name of a secret in Secrets Manager, and the ARN of its own key, where it has one. */
export interface StoredSecret {
  readonly secret: string;
  readonly kmsKey?: string | undefined;
}

/**
 * Lets a function read these secrets, which exist already and are only named here: no value ever
 * enters the template. For a secret with a key of its own the function may also decrypt with that
 * key, through Secrets Manager only.
 */
export function grantReadSecrets(to: Construct & IGrantable, stored: readonly StoredSecret[]): void {
  const stack = Stack.of(to);
  // Secrets Manager appends a hyphen and six characters to the name (Secrets Manager user guide,
  // "secret ARN"). Six question marks match these, and do not match a longer name.
  const secrets = sorted(stored.map(({ secret }) => secret)).map((name) =>
    stack.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${name}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );
  Grant.addToPrincipal({ grantee: to, actions: ['secretsmanager:GetSecretValue'], resourceArns: secrets });
  const keys = sorted(stored.flatMap(({ kmsKey }) => kmsKey ?? []));
  if (keys.length === 0) return;
  Grant.addToPrincipal({
    grantee: to,
    actions: ['kms:Decrypt'],
    resourceArns: keys,
    conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${stack.region}.amazonaws.com` } },
  });
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
