import type { CarryOutDeps } from '../../../functions/power/carry-out.ts';
import type { Failure } from '../../../shared/domain/failure.ts';
import type { StartAnswer } from '../../../shared/domain/settle-start.ts';
import type { Observation, PowerState } from '../../../shared/domain/vocabulary.ts';
import { type CallContext, type PowerProvider, ProviderFailure, type StartOptions } from '../../../shared/providers/provider.ts';
import { due, seeing } from '../../shared/domain/a-batch.ts';

/** One call that a scripted provider received. */
export interface ReceivedCall {
  readonly call: 'observe' | 'preCheck' | 'start';
  readonly ids: readonly string[];
  readonly options?: StartOptions;
  readonly context: CallContext<unknown>;
}

/** What a scripted provider answers; a ProviderFailure is thrown. Unless a script says otherwise all is stopped, passes and is accepted. */
export interface Script {
  readonly sees?: Readonly<Record<string, PowerState>> | Error;
  readonly preCheck?: ReadonlyMap<string, Failure> | Error | null;
  readonly answers?: ReadonlyMap<string, StartAnswer> | Error;
  readonly absentMeans?: PowerProvider<unknown>['absentMeans'];
}

/** A provider that answers by a script and keeps what it was asked: for where the order of calls matters. */
export function scripted({ sees, preCheck = new Map(), answers, absentMeans = 'ask' }: Script = {}) {
  const calls: ReceivedCall[] = [];
  const provider: PowerProvider<unknown> = {
    name: 'alibaba',
    absentMeans,
    async observe(ids, context): Promise<ReadonlyMap<string, Observation>> {
      calls.push({ call: 'observe', ids, context });
      return orThrow(sees instanceof Error ? sees : seeing(sees ?? Object.fromEntries(ids.map((id) => [id, 'stopped']))));
    },
    preCheck:
      preCheck === null
        ? null
        : async (ids, options, context) => {
            calls.push({ call: 'preCheck', ids, options, context });
            return orThrow(preCheck);
          },
    async start(ids, options, context): Promise<ReadonlyMap<string, StartAnswer>> {
      calls.push({ call: 'start', ids, options, context });
      return orThrow(answers ?? new Map(ids.map((id): [string, StartAnswer] => [id, { result: 'accepted' }])));
    },
    explain: () => null,
  };
  return { provider, calls, names: () => calls.map(({ call, ids }) => `${call} ${ids.join(' ')}`) };
}

/** A failure as a provider throws it. */
export function thrown(kind: Failure['kind'], code: string = kind): ProviderFailure {
  return new ProviderFailure({ kind, code, message: `because of ${kind}`, requestId: 'req-1' });
}

/** What a power function works with: two accounts, a secret that counts its reads, the due time, the middle of the random range. */
export function powerDeps(provider: PowerProvider<unknown>, changes: Partial<CarryOutDeps> = {}) {
  const reads: string[] = [];
  const deps: CarryOutDeps = {
    provider,
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
    ...changes,
  };
  return { deps, reads };
}

function orThrow<T>(answer: T | Error): T {
  if (answer instanceof Error) throw answer;
  return answer;
}
