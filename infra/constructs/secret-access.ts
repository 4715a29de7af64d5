import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Account } from '../../shared/contract/compiled-configuration.ts';

/**
 * Lets a function read the secrets of these accounts, which exist already and are only named here: no value ever enters the
 * template. Accounts with a key of their own also get its Decrypt, through Secrets Manager only.
 */
export function grantReadSecrets(to: Construct & IGrantable, accounts: readonly Account[]): void {
  const stack = Stack.of(to);
  // Secrets Manager appends a hyphen and six characters to the name (Secrets Manager user guide, "secret ARN"); six question
  // marks match these and no longer name.
  const secrets = sorted(accounts.map(({ secret }) => secret)).map((name) =>
    stack.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${name}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );
  Grant.addToPrincipal({ grantee: to, actions: ['secretsmanager:GetSecretValue'], resourceArns: secrets });
  const keys = sorted(accounts.flatMap(({ kmsKey }) => kmsKey ?? []));
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
