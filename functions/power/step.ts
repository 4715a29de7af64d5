import type { Account } from '../../shared/contract/compiled-configuration.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { Moment } from '../../shared/domain/outcome.ts';
import type { SecretReader } from '../../shared/lambda/secret-reader.ts';
import { type CallContext, type PowerProvider, ProviderFailure } from '../../shared/providers/provider.ts';
import { credentialsOf, type WithCredentials } from './credentials.ts';

/** What carrying out a message needs. `now` in epoch milliseconds, `random` in [0, 1). */
export interface CarryOutDeps {
  readonly provider: PowerProvider<unknown>;
  readonly accounts: Readonly<Record<string, Account>>;
  readonly readSecret: SecretReader;
  readonly now: () => number;
  readonly random: () => number;
}

/** One step of a message: what it is about, when it is decided, and how its provider is asked. */
export interface Step<Message extends WorkMessage> {
  readonly message: Message;
  readonly moment: Moment;
  readonly provider: PowerProvider<unknown>;
  readonly withCredentials: WithCredentials;
  readonly contextOf: (credentials: unknown) => CallContext<unknown>;
}

/** A step of a message for its account, or the failure that this deployment has no such account. */
export function stepOf<Message extends WorkMessage>(
  message: Message,
  moment: Moment,
  deps: CarryOutDeps,
  signal: AbortSignal,
): Step<Message> | Failure {
  const { account: name, region } = message;
  const account = Object.hasOwn(deps.accounts, name) ? deps.accounts[name] : undefined;
  if (account === undefined) {
    return {
      kind: 'account',
      code: 'Reveille.UnknownAccount',
      message: `this deployment has no account "${name}"`,
      requestId: null,
    };
  }
  return {
    message,
    moment,
    provider: deps.provider,
    withCredentials: credentialsOf(account, deps.readSecret),
    contextOf: (credentials) => ({ account: name, credentials, region, endpoint: account.endpoint, signal }),
  };
}

/** Calls the provider; a call that failed is returned as the {@link ProviderFailure}, anything else is thrown. */
export async function failureAsValue<T>(
  step: Step<WorkMessage>,
  call: (context: CallContext<unknown>) => Promise<T>,
): Promise<T | ProviderFailure> {
  try {
    return await step.withCredentials((credentials) => call(step.contextOf(credentials)));
  } catch (error) {
    if (error instanceof ProviderFailure) return error;
    throw error;
  }
}
