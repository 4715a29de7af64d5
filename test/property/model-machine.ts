import type { FailureKind } from '../../shared/domain/failure-table.ts';
import { goals } from '../../shared/domain/goal.ts';
import {
  type Observation,
  type PowerAction,
  type PowerState,
  type ProviderAction,
  sighting,
} from '../../shared/domain/vocabulary.ts';
import type { Draw } from './draw.ts';

/**
 * One instance of the model: what it is, what it will do, and what has been done to it. Instants
 * in epoch milliseconds.
 */
export interface ModelMachine {
  readonly id: string;
  /** No look ever lists it; with `exists` false no call finds it either. */
  readonly listed: boolean;
  readonly exists: boolean;
  /**
   * How long it takes; a guest that ignores its shutdown never stops, nor does one on a host that
   * is dead.
   */
  readonly takesMs: Readonly<Record<ProviderAction | 'force', number>>;
  /** Its provider says so when an action failed. */
  readonly tellsFailure: boolean;
  /** Its id has not the form of one: no call takes it, nor the ids beside it. */
  readonly isMalformed: boolean;
  /** What stands in the way of an action, and until when. */
  readonly obstacle: { readonly kind: NonNullable<Observation['obstacle']>; readonly until: number } | null;
  /** When it carries the tags of the job's selection. */
  readonly tagged: { readonly from: number; readonly until: number };
  state: PowerState;
  /** What it turns into, and when. */
  next: { readonly state: PowerState; readonly at: number; readonly later?: readonly PowerState[] } | null;
  /** What an accepted soft reboot comes to. A forced one passes, or stays off. */
  readonly rebootsAs: 'passes' | 'is ignored' | 'gets stuck' | 'stays off';
  /** The states that its provider shows of a reboot. */
  readonly passes: readonly [PowerState, ...PowerState[]];
  /** The request of its last reboot, and of the last one that was done. */
  rebootingBy: string | null;
  rebootedBy: string | null;
  /** The action that it falls back from, or null. */
  failing: ProviderAction | null;
  fallsLeft: number;
  /** Somebody else has started or stopped it. */
  isMeddledWith: boolean;
  /** Its provider says when it was started last. */
  readonly tellsStart: boolean;
  /** It fell back at least once. */
  hasFallen: boolean;
  refusal: { readonly kind: FailureKind; left: number } | null;
  /** When somebody else starts or stops it, if that can be done then. */
  readonly othersAt: Record<'start' | 'stop', number>;
  readonly accepted: Record<ProviderAction, number>;
  wipes: number;
  /** True: its last stop was without charge, so a start may find no stock after it was accepted. */
  readonly chargeFree: boolean;
  /** The request that its provider names as the last one that failed. */
  failedBy: string | null;
  /** When its last start was accepted. */
  startedAt: number | null;
  /** What looks have shown since when, the latest last: a look may be behind. */
  readonly past: { readonly at: number; readonly seen: Observation }[];
}

/** An instance with a character of its own, mostly in the state that an action begins with. */
export function drawMachine(
  id: string,
  action: PowerAction,
  tagged: ModelMachine['tagged'],
  draw: Draw,
  now: number,
): ModelMachine {
  const before = action === 'restart' ? draw.pick(['running', 'running', 'stopped'] as const) : goals[action].from;
  const states = ['running', 'starting', 'stopping', 'stopped', 'busy', 'locked', 'unknown'] as const;
  const state = draw.chance(0.3) ? draw.pick(states) : before;
  const settles = { starting: 'running', stopping: 'stopped', busy: before } as const;
  const listed = !draw.chance(0.06);
  const never = Number.POSITIVE_INFINITY;
  const kinds = [
    ...(['instance', 'capacity', 'wrongState', 'unexplained', 'outcomeUnknown', 'unclear', 'permission'] as const),
    ...(action === 'stop' ? (['charged'] as const) : []),
  ] as const;
  return {
    id,
    listed,
    exists: listed || draw.chance(0.5),
    isMalformed: draw.chance(0.01),
    takesMs: {
      start: draw.pick([0, 1_000, 20_000, 20_000, 90_000, 1_200_000]),
      stop: draw.pick([0, 20_000, 90_000, 400_000, never]),
      force: draw.pick([0, 5_000, 5_000, never]),
      reboot: action === 'restart' ? draw.pick([2_000, 20_000, 20_000, 90_000, 400_000]) : never,
    },
    rebootsAs: action === 'restart' ? drawReboot(draw) : 'passes',
    passes: action === 'restart' && draw.chance(0.4) ? ['stopping', 'starting'] : ['starting'],
    rebootingBy: null,
    rebootedBy: action === 'restart' && draw.chance(0.2) ? 'yesterday' : null,
    tellsFailure: draw.chance(0.5),
    obstacle: draw.chance(0.05)
      ? { kind: draw.pick(['locked', 'occupied'] as const), until: now + draw.pick([60_000, 1_000_000]) }
      : null,
    tagged,
    state,
    next: state in settles ? { state: settles[state as keyof typeof settles], at: now + draw.whole(0, 200_000) } : null,
    failing: null,
    fallsLeft: draw.chance(0.2) ? draw.whole(1, 3) : 0,
    isMeddledWith: false,
    tellsStart: draw.chance(0.6),
    hasFallen: false,
    refusal: draw.chance(0.12)
      ? { kind: draw.pick<FailureKind>(['instance', ...kinds]), left: draw.chance(0.6) ? draw.whole(1, 4) : 1_000 }
      : null,
    othersAt: {
      start: draw.chance(0.08) ? now + draw.whole(0, 600_000) : never,
      stop: draw.chance(0.08) ? now + draw.whole(0, 600_000) : never,
    },
    accepted: { start: 0, stop: 0, reboot: 0 },
    wipes: 0,
    chargeFree: draw.chance(0.3),
    failedBy: draw.chance(0.2) ? 'yesterday' : null,
    startedAt: null,
    past: [],
  };
}

function drawReboot(draw: Draw): ModelMachine['rebootsAs'] {
  return draw.pick(['passes', 'passes', 'passes', 'is ignored', 'gets stuck', 'stays off'] as const);
}

/** The state in which a provider takes an action. A reboot is taken of what runs. */
export function stateBefore(action: ProviderAction): PowerState {
  return action === 'reboot' ? 'running' : goals[action].from;
}

const onTheWay = { start: 'starting', stop: 'stopping' } as const;

/** Lets happen what is due. */
export function settleMachine(machine: ModelMachine, now: number): void {
  while (machine.next !== null && machine.next.at <= now) {
    const { at, state, later: [next, ...rest] = [] } = machine.next;
    machine.state = state;
    machine.next = next === undefined ? null : { state: next, at: at + machine.takesMs.reboot, later: rest };
    if (machine.next === null && state === 'running') machine.rebootedBy = machine.rebootingBy ?? machine.rebootedBy;
    remember(machine, at);
  }
  for (const action of ['start', 'stop'] as const) {
    const { from, reached } = goals[action];
    if (machine.state !== from || now < machine.othersAt[action]) continue;
    if (machine.past.length === 0) remember(machine, now);
    machine.othersAt[action] = Number.POSITIVE_INFINITY;
    machine.isMeddledWith = true;
    machine.state = onTheWay[action];
    machine.next = { state: reached, at: now + 40_000 };
    remember(machine, now);
  }
}

/** What a look shows of a machine. */
export function observationOf(machine: ModelMachine, now: number): Observation {
  const { state, obstacle, tellsFailure, failing, failedBy, chargeFree, tellsStart, startedAt } = machine;
  const isInTheWay = obstacle !== null && now < obstacle.until && (state === 'stopped' || state === 'running');
  const action = failing ?? (state === 'stopped' ? 'start' : 'stop');
  const fellBack = tellsFailure && failedBy !== null && state === stateBefore(action);
  return sighting(state, state.toUpperCase(), {
    failed: fellBack ? { action, requestId: failedBy } : null,
    succeeded: tellsFailure && machine.rebootedBy !== null ? { action: 'reboot', requestId: machine.rebootedBy } : null,
    obstacle: isInTheWay ? obstacle.kind : null,
    billing: { is: state === 'stopped' && chargeFree ? 'not-charged' : 'unknown', because: null },
    // Alibaba's StartTime has minutes only.
    startedAt: startedAt === null || !tellsStart ? null : Math.floor(startedAt / 60_000) * 60_000,
  });
}

/** What a look shows that is `behindMs` behind: the latest that was true by then. */
export function shownOf(machine: ModelMachine, now: number, behindMs: number): Observation {
  if (behindMs === 0) return observationOf(machine, now);
  return machine.past.findLast(({ at }) => at <= now - behindMs)?.seen ?? machine.past[0]?.seen ?? observationOf(machine, now);
}

/** Keeps what looks show from `at` on. */
function remember(machine: ModelMachine, at: number): void {
  machine.past.push({ at, seen: observationOf(machine, at) });
}

/**
 * Accepts an action on a machine that is in the state for it. A forced stop does not fall back.
 */
export function actOn(
  machine: ModelMachine,
  action: 'start' | 'stop',
  how: { readonly wipe: boolean; readonly force: boolean; readonly requestId: string },
  now: number,
): void {
  const { from, reached } = goals[action];
  if (machine.past.length === 0) remember(machine, now);
  const falls = machine.fallsLeft > 0 && !how.force;
  if (falls) machine.fallsLeft -= 1;
  machine.hasFallen ||= falls;
  machine.failing = falls ? action : null;
  machine.failedBy = falls ? how.requestId : null;
  machine.rebootingBy = null;
  if (action === 'start') machine.startedAt = now;
  machine.accepted[action] += 1;
  if (how.wipe) machine.wipes += 1;
  machine.state = onTheWay[action];
  machine.next = { state: falls ? from : reached, at: now + machine.takesMs[how.force ? 'force' : action] };
  remember(machine, now);
}

/** Accepts a reboot of a machine that runs, or of one whose soft reboot is stuck. */
export function reboot(machine: ModelMachine, how: { readonly force: boolean; readonly requestId: string }, now: number): void {
  if (machine.past.length === 0) remember(machine, now);
  machine.accepted.reboot += 1;
  const { rebootsAs: soft, passes, takesMs } = machine;
  const manner = how.force && soft !== 'stays off' ? 'passes' : soft;
  const isIgnored = manner === 'is ignored';
  machine.failing = isIgnored ? 'reboot' : null;
  machine.failedBy = isIgnored ? how.requestId : null;
  machine.rebootingBy = isIgnored ? null : how.requestId;
  if (isIgnored) return;
  const [first, ...more] = passes;
  const [next = first, ...later] = [...more, manner === 'stays off' ? ('stopped' as const) : ('running' as const)];
  machine.state = first;
  machine.next = manner === 'gets stuck' ? null : { state: next, at: now + takesMs.reboot, later };
  remember(machine, now);
}
