import type { Account } from '../../shared/contract/compiled-configuration.ts';
import { secretOf, unsendableKey } from '../../shared/contract/secret.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import { type Failure, policyOf } from '../../shared/domain/failure.ts';
import type { Setting } from '../../shared/domain/moment.ts';
import type { Answer, Port } from '../../shared/domain/port.ts';
import { type SecretReader, SecretUnusable } from '../../shared/lambda/secret-reader.ts';
import { type CallContext, type PowerProvider, ProviderFailure } from '../../shared/providers/provider.ts';
import type { RestartMemory } from './restart-memory.ts';

/** What the messages of a power function are carried out with. */
export interface PowerDeps extends Setting {
  readonly provider: PowerProvider<unknown>;
  readonly accounts: Readonly<Record<string, Account>>;
  readonly readSecret: SecretReader;
  readonly memory: RestartMemory;
}

/**
 * The provider as one message may call it: with the credentials of its account, in its region,
 * until `signal` ends. A failure when this deployment has no such account. Secrets Manager out of
 * reach is thrown by each call, so that SQS delivers the message again.
 */
export function portOf(message: WorkMessage, deps: PowerDeps, signal: AbortSignal): Port | Failure {
  const { account: name, region } = message;
  const account = Object.hasOwn(deps.accounts, name) ? deps.accounts[name] : undefined;
  if (account === undefined) {
    const text = `this deployment has no account "${name}"`;
    return { kind: 'account', code: 'Reveille.UnknownAccount', message: text, requestId: null };
  }
  const { provider, readSecret } = deps;
  const { preCheck } = provider;
  const call = <T>(send: (context: CallContext<unknown>) => Promise<T>): Promise<Answer<T>> =>
    withCredentials(account, readSecret, (credentials) =>
      send({ account: name, credentials, region, endpoint: account.endpoint, signal }),
    );
  return {
    absentMeans: provider.absentMeans,
    observe: (ids) => call((context) => provider.observe(ids, context)),
    find: (selection, cursor) => call((context) => provider.find(selection, cursor, context)),
    preCheck: preCheck && ((ids, options) => call((context) => preCheck(ids, options, context))),
    act: (ids, options) => call((context) => provider.act(ids, options, context)),
    permits: deps.memory.permitsOf(message),
  };
}

/**
 * Sends with the credentials of the account. A refusal of the credentials reads the secret once
 * more, because a key may just have been rotated; a second refusal stands. A secret that is
 * missing, denied or incomplete fails the whole account; the message names the secret and its
 * fields, never a value.
 */
async function withCredentials<T>(
  account: Account,
  read: SecretReader,
  send: (credentials: unknown) => Promise<T>,
): Promise<Answer<T>> {
  const first = await answerOf(async () => send(await credentialsIn(account, read, false)));
  if (!('failure' in first) || !policyOf(first.failure).freshCredentials) return first;
  return answerOf(async () => send(await credentialsIn(account, read, true)));
}

/** What the provider throws as a value; anything else stays thrown. */
async function answerOf<T>(call: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await call() };
  } catch (error) {
    if (error instanceof ProviderFailure) return { failure: error.failure };
    throw error;
  }
}

async function credentialsIn(account: Account, read: SecretReader, fresh: boolean): Promise<unknown> {
  try {
    const secret = secretOf[account.provider].safeParse(await read(account.secret, fresh));
    if (secret.success) return secret.data;
    const fields = secret.error.issues.map(({ path, message }) => {
      const field = path.join('.') || '(the whole)';
      return message === unsendableKey ? `${field} (${unsendableKey})` : field;
    });
    throw new SecretUnusable(`secret ${account.secret} lacks usable fields for ${account.provider}: ${fields.join(', ')}`);
  } catch (error) {
    if (!(error instanceof SecretUnusable)) throw error;
    const failure = { kind: 'account', code: 'Reveille.SecretUnusable', message: error.message, requestId: null } as const;
    throw new ProviderFailure(failure, { cause: error });
  }
}
