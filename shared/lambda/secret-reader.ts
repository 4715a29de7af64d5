import { GetParameterError } from '@aws-lambda-powertools/parameters/errors';
import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { parseSecretText } from '../contract/secret.ts';

/** A rotated key is picked up after this long even when the old one still works. */
const maxAgeSeconds = 300;

/**
 * A secret that is missing, unreadable or denied, until a person acts. The message never holds the
 * secret's value.
 */
export class SecretUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SecretUnusable';
  }
}

/**
 * Reads a secret's current JSON object by name. `fresh` skips the cache: after an authentication
 * failure the key may be a new one.
 */
export type SecretReader = (name: string, fresh: boolean) => Promise<unknown>;

/**
 * A reader with a cache per environment. Throws {@link SecretUnusable} when the secret is missing,
 * denied or not JSON; any other failure of Secrets Manager is thrown as it is, so that the message
 * is delivered again.
 */
export function secretReader(client: SecretsManagerClient): SecretReader {
  const provider = new SecretsProvider({ awsSdkV3Client: client });
  return async (name, fresh) => {
    const text = await provider.get(name, { maxAge: maxAgeSeconds, forceFetch: fresh }).catch((error: unknown) => {
      throw isFinal(error) ? new SecretUnusable(`secret ${name} cannot be read: ${nameOf(error)}`, { cause: error }) : error;
    });
    if (typeof text !== 'string') throw new SecretUnusable(`secret ${name} holds no text`);
    try {
      return parseSecretText(text);
    } catch {
      // The parser's own message quotes the text, which is the secret.
      const why = text.includes('\0') ? '; it has NUL characters, as a file saved as UTF-16 has: save it as UTF-8' : '';
      throw new SecretUnusable(`secret ${name} is not JSON${why}`);
    }
  };
}

const finalNames: ReadonlySet<string> = new Set([
  'ResourceNotFoundException',
  'AccessDeniedException',
  'DecryptionFailure',
  'InvalidRequestException',
]);

function isFinal(error: unknown): boolean {
  return finalNames.has(nameOf(error));
}

function nameOf(error: unknown): string {
  const cause = error instanceof GetParameterError ? error.cause : error;
  return cause instanceof Error ? cause.name : 'unknown error';
}
