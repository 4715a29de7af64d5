import type { Failure, FailureKind } from '../../shared/domain/failure.ts';
import type { StartAnswer } from '../../shared/domain/settle-start.ts';
import type { Observation, ProviderName } from '../../shared/domain/vocabulary.ts';
import { ProviderFailure, type StartOptions } from '../../shared/providers/provider.ts';
import type { Draw } from './draw.ts';
import { type ModelMachine, settleMachine, startMachine } from './model-machine.ts';

/** What the calls of a model cloud work on. `now` in epoch milliseconds. */
export interface CallParts {
  readonly provider: ProviderName;
  readonly machines: ReadonlyMap<string, ModelMachine>;
  readonly draw: Draw;
  readonly now: () => number;
}

/** A failure of that kind. Only an outcome that nobody knows comes without an answer. */
export function modelFailure(kind: FailureKind): Failure {
  return { kind, code: `Model.${kind}`, message: `the model says ${kind}`, requestId: kind === 'outcomeUnknown' ? null : 'req' };
}

/** What a look shows. */
export function look({ machines, now }: CallParts, ids: readonly string[]): ReadonlyMap<string, Observation> {
  const seen = new Map<string, Observation>();
  for (const id of ids) {
    const machine = machines.get(id);
    if (machine === undefined || !machine.listed) continue;
    settleMachine(machine, now());
    const lastOperationFailed = machine.state === 'stopped' && machine.startsAccepted > 0 && machine.tellsFailure;
    seen.set(id, { state: machine.state, raw: machine.state.toUpperCase(), lastOperationFailed });
  }
  return seen;
}

/** A dry run: the ids refused singly, or one refusal for all. */
export function dryRun({ machines, now }: CallParts, ids: readonly string[], oneByOne: boolean): ReadonlyMap<string, Failure> {
  const refused = new Map(
    ids.flatMap((id) => {
      const kind = offence(machines.get(id), now());
      return kind === null ? [] : [[id, modelFailure(kind)] as const];
    }),
  );
  const [first] = refused.values();
  if (first === undefined || oneByOne) return refused;
  throw new ProviderFailure(first);
}

/** Why a machine cannot be started now, or null. */
function offence(machine: ModelMachine | undefined, now: number): FailureKind | null {
  if (machine === undefined || !machine.exists) return 'instance';
  settleMachine(machine, now);
  if (machine.state === 'locked') return 'instance';
  if (machine.state !== 'stopped') return 'wrongState';
  return machine.refusal !== null && machine.refusal.left > 0 ? machine.refusal.kind : null;
}

/** A start: all or none on Tencent, now and then on Zenlayer and with AllTogether, else each by itself. `sent` hears of every id that is carried. */
export function start(
  parts: CallParts,
  ids: readonly string[],
  options: StartOptions,
  sent: (id: string) => void,
): ReadonlyMap<string, StartAnswer> {
  const { batchMode, oneByOne } = options;
  const { provider, machines, draw, now } = parts;
  const offences = new Map(ids.map((id) => [id, offence(machines.get(id), now())]));
  const first = [...offences.values()].find((kind) => kind !== null);
  const together =
    provider === 'tencent' || (provider === 'zenlayer' && draw.chance(0.5)) || (batchMode === 'AllTogether' && !oneByOne);
  for (const id of ids) {
    const refusal = machines.get(id)?.refusal;
    if (refusal && offences.get(id) === refusal.kind) refusal.left -= 1;
  }
  if (!oneByOne) ids.forEach(sent);
  if (together && first !== undefined) throw new ProviderFailure(modelFailure(first));
  return startEach(parts, offences, options, sent);
}

function startEach(
  { machines, draw, now }: CallParts,
  offences: ReadonlyMap<string, FailureKind | null>,
  { oneByOne, wipe }: StartOptions,
  sent: (id: string) => void,
): ReadonlyMap<string, StartAnswer> {
  const answers = new Map<string, StartAnswer>();
  let timeUp = false;
  for (const [id, kind] of offences) {
    timeUp ||= oneByOne && draw.chance(0.05);
    if (oneByOne && !timeUp) sent(id);
    const machine = machines.get(id);
    if (timeUp) answers.set(id, { result: 'notSent' });
    else if (kind !== null || machine === undefined)
      answers.set(id, { result: 'failed', failure: modelFailure(kind ?? 'instance') });
    else {
      startMachine(machine, wipe.has(id), now());
      // An answer may forget an instance, or one call of many lose its own.
      if (draw.chance(0.03)) continue;
      const lost = oneByOne && draw.chance(0.1);
      answers.set(id, lost ? { result: 'failed', failure: modelFailure('outcomeUnknown') } : { result: 'accepted' });
    }
  }
  return answers;
}
