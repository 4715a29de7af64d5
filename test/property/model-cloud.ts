import type { FailureKind } from '../../shared/domain/failure.ts';
import { type PowerProvider, ProviderFailure } from '../../shared/providers/provider.ts';
import type { Draw } from './draw.ts';
import { type CallParts, dryRun, look, modelFailure, start } from './model-calls.ts';

/** The process that made a call is gone: nothing after it happens. */
export class Crash extends Error {}

/** One id in one call; `at` in epoch milliseconds. */
export interface CalledId {
  readonly id: string;
  readonly region: string | null;
  readonly at: number;
}

/** What a model cloud remembers of the calls it got. */
export interface CloudRecord {
  /** The ids that an answered look showed running. */
  readonly seenRunning: Set<string>;
  /** An entry for every id of every real start that was sent, however it ended. */
  readonly starts: CalledId[];
  /** An entry for every id of which Reveille was told that its start is accepted. */
  readonly accepted: string[];
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
  const record: CloudRecord = { seenRunning: new Set(), starts: [], accepted: [], looks: [] };
  const { provider: name } = parts;
  const provider: PowerProvider<unknown> = {
    name,
    explain: () => null,
    absentMeans: name === 'zenlayer' ? { code: 'INVALID_INSTANCE_NOT_FOUND', message: 'not listed' } : 'ask',
    observe: (ids, { region }) => {
      record.looks.push(...ids.map((id) => ({ id, region, at: parts.now() })));
      return call(parts, { carryOut: () => look(parts, ids) }).then((seen) => {
        for (const [id, { state }] of seen) if (state === 'running') record.seenRunning.add(id);
        return seen;
      });
    },
    preCheck: name === 'alibaba' ? (ids, { oneByOne }) => call(parts, { carryOut: () => dryRun(parts, ids, oneByOne) }) : null,
    start: (ids, options, { region }) => {
      const sent = (id: string) => record.starts.push({ id, region, at: parts.now() });
      return call(parts, { carryOut: () => start(parts, ids, options, sent), refused: () => ids.forEach(sent) }).then(
        (answers) => {
          for (const [id, { result }] of answers) if (result === 'accepted') record.accepted.push(id);
          return answers;
        },
      );
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
