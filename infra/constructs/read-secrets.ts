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
 * enters the template. Only the function's own code may: its credentials are worth nothing elsewhere.
 * For a secret with a key of its own the function may also decrypt with that key, through Secrets
 * Manager only.
 */
export function grantReadSecrets(to: Construct & IGrantable, functionName: string, stored: readonly StoredSecret[]): void {
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
  // By its name: the function waits for this policy, so the policy cannot refer to the function.
  const functionArn = stack.formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: functionName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  Grant.addToPrincipal({
    grantee: to,
    actions: ['secretsmanager:GetSecretValue'],
    resourceArns: secrets,
    conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
  });
  const keys = sorted(stored.flatMap(({ kmsKey }) => kmsKey ?? []));
  if (keys.length === 0) return;
  Grant.addToPrincipal({
    grantee: to,
    actions: ['kms:Decrypt'],
    resourceArns: keys,
    conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${stack.region}.${stack.urlSuffix}` } },
  });
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
