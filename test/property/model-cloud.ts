import type { Failure } from '../../shared/domain/failure.ts';
import type { ActOptions, Answer, Port } from '../../shared/domain/port.ts';
import type { PowerAction, PowerState, Region } from '../../shared/domain/vocabulary.ts';
import type { Draw } from './draw.ts';
import { hostileText } from './hostile-texts.ts';
import { act, type CallParts, dryRun, look, modelFailure, page } from './model-calls.ts';

/** The process that made a call is gone: nothing after it happens. */
export class Crash extends Error {}

/** One for all runs: a new error each time would spend its time on a stack that nobody reads. */
const crash = new Crash('the process is gone');

/** Ends the process now, with that probability. */
export function mayCrash(draw: Draw, crashiness: number): void {
  if (draw.chance(crashiness)) throw crash;
}

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
  /**
   * How many calls of an action, not forced, or of its dry run each step of a message has made. A
   * step that made none of a kind has no entry of it.
   */
  readonly callsIn: Map<string, number>;
}

/**
 * What a model cloud is made of. `faultiness` and `crashiness`: how probable a fault or a crash is
 * at each call.
 */
export interface ModelCloudParts extends CallParts {
  readonly faultiness: number;
  readonly crashiness: number;
  readonly key: DeadKey;
}

/** When the account's key is refused, in epoch milliseconds; mutable, because somebody may mend it. */
export interface DeadKey {
  readonly from: number;
  until: number;
}

const wholeCall = ['throttled', 'transient', 'outcomeUnknown', 'wrongState', 'capacity', 'instance'] as const;
const final = ['credentials', 'clockSkew', 'account', 'request', 'permission', 'unclear'] as const;

/**
 * A provider that lives in memory, asked in a region: machines that take their time, and calls
 * that fail in every way a failure kind stands for.
 */
export function modelCloud(parts: ModelCloudParts): { readonly portIn: (region: Region) => Port; readonly record: CloudRecord } {
  const record: CloudRecord = { sights: [], acts: [], accepted: [], looks: [], callsIn: new Map() };
  let steps = 0;
  const { provider: name, now } = parts;
  const portIn = (region: Region): Port => {
    steps += 1;
    const step = steps;
    const counted = (what: string): void => {
      record.callsIn.set(`${what} in step ${step}`, (record.callsIn.get(`${what} in step ${step}`) ?? 0) + 1);
    };
    const acted = (id: string, { action, ...options }: ActOptions): ActedId => {
      return { id, region, at: now(), action, force: 'force' in options && options.force };
    };
    return {
      absentMeans: name === 'zenlayer' ? { code: 'INVALID_INSTANCE_NOT_FOUND', message: 'not listed' } : 'ask',
      observe: async (ids) => {
        record.looks.push(...ids.map((id) => ({ id, region, at: now() })));
        const seen = await call(parts, { carryOut: () => look(parts, ids) });
        if ('value' in seen) for (const [id, { state }] of seen.value) record.sights.push({ id, at: now(), state });
        return seen;
      },
      find: (_selection, cursor) => call(parts, { carryOut: () => ({ value: page(parts, cursor) }) }),
      preCheck:
        name === 'alibaba'
          ? (ids, options) => {
              counted(`dry run of a ${options.action}`);
              return call(parts, { carryOut: () => dryRun(parts, ids, options) });
            }
          : null,
      act: async (ids, options) => {
        if (options.action === 'start' || !options.force) counted(options.action);
        const sent = (id: string) => record.acts.push(acted(id, options));
        const reply = await call(parts, { carryOut: () => act(parts, ids, options, sent), refused: () => ids.forEach(sent) });
        for (const [id, { result }] of 'value' in reply ? reply.value : []) {
          if (result === 'accepted') record.accepted.push(acted(id, options));
        }
        return reply;
      },
    };
  };
  return { portIn, record };
}

interface Effect<T> {
  /** Does what was asked for. */
  carryOut(): Answer<T>;
  /** The call was sent and is refused as a whole. */
  refused?(): void;
}

/**
 * Any call may be lost, refused, cut off after its effect, or be the last thing its process did.
 */
async function call<T>(
  { draw, faultiness, crashiness, key, now }: ModelCloudParts,
  { carryOut, refused }: Effect<T>,
): Promise<Answer<T>> {
  for (let turns = draw.whole(0, 2); turns > 0; turns -= 1) await null;
  mayCrash(draw, crashiness);
  const isRefused = key.from <= now() && now() < key.until;
  if (isRefused) refused?.();
  const answer = isRefused
    ? { failure: modelFailure('credentials') }
    : draw.chance(faultiness)
      ? faulty(draw, carryOut, refused)
      : carryOut();
  mayCrash(draw, crashiness);
  return answer;
}

function faulty(draw: Draw, carryOut: () => unknown, refused?: () => void): { readonly failure: Failure } {
  const kind = draw.chance(0.06) ? draw.pick(final) : draw.pick(wholeCall);
  const unsent = (kind === 'throttled' || kind === 'transient') && draw.chance(0.3);
  if (kind === 'outcomeUnknown' && draw.chance(0.6)) carryOut();
  else if (!unsent) refused?.();
  const retryAfterMs = kind === 'throttled' && draw.chance(0.3) ? { retryAfterMs: draw.whole(1_000, 1_500_000) } : {};
  return {
    failure: { ...modelFailure(kind, hostileText(draw)), ...retryAfterMs, ...(unsent ? { unsent, requestId: null } : {}) },
  };
}
