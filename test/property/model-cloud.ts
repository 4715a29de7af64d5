import { type Failure, policyOf } from '../../shared/domain/failure.ts';
import type { ActOptions, Answer, Port } from '../../shared/domain/port.ts';
import type { PowerState, ProviderAction, Region } from '../../shared/domain/vocabulary.ts';
import { hostileTexts } from '../support/hostile-texts.ts';
import type { Draw } from './draw.ts';
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
  readonly job: string;
  readonly action: ProviderAction;
  readonly force: boolean;
  /** The answer said that it was not carried out. */
  undone: boolean;
  /** The request that was accepted. */
  requestId: string | null;
}

/** What a model cloud remembers of the calls it got. */
export interface CloudRecord {
  /** What answered looks showed. */
  readonly sights: {
    readonly id: string;
    readonly at: number;
    readonly state: PowerState;
    readonly rebootedBy: string | null;
    readonly failedBy: string | null;
  }[];
  /** An entry for every id of every real action that was sent, however it ended. */
  readonly acts: ActedId[];
  /** An entry for every id of which Reveille was told that its action is accepted. */
  readonly accepted: ActedId[];
  readonly looks: CalledId[];
  /** What each step of a message has asked, in the order in which they began. */
  readonly steps: StepCalls[];
}

/** What one step of a message has asked of a provider. */
export interface StepCalls {
  /** The ids of a look, and those of a look that was answered. */
  readonly looked: Set<string>;
  readonly answered: Set<string>;
  /** The last state that a look has shown of each id. */
  readonly seen: Map<string, PowerState>;
  /** The ids of each call of the action, not forced, and of its dry run. */
  readonly acts: (readonly string[])[];
  readonly checks: (readonly string[])[];
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

/**
 * When the account's key is refused, in epoch milliseconds; mutable, because somebody may mend it.
 */
export interface DeadKey {
  readonly from: number;
  until: number;
}

/** The provider as a message of that job may call it, in a region. */
export type PortIn = (region: Region, job: string) => Omit<Port, 'permits'>;

const wholeCall = ['throttled', 'transient', 'outcomeUnknown', 'wrongState', 'capacity', 'instance'] as const;
const final = ['credentials', 'clockSkew', 'account', 'request', 'permission', 'unclear'] as const;

/**
 * A provider that lives in memory, asked in a region: machines that take their time, and calls
 * that fail in every way a failure kind stands for.
 */
export function modelCloud(parts: ModelCloudParts): { readonly portIn: PortIn; readonly record: CloudRecord } {
  const record: CloudRecord = { sights: [], acts: [], accepted: [], looks: [], steps: [] };
  const { provider: name, now } = parts;
  const portIn: PortIn = (region, job) => {
    const step: StepCalls = { looked: new Set(), answered: new Set(), seen: new Map(), acts: [], checks: [] };
    record.steps.push(step);
    const acted = (id: string, { action, ...options }: ActOptions): ActedId => {
      return { id, region, job, at: now(), action, force: 'force' in options && options.force, undone: false, requestId: null };
    };
    return {
      absentMeans: name === 'zenlayer' ? { code: 'INVALID_INSTANCE_NOT_FOUND', message: 'not listed' } : 'ask',
      observe: async (ids) => {
        record.looks.push(...ids.map((id) => ({ id, region, at: now() })));
        const seen = await call(parts, { carryOut: () => look(parts, ids) });
        for (const id of ids) step.looked.add(id);
        if ('failure' in seen) return seen;
        for (const id of ids) step.answered.add(id);
        for (const [id, { state, succeeded, failed }] of seen.value) {
          record.sights.push({
            id,
            at: now(),
            state,
            rebootedBy: succeeded?.requestId ?? null,
            failedBy: failed?.requestId ?? null,
          });
          step.seen.set(id, state);
        }
        return seen;
      },
      find: (_selection, cursor) => call(parts, { carryOut: () => ({ value: page(parts, cursor) }) }),
      preCheck:
        name === 'alibaba'
          ? (ids, options) => {
              step.checks.push(ids);
              return call(parts, { carryOut: () => dryRun(parts, ids, options) });
            }
          : null,
      act: async (ids, options) => {
        if (options.action === 'start' || !options.force) step.acts.push(ids);
        const own = new Map<string, ActedId>();
        const sent = (id: string) => {
          const act = acted(id, options);
          own.set(id, act);
          record.acts.push(act);
        };
        const reply = await call(parts, { carryOut: () => act(parts, ids, options, sent), refused: () => ids.forEach(sent) });
        for (const [id, act] of own) {
          const answer = 'value' in reply ? reply.value.get(id) : ({ result: 'failed', failure: reply.failure } as const);
          if (answer?.result === 'accepted') record.accepted.push(Object.assign(act, { requestId: answer.requestId ?? null }));
          act.undone = answer?.result === 'failed' && !policyOf(answer.failure).mayHaveActed;
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
    failure: { ...modelFailure(kind, textOf(draw)), ...retryAfterMs, ...(unsent ? { unsent, requestId: null } : {}) },
  };
}

/** A sentence that nobody would write, now and then. */
function textOf(draw: Draw): string | undefined {
  return draw.chance(0.05) ? hostileTexts[draw.whole(0, hostileTexts.length - 1)]?.text : undefined;
}
