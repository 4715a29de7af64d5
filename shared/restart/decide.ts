import type { Statement } from '../contract/alert-message.ts';
import type { Restart } from '../contract/compiled-restarts.ts';
import type { RestartReason } from '../contract/records.ts';
import { isTaken, knownEpisode, lateMs, noteEpisode, noteRepeat } from './episodes.ts';
import { type FleetItem, takePlace } from './fleet-item.ts';
import { cooldownEnd, flaps, freeAt } from './limits.ts';
import { type Act, dayMs, hourMs, keyOf, type Machine, type MachineItem, type Trip } from './machine-item.ts';

/** A firing statement about a machine of a restart, and what is known without the table. */
export interface Question {
  readonly restart: string;
  readonly policy: Restart;
  /** The machine as the restart lists it. */
  readonly target: Machine;
  /** How many machines the restart may act on at once. */
  readonly limit: number;
  readonly source: string;
  readonly statement: Statement;
  /** When the request came in; epoch milliseconds, as every instant here. */
  readonly receivedAt: number;
  /** When it was to be decided: at receipt, or at the end of its last wait. */
  readonly dueAt: number;
  /** False while the restart's schedule wants its machines off. */
  readonly wantsOn: boolean;
  /**
   * When the restart's schedule, or one that lists the machine, last started or stopped it, as far
   * as that is recent.
   */
  readonly transitionAt: number | null;
  /** Until when the machine is held; null when it is not. */
  readonly heldUntil: number | null;
  readonly now: number;
}

/**
 * The answer to a statement, and the items as they must be written before it holds: null where
 * nothing changes. The fleet's item is written before the machine's.
 */
export interface Decision {
  readonly decision: 'act' | 'skip';
  readonly because: RestartReason;
  /** When it was decided. A repeated delivery of an act has the time of its claim. */
  readonly at: number;
  /** When the restart becomes possible again, and is decided again by itself; else null. */
  readonly until: number | null;
  readonly job: string | null;
  /** False for an act that power has had already, and has given back. */
  readonly sends: boolean;
  /** True when this statement has tripped the machine: people are told. */
  readonly trips: boolean;
  readonly machine: MachineItem | null;
  readonly fleet: FleetItem | null;
}

/**
 * Decides one firing statement. A statement that has acted, or has tripped the machine, gets the
 * same answer again: its message was delivered twice, or its worker died before it could send what
 * follows.
 */
export function decide(question: Question, machine: MachineItem, fleet: FleetItem): Decision {
  const { policy, statement, now } = question;
  const answered = machine.acts.find((act) => act.statement === statement.id);
  if (answered !== undefined) return claimed(answered, null, null);
  const { tripped } = machine;
  if (tripped?.statement === statement.id) return { ...skip(question, tripped.because), at: tripped.at, trips: true };
  // A dead letter that somebody sends back says nothing of the machine as it is now.
  if (now > question.dueAt + policy.maxAgeMs + lateMs) return skip(question, 'stale');
  if (isResolved(question, machine)) return skip(question, 'resolved');
  const known = knownEpisode(question, machine);
  if (known !== undefined && isTaken(known, question))
    return { ...skip(question, 'duplicate'), machine: noteRepeat(question, machine, known) };
  if (!question.wantsOn) return skip(question, 'outside-hours');
  if (tripped !== null) return skip(question, 'tripped');
  const { heldUntil } = question;
  if (heldUntil !== null && now < heldUntil) return wait(question, machine, 'held', heldUntil);
  if (known === undefined && flaps(machine, policy.flapping, now)) return trip(question, machine, 'flapping');
  const cool = cooldownEnd(machine, policy.cooldownMs, question.transitionAt);
  if (now < cool) return wait(question, machine, 'cooldown', cool);
  if (freeAt(machine, { windowMs: dayMs, most: policy.budget.perDay, now }) !== null) return trip(question, machine, 'budget');
  const free = freeAt(machine, { windowMs: hourMs, most: policy.budget.perHour, now });
  if (free !== null) return wait(question, machine, 'budget', free);
  const rules = { limit: question.limit, perMs: policy.atOnce.perMs };
  const place = takePlace(fleet, rules, { machine: question.target, statement: statement.id, now });
  // Nothing is written: a storm of alerts would else cost a write for every machine that has to
  // wait.
  if ('until' in place) return { ...skip(question, 'at-once'), until: place.until };
  return act(question, machine, place.fleet);
}

function isResolved({ source, statement, receivedAt }: Question, { resolved }: MachineItem): boolean {
  const series = keyOf(source, statement.series);
  return resolved.some((recovery) => recovery.series === series && recovery.at >= receivedAt);
}

function act(question: Question, machine: MachineItem, fleet: FleetItem): Decision {
  const { restart, policy, statement, now } = question;
  const second = new Date(Math.floor(now / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
  const claim: Act = {
    at: now,
    until: now + policy.cooldownMs,
    job: `${restart}/restart/${second}`,
    statement: statement.id,
    is: 'counted',
  };
  const noted = noteEpisode(question, machine, 'acted', null);
  return claimed(claim, { ...noted, acts: [...noted.acts, claim] }, fleet);
}

function claimed({ at, job, is }: Act, machine: MachineItem | null, fleet: FleetItem | null): Decision {
  const sends = is !== 'given-back';
  return { decision: 'act', because: 'firing', at, until: null, job, sends, trips: false, machine, fleet };
}

function wait(question: Question, machine: MachineItem, because: RestartReason, until: number): Decision {
  const noted = noteEpisode(question, machine, 'waiting', until);
  return { ...skip(question, because), until, machine: noted };
}

function trip(question: Question, machine: MachineItem, because: Trip['because']): Decision {
  const tripped: Trip = { at: question.now, because, statement: question.statement.id };
  const noted = noteEpisode(question, machine, 'skipped', null);
  return { ...skip(question, because), trips: true, machine: { ...noted, tripped } };
}

function skip({ now }: Question, because: RestartReason): Decision {
  const nothing = { until: null, job: null, sends: false, trips: false, machine: null, fleet: null };
  return { decision: 'skip', because, at: now, ...nothing };
}
