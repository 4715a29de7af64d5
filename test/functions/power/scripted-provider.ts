import type { PowerDeps } from '../../../functions/power/provider-call.ts';
import type { Answer } from '../../../shared/domain/port.ts';
import { type CallContext, type PowerProvider, ProviderFailure } from '../../../shared/providers/provider.ts';
import { type Script, scriptedPort } from '../../shared/domain/carry-out/scripted-port.ts';
import { due } from '../../support/a-batch.ts';
import { noMemory } from '../../support/no-memory.ts';

/** The scripted port as a provider: a failure is thrown, and the context of every call is kept. */
export function scriptedProvider(script: Script = {}) {
  const { port, names } = scriptedPort(script);
  const contexts: CallContext<unknown>[] = [];
  const { preCheck } = port;
  const through = async <T>(context: CallContext<unknown>, call: () => Promise<Answer<T>>): Promise<T> => {
    contexts.push(context);
    const answer = await call();
    if ('failure' in answer) throw new ProviderFailure(answer.failure);
    return answer.value;
  };
  const provider: PowerProvider<unknown> = {
    name: 'alibaba',
    absentMeans: port.absentMeans,
    observe: (ids, context) => through(context, () => port.observe(ids)),
    find: (selection, cursor, context) => through(context, () => port.find(selection, cursor)),
    preCheck: preCheck && ((ids, options, context) => through(context, () => preCheck(ids, options))),
    act: (ids, options, context) => through(context, () => port.act(ids, options)),
    explain: () => null,
  };
  return { provider, contexts, names };
}

/**
 * What a power function works with: two accounts, a secret that counts its reads, the due time,
 * the middle of the random range.
 */
export function powerDeps(provider: PowerProvider<unknown>, changes: Partial<PowerDeps> = {}) {
  const reads: string[] = [];
  const deps: PowerDeps = {
    provider,
    memory: noMemory,
    accounts: {
      'ali-prod': { provider: 'alibaba', secret: 'reveille/ali-prod', endpoint: 'http://127.0.0.1:1' },
      'ali-plain': { provider: 'alibaba', secret: 'reveille/ali-plain' },
    },
    readSecret: async (name, fresh) => {
      reads.push(fresh ? `${name} fresh` : name);
      return { accessKeyId: ' id ', accessKeySecret: 'secret\n' };
    },
    now: () => due,
    random: () => 0.5,
    overtakenSince: () => null,
    ...changes,
  };
  return { deps, reads };
}
