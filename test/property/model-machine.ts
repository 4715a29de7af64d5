import type { FailureKind } from '../../shared/domain/failure.ts';
import type { PowerState } from '../../shared/domain/vocabulary.ts';
import type { Draw } from './draw.ts';

/** One instance of the model: what it is, what it will do, and what has been done to it. Instants in epoch milliseconds. */
export interface ModelMachine {
  readonly id: string;
  /** No look ever lists it; with `exists` false no start finds it either. */
  readonly listed: boolean;
  readonly exists: boolean;
  readonly startMs: number;
  /** Its provider says so when its start failed. */
  readonly tellsFailure: boolean;
  state: PowerState;
  /** What it turns into, and when. */
  next: { readonly state: PowerState; readonly at: number } | null;
  fallsLeft: number;
  refusal: { readonly kind: FailureKind; left: number } | null;
  /** When somebody else stops it, if it runs then. */
  stoppedByOthersAt: number;
  startsAccepted: number;
  wipes: number;
}

/** An instance with a character of its own. */
export function drawMachine(id: string, draw: Draw, now: number): ModelMachine {
  const odd = draw.chance(0.3);
  const state = odd ? draw.pick(['running', 'starting', 'stopping', 'busy', 'locked', 'unknown'] as const) : 'stopped';
  const settles = { starting: 'running', stopping: 'stopped', busy: 'stopped' } as const;
  const listed = !draw.chance(0.06);
  return {
    id,
    listed,
    exists: listed || draw.chance(0.5),
    startMs: draw.pick([0, 1_000, 20_000, 20_000, 90_000, 1_200_000]),
    tellsFailure: draw.chance(0.5),
    state,
    next: state in settles ? { state: settles[state as keyof typeof settles], at: now + draw.whole(0, 200_000) } : null,
    fallsLeft: draw.chance(0.12) ? draw.whole(1, 3) : 0,
    refusal: draw.chance(0.12)
      ? {
          kind: draw.pick(['instance', 'capacity', 'wrongState', 'unexplained', 'outcomeUnknown']),
          left: draw.chance(0.6) ? draw.whole(1, 4) : 1_000,
        }
      : null,
    stoppedByOthersAt: draw.chance(0.08) ? now + draw.whole(0, 600_000) : Number.POSITIVE_INFINITY,
    startsAccepted: 0,
    wipes: 0,
  };
}

/** Lets happen what is due. */
export function settleMachine(machine: ModelMachine, now: number): void {
  if (machine.next !== null && machine.next.at <= now) {
    machine.state = machine.next.state;
    machine.next = null;
  }
  if (machine.state !== 'running' || now < machine.stoppedByOthersAt) return;
  machine.stoppedByOthersAt = Number.POSITIVE_INFINITY;
  machine.state = 'stopping';
  machine.next = { state: 'stopped', at: now + 40_000 };
}

/** Accepts a start of a stopped machine. */
export function startMachine(machine: ModelMachine, wipe: boolean, now: number): void {
  const falls = machine.fallsLeft > 0;
  if (falls) machine.fallsLeft -= 1;
  machine.startsAccepted += 1;
  if (wipe) machine.wipes += 1;
  machine.state = 'starting';
  machine.next = { state: falls ? 'stopped' : 'running', at: now + machine.startMs };
}
