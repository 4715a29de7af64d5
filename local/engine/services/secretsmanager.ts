import { createHash, randomUUID } from 'node:crypto';
import type { Operation, Service, WireReply } from '../gateway/service.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { localArn } from '../locality.ts';
import type { AwsService } from './aws-service.ts';

/**
 * Secrets Manager: GetSecretValue of the secrets that the engine is given. Nobody's template holds
 * a secret, so it has no resources.
 */
export const secretsmanager = {
  resources: {},
  policies: null,
  operations: ({ secrets, clock }) => new SecretService(secrets, clock.now),
  deploy: async () => ({ works: [] }),
} satisfies AwsService;

const json = { 'content-type': 'application/x-amz-json-1.1' };

/**
 * Secrets Manager: GetSecretValue of secrets given by name; `ARN` and `Name` are accepted as
 * SecretId.
 */
class SecretService implements Service {
  readonly #secrets: Readonly<Record<string, unknown>>;
  readonly #now: () => number;

  /** `secrets`: name → object served as the JSON text of SecretString. */
  constructor(secrets: Readonly<Record<string, unknown>>, now: () => number) {
    this.#secrets = secrets;
    this.#now = now;
  }

  read({ target, body }: { target: string | undefined; body: string }): Operation {
    const action = (target ?? '').replace('secretsmanager.', '');
    if (action !== 'GetSecretValue')
      throw new ServiceError('InvalidAction', `The local engine does not know secretsmanager ${action}`);
    return { action, input: JSON.parse(body) as Record<string, unknown> };
  }

  permission({ input }: Operation): { action: string; resource: string } {
    return { action: 'secretsmanager:GetSecretValue', resource: secretArn(this.#nameOf(input)) };
  }

  async perform({ input }: Operation): Promise<WireReply> {
    const name = this.#nameOf(input);
    const secret = Object.hasOwn(this.#secrets, name) ? this.#secrets[name] : undefined;
    if (secret === undefined)
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    const body = {
      ARN: secretArn(name),
      Name: name,
      VersionId: randomUUID(),
      VersionStages: ['AWSCURRENT'],
      SecretString: JSON.stringify(secret),
      CreatedDate: Math.floor(this.#now() / 1000),
    };
    return { status: 200, headers: json, body: JSON.stringify(body) };
  }

  refuse(error: ServiceError): WireReply {
    return { status: error.status, headers: json, body: JSON.stringify({ __type: error.code, Message: error.message }) };
  }

  denied(message: string): ServiceError {
    return new ServiceError('AccessDeniedException', message);
  }

  #nameOf(input: Operation['input']): string {
    const id = String(input.SecretId);
    return Object.keys(this.#secrets).find((name) => secretArn(name) === id) ?? id;
  }
}

// Every secret's ARN ends in six random characters (Secrets Manager user guide), which policies
// match by `-??????`.
function secretArn(name: string): string {
  return localArn('secretsmanager', `secret:${name}-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`);
}
