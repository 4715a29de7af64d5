import type { Account } from '../../shared/contract/compiled-configuration.ts';
import { secretOf } from '../../shared/contract/secret.ts';
import { policyOf } from '../../shared/domain/failure.ts';
import { type SecretReader, SecretUnusable } from '../../shared/lambda/secret-reader.ts';
import { ProviderFailure } from '../../shared/providers/provider.ts';

/** Gives a step the credentials of its account; a step refused for them runs once more with the secret read anew. */
export type WithCredentials = <T>(step: (credentials: unknown) => Promise<T>) => Promise<T>;

/**
 * Credentials for one account. The first refusal reads the secret once more, because a key may just have been rotated; a second one
 * is thrown. A secret that is missing, denied or incomplete is a ProviderFailure of the whole account that names the secret, never its value.
 */
export function credentialsOf(account: Account, read: SecretReader): WithCredentials {
  return async (step) => {
    try {
      return await step(await parsed(account, read, false));
    } catch (error) {
      if (!(error instanceof ProviderFailure) || !policyOf(error.failure).freshCredentials) throw error;
      return await step(await parsed(account, read, true));
    }
  };
}

async function parsed(account: Account, read: SecretReader, fresh: boolean): Promise<unknown> {
  try {
    const secret = secretOf[account.provider].safeParse(await read(account.secret, fresh));
    if (secret.success) return secret.data;
    const fields = secret.error.issues.map((issue) => issue.path.join('.') || '(the whole)').join(', ');
    throw new SecretUnusable(`secret ${account.secret} lacks usable fields for ${account.provider}: ${fields}`);
  } catch (error) {
    if (!(error instanceof SecretUnusable)) throw error;
    throw new ProviderFailure(
      { kind: 'account', code: 'Reveille.SecretUnusable', message: error.message, requestId: null },
      { cause: error },
    );
  }
}
