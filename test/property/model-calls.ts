import type { Failure } from '../../shared/domain/failure.ts';
import type { FailureKind } from '../../shared/domain/failure-table.ts';
import type { ActAnswer, ActOptions, Answer, FoundPage } from '../../shared/domain/port.ts';
import { type Observation, type ProviderName, sighting } from '../../shared/domain/vocabulary.ts';
import { failureOf } from '../../shared/providers/answer.ts';
import type { Draw } from './draw.ts';
import { actOn, type ModelMachine, observationOf, reboot, settleMachine, shownOf, stateBefore } from './model-machine.ts';

/**
 * What the calls of a model cloud work on. `now` in epoch milliseconds; `pass` lets so many of
 * them pass.
 */
export interface CallParts {
  readonly provider: ProviderName;
  readonly machines: ReadonlyMap<string, ModelMachine>;
  readonly draw: Draw;
  readonly now: () => number;
  readonly pass: (ms: number) => void;
  /** How far looks may be behind what is so, in milliseconds. */
  readonly behindMs: number;
}

/** A failure of that kind. Only an outcome that nobody knows comes without an answer. */
export function modelFailure(kind: FailureKind, message = `the model says ${kind}`): Failure {
  return failureOf(kind, `Model.${kind}`, message, kind === 'outcomeUnknown' ? null : 'req');
}

/** What a look shows. One id without the form of an id refuses the look of all. */
export function look(parts: CallParts, ids: readonly string[]): Answer<ReadonlyMap<string, Observation>> {
  const { provider, machines, now, draw, behindMs } = parts;
  if (ids.some((id) => machines.get(id)?.isMalformed)) return { failure: modelFailure('unclear') };
  const seen = new Map<string, Observation>();
  for (const id of ids) {
    const machine = machines.get(id);
    if (machine === undefined || !machine.listed) continue;
    settleMachine(machine, now());
    const isLost = behindMs > 0 && draw.chance(0.02);
    // A row that is not there at all; a provider whose look decides that knows a short page.
    if (isLost && provider !== 'zenlayer' && draw.chance(0.3)) continue;
    // A row that cannot be read, or a page that was cut short, reads as busy.
    const shown = shownOf(machine, now(), draw.chance(0.5) ? draw.whole(0, behindMs) : 0);
    seen.set(id, isLost ? sighting('busy', 'UNREADABLE', { obstacle: 'unread' }) : shown);
  }
  // A row of somebody else, as a careless filter lets through.
  if (draw.chance(0.05)) seen.set('i-foreign', sighting('running', 'RUNNING'));
  return { value: seen };
}

/**
 * One page of what carries the tags now: Alibaba goes on after an id, the others after a number of
 * rows, and those say how many there are.
 */
export function page({ provider, machines, draw, now, pass }: CallParts, cursor: string | null): FoundPage {
  pass(draw.pick([0, 1_000, 6_000]));
  const matches = [...machines.values()].filter(({ listed, tagged }) => listed && tagged.from <= now() && now() < tagged.until);
  const all = matches.map(({ id }) => id).sort();
  const byId = provider === 'alibaba';
  const rest = cursor === null ? all : byId ? all.filter((id) => id > cursor) : all.slice(Number(cursor));
  const ids = rest.slice(0, draw.whole(1, 4));
  const goesOn = ids.length < rest.length ? (byId ? (ids.at(-1) ?? null) : String(all.length - rest.length + ids.length)) : null;
  return { ids, cursor: goesOn, total: byId ? null : all.length };
}

/** A dry run: the ids refused singly, or one refusal for all. */
export function dryRun(
  { machines, now }: CallParts,
  ids: readonly string[],
  options: ActOptions,
): Answer<ReadonlyMap<string, Failure>> {
  const refused = new Map(
    ids.flatMap((id) => {
      const kind = offence(machines.get(id), options, now());
      return kind === null ? [] : [[id, modelFailure(kind)] as const];
    }),
  );
  const [first] = refused.values();
  return first === undefined || isOneByOne(options) ? { value: refused } : { failure: first };
}

function isOneByOne(options: ActOptions): boolean {
  return options.action === 'start' && options.oneByOne;
}

/** Why a machine cannot be acted on now, or null. */
function offence(machine: ModelMachine | undefined, options: ActOptions, now: number): FailureKind | null {
  if (machine === undefined || !machine.exists) return 'instance';
  if (machine.isMalformed) return 'unclear';
  settleMachine(machine, now);
  const { state, obstacle } = observationOf(machine, now);
  const isStuck = state === 'stopping' || (state === 'starting' && options.action === 'reboot');
  const forced = options.action !== 'start' && options.force && isStuck;
  if (state === 'locked' || obstacle === 'locked') return 'instance';
  if ((state !== stateBefore(options.action) && !forced) || obstacle !== null) return 'wrongState';
  const { refusal } = machine;
  if (refusal === null || refusal.left <= 0) return null;
  const isWithoutCharge = options.action === 'stop' && options.mode === 'stop-charging';
  return refusal.kind === 'charged' && !isWithoutCharge ? null : refusal.kind;
}

/**
 * An action: all or none on Tencent, now and then on Zenlayer and with AllTogether, else each by
 * itself. `sent` hears of every id that is carried.
 */
export function act(
  parts: CallParts,
  ids: readonly string[],
  options: ActOptions,
  sent: (id: string) => void,
): Answer<ReadonlyMap<string, ActAnswer>> {
  const { provider, machines, draw, now } = parts;
  const offences = new Map(ids.map((id) => [id, offence(machines.get(id), options, now())]));
  const first = [...offences.values()].find((kind) => kind !== null);
  const oneByOne = isOneByOne(options);
  const isRefused = ids.some((id) => machines.get(id)?.isMalformed);
  const together =
    (isRefused && !oneByOne) ||
    provider === 'tencent' ||
    (provider === 'zenlayer' && draw.chance(0.5)) ||
    (options.batchMode === 'AllTogether' && !oneByOne);
  for (const id of ids) {
    const refusal = machines.get(id)?.refusal;
    if (refusal && offences.get(id) === refusal.kind) refusal.left -= 1;
  }
  if (!oneByOne) ids.forEach(sent);
  if (together && first !== undefined) return { failure: modelFailure(isRefused ? 'unclear' : first) };
  return { value: actOnEach(parts, offences, options, sent) };
}

function actOnEach(
  { machines, draw, now }: CallParts,
  offences: ReadonlyMap<string, FailureKind | null>,
  options: ActOptions,
  sent: (id: string) => void,
): ReadonlyMap<string, ActAnswer> {
  const answers = new Map<string, ActAnswer>();
  const oneByOne = isOneByOne(options);
  const requestId = `request-${draw.whole(0, 1_000_000_000)}`;
  let timeUp = false;
  for (const [id, kind] of offences) {
    timeUp ||= oneByOne && draw.chance(0.05);
    if (oneByOne && !timeUp) sent(id);
    const machine = machines.get(id);
    if (timeUp) answers.set(id, { result: 'notSent' });
    else if (kind !== null || machine === undefined)
      answers.set(id, { result: 'failed', failure: modelFailure(kind ?? 'instance') });
    else {
      const wipe = options.action === 'start' && options.wipe.has(id);
      const force = options.action !== 'start' && options.force;
      if (options.action === 'reboot') reboot(machine, { force, requestId }, now());
      else actOn(machine, options.action, { wipe, force, requestId }, now());
      // An answer may forget an instance, or one call of many lose its own.
      if (draw.chance(0.03)) continue;
      const lost = oneByOne && draw.chance(0.1);
      answers.set(id, lost ? { result: 'failed', failure: modelFailure('outcomeUnknown') } : { result: 'accepted', requestId });
    }
  }
  return answers;
}
