import type { Failure } from '../../../../shared/domain/failure.ts';
import type { FailureKind } from '../../../../shared/domain/failure-table.ts';
import type {
  AbsentMeans,
  ActAnswer,
  ActOptions,
  Answer,
  FoundPage,
  PermittedBefore,
  Port,
} from '../../../../shared/domain/port.ts';
import type { PowerState, ProviderAction } from '../../../../shared/domain/vocabulary.ts';
import { seeing } from '../../../support/a-batch.ts';

/** One call that a scripted port received. */
export interface ReceivedCall {
  readonly call: 'observe' | 'find' | 'preCheck' | 'permit' | 'withdraw' | ProviderAction | 'force' | 'force-reboot';
  /** For a find: the cursor, where there is one. */
  readonly ids: readonly string[];
  readonly options?: ActOptions;
}

/**
 * What a scripted call comes to: its value, the failure of the call as a whole, or an error that
 * it throws.
 */
type Scripted<T> = T | { readonly failure: Failure } | Error;

/**
 * What a scripted port answers. Unless a script says otherwise all is stopped, passes and is
 * accepted, and nothing is found.
 */
export interface Script {
  readonly sees?: Scripted<Readonly<Record<string, PowerState>>>;
  readonly preCheck?: Scripted<ReadonlyMap<string, Failure>> | null;
  readonly answers?: Scripted<ReadonlyMap<string, ActAnswer>>;
  /** The pages by the cursor that leads to them; the first one's is ''. */
  readonly pages?: Readonly<Record<string, Scripted<FoundPage>>>;
  readonly absentMeans?: AbsentMeans;
  /** The ids without a permit, with what was permitted for them within the cooldown. */
  readonly denied?: Readonly<Record<string, PermittedBefore>>;
  /** Thrown by every question for a permit. */
  readonly tableGone?: Error;
  /** Any such call that carries one of these ids is refused as a whole, with that kind. */
  readonly offenders?: { readonly in: 'observe' | 'preCheck' | 'act'; readonly kinds: Readonly<Record<string, FailureKind>> };
}

/**
 * A port that answers by a script and keeps what it was asked: for where the order of calls
 * matters.
 */
export function scriptedPort({ sees, preCheck = new Map(), answers, pages = {}, absentMeans = 'ask', ...more }: Script = {}) {
  const { offenders, denied = {}, tableGone } = more;
  const calls: ReceivedCall[] = [];
  const refusal = (call: 'observe' | 'preCheck' | 'act', ids: readonly string[]) => {
    const kind = offenders?.in === call ? ids.map((id) => offenders.kinds[id]).find((each) => each !== undefined) : undefined;
    return kind === undefined ? null : failed(kind);
  };
  const port: Port = {
    absentMeans,
    async observe(ids) {
      calls.push({ call: 'observe', ids });
      const states = answerOf(refusal('observe', ids) ?? sees ?? Object.fromEntries(ids.map((id) => [id, 'stopped' as const])));
      return 'failure' in states ? states : { value: seeing(states.value) };
    },
    preCheck:
      preCheck === null
        ? null
        : async (ids, options) => {
            calls.push({ call: 'preCheck', ids, options });
            return answerOf(refusal('preCheck', ids) ?? preCheck);
          },
    async find(_selection, cursor) {
      calls.push({ call: 'find', ids: cursor === null ? [] : [cursor] });
      return answerOf(pages[cursor ?? ''] ?? { ids: [], cursor: null, total: null });
    },
    async act(ids, options) {
      const call = nameOf(options);
      calls.push({ call, ids, options });
      return answerOf(
        refusal('act', ids) ?? answers ?? new Map(ids.map((id): [string, ActAnswer] => [id, { result: 'accepted' }])),
      );
    },
    permits: {
      async permit(ids) {
        calls.push({ call: 'permit', ids });
        if (tableGone !== undefined) throw tableGone;
        return new Map(ids.flatMap((id) => (denied[id] === undefined ? [] : [[id, denied[id]] as const])));
      },
      async withdraw(ids) {
        calls.push({ call: 'withdraw', ids });
      },
    },
  };
  return { port, calls, names: () => calls.map(({ call, ids }) => [call, ...ids].join(' ')) };
}

function nameOf(options: ActOptions): ReceivedCall['call'] {
  if (options.action === 'start' || !options.force) return options.action;
  return options.action === 'stop' ? 'force' : 'force-reboot';
}

/** The failure of a call as a whole. */
export function failed(kind: Failure['kind'], code: string = kind): { readonly failure: Failure } {
  return { failure: { kind, code, message: `because of ${kind}`, requestId: 'req-1' } };
}

function answerOf<T extends object>(scripted: Scripted<T>): Answer<T> {
  if (scripted instanceof Error) throw scripted;
  return isFailure(scripted) ? scripted : { value: scripted };
}

function isFailure(scripted: object): scripted is { readonly failure: Failure } {
  return 'failure' in scripted;
}
