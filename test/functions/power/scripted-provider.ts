import type { CarryOutDeps } from '../../../functions/power/step.ts';
import type { Failure } from '../../../shared/domain/failure.ts';
import type { ActAnswer } from '../../../shared/domain/settle-act.ts';
import type { PowerAction, PowerState } from '../../../shared/domain/vocabulary.ts';
import {
  type ActOptions,
  type CallContext,
  type FoundPage,
  type PowerProvider,
  ProviderFailure,
} from '../../../shared/providers/provider.ts';
import { due, seeing } from '../../shared/domain/a-batch.ts';

/** One call that a scripted provider received. */
export interface ReceivedCall {
  readonly call: 'observe' | 'find' | 'preCheck' | PowerAction | 'force';
  /** Of a find: the cursor, where there is one. */
  readonly ids: readonly string[];
  readonly options?: ActOptions;
  readonly context: CallContext<unknown>;
}

/**
 * What a scripted provider answers; a ProviderFailure is thrown. Unless a script says otherwise all is stopped, passes and is accepted,
 * and nothing is found.
 */
export interface Script {
  readonly sees?: Readonly<Record<string, PowerState>> | Error;
  readonly preCheck?: ReadonlyMap<string, Failure> | Error | null;
  readonly answers?: ReadonlyMap<string, ActAnswer> | Error;
  /** The pages by the cursor that leads to them; the first one's is ''. */
  readonly pages?: Readonly<Record<string, FoundPage | Error>>;
  readonly absentMeans?: PowerProvider<unknown>['absentMeans'];
}

/** A provider that answers by a script and keeps what it was asked: for where the order of calls matters. */
export function scripted({ sees, preCheck = new Map(), answers, pages = {}, absentMeans = 'ask' }: Script = {}) {
  const calls: ReceivedCall[] = [];
  const provider: PowerProvider<unknown> = {
    name: 'alibaba',
    absentMeans,
    async observe(ids, context) {
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
    async find(_selection, cursor, context) {
      calls.push({ call: 'find', ids: cursor === null ? [] : [cursor], context });
      return orThrow(pages[cursor ?? ''] ?? { ids: [], cursor: null, total: null });
    },
    async act(ids, options, context) {
      const call = options.action === 'stop' && options.force ? 'force' : options.action;
      calls.push({ call, ids, options, context });
      return orThrow(answers ?? new Map(ids.map((id): [string, ActAnswer] => [id, { result: 'accepted' }])));
    },
    explain: () => null,
  };
  return { provider, calls, names: () => calls.map(({ call, ids }) => [call, ...ids].join(' ')) };
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
