import type { FailureKind } from '../../shared/domain/failure.ts';
import type { PowerAction, PowerState } from '../../shared/domain/vocabulary.ts';
import { type ActOptions, type PowerProvider, ProviderFailure } from '../../shared/providers/provider.ts';
import type { Draw } from './draw.ts';
import { act, type CallParts, dryRun, look, modelFailure, page } from './model-calls.ts';

/** The process that made a call is gone: nothing after it happens. */
export class Crash extends Error {}

/** One id in one call; `at` in epoch milliseconds. */
export interface CalledId {
  readonly id: string;
  readonly region: string | null;
  readonly at: number;
}

/** One id in one call of an action. */
export interface ActedId extends CalledId {
  readonly action: PowerAction;
  readonly force: boolean;
}

/** What a model cloud remembers of the calls it got. */
export interface CloudRecord {
  /** What answered looks showed. */
  readonly sights: { readonly id: string; readonly at: number; readonly state: PowerState }[];
  /** An entry for every id of every real action that was sent, however it ended. */
  readonly acts: ActedId[];
  /** An entry for every id of which Reveille was told that its action is accepted. */
  readonly accepted: ActedId[];
  readonly looks: CalledId[];
}

/** What a model cloud is made of. `faultiness` and `crashiness`: how probable a fault or a crash is at each call. */
export interface ModelCloudParts extends CallParts {
  readonly faultiness: number;
  readonly crashiness: number;
}

const wholeCall = ['throttled', 'transient', 'outcomeUnknown', 'wrongState', 'capacity', 'instance'] as const;
const final = ['credentials', 'clockSkew', 'account', 'request'] as const;

/** A provider that lives in memory: machines that take their time, and calls that fail in every way a failure kind stands for. */
export function modelCloud(parts: ModelCloudParts): { readonly provider: PowerProvider<unknown>; readonly record: CloudRecord } {
  const record: CloudRecord = { sights: [], acts: [], accepted: [], looks: [] };
  const { provider: name, now } = parts;
  const acted = (id: string, region: string | null, { action, ...options }: ActOptions): ActedId => {
    return { id, region, at: now(), action, force: 'force' in options && options.force };
  };
  const provider: PowerProvider<unknown> = {
    name,
    explain: () => null,
    absentMeans: name === 'zenlayer' ? { code: 'INVALID_INSTANCE_NOT_FOUND', message: 'not listed' } : 'ask',
    observe: async (ids, { region }) => {
      record.looks.push(...ids.map((id) => ({ id, region, at: now() })));
      const seen = await call(parts, { carryOut: () => look(parts, ids) });
      for (const [id, { state }] of seen) record.sights.push({ id, at: now(), state });
      return seen;
    },
    find: (_selection, cursor) => call(parts, { carryOut: () => page(parts, cursor) }),
    preCheck: name === 'alibaba' ? (ids, options) => call(parts, { carryOut: () => dryRun(parts, ids, options) }) : null,
    act: async (ids, options, { region }) => {
      const sent = (id: string) => record.acts.push(acted(id, region, options));
      const answers = await call(parts, { carryOut: () => act(parts, ids, options, sent), refused: () => ids.forEach(sent) });
      for (const [id, { result }] of answers) if (result === 'accepted') record.accepted.push(acted(id, region, options));
      return answers;
    },
  };
  return { provider, record };
}

interface Effect<T> {
  /** Does what was asked for. */
  carryOut(): T;
  /** The call was sent and is refused as a whole. */
  refused?(): void;
}

/** Any call may be lost, refused, cut off after its effect, or be the last thing its process did. */
async function call<T>({ draw, faultiness, crashiness }: ModelCloudParts, { carryOut, refused }: Effect<T>): Promise<T> {
  for (let turns = draw.whole(0, 2); turns > 0; turns -= 1) await null;
  if (draw.chance(crashiness)) throw new Crash('before the effect');
  if (!draw.chance(faultiness)) return leave(carryOut(), draw, crashiness);
  const kind = draw.chance(0.06) ? draw.pick(final) : draw.pick(wholeCall);
  const unsent = (kind === 'throttled' || kind === 'transient') && draw.chance(0.3);
  if (kind === 'outcomeUnknown' && draw.chance(0.6)) carryOut();
  else if (!unsent) refused?.();
  throw leave(failed(kind, draw, unsent), draw, crashiness);
}

function leave<T>(result: T, draw: Draw, crashiness: number): T {
  if (draw.chance(crashiness)) throw new Crash('after the effect');
  return result;
}

function failed(kind: FailureKind, draw: Draw, unsent = false): ProviderFailure {
  const retryAfterMs = kind === 'throttled' && draw.chance(0.3) ? { retryAfterMs: draw.whole(1_000, 1_500_000) } : {};
  return new ProviderFailure({ ...modelFailure(kind), ...retryAfterMs, ...(unsent ? { unsent, requestId: null } : {}) });
}
