import type { Statement } from '../../../shared/contract/alert-message.ts';
import type { Restart } from '../../../shared/contract/compiled-restarts.ts';
import { type Decision, decide, type Question } from '../../../shared/restart/decide.ts';
import { unknownFleet } from '../../../shared/restart/fleet-item.ts';
import { type MachineItem, unknownMachine } from '../../../shared/restart/machine-item.ts';
import { aPolicy } from '../../support/a-policy.ts';

export const minute = 60_000;
export const hour = 60 * minute;
/** A Thursday, 11:12 in Shanghai. */
export const noon = Date.parse('2026-11-26T03:12:00.500Z');

/** The policy that a configuration without numbers gets, for five machines. */
export const policy: Restart = {
  ...aPolicy,
  targets: [{ account: 'ali-prod', region: 'cn-hangzhou', instances: ['i-1', 'i-2', 'i-3', 'i-4', 'i-5'] }],
};

/** A firing statement with an episode of its own, for each name. */
export function statementOf(name: string, changes: Partial<Statement> = {}): Statement {
  const names = { id: `s-${name}`, series: `series-${name}`, episode: `episode-${name}` };
  return { ...names, status: 'firing', startsAt: null, labels: {}, instanceId: 'i-1', ...changes };
}

/** A question about such a statement at `now`, which was received at once. */
export function questionOf(name: string, now: number, changes: Partial<Question> = {}): Question {
  const target = { account: 'ali-prod', region: 'cn-hangzhou', instanceId: 'i-1' };
  const known = { restart: 'web-down', policy, target, limit: 1, source: 'prometheus', statement: statementOf(name) };
  return { ...known, receivedAt: now, dueAt: now, wantsOn: true, transitionAt: null, heldUntil: null, now, ...changes };
}

/** A machine's memory that keeps what decisions write; the brake of the fleet is open for each. */
export function aMachine(item: MachineItem = unknownMachine) {
  const memory = {
    item,
    ask(question: Question): Decision {
      const decision = decide(question, memory.item, unknownFleet);
      if (decision.machine !== null) memory.item = { ...decision.machine, seq: memory.item.seq + 1 };
      return decision;
    },
    /** The word of a decision about an episode of that name, and its `until` in ms after `now`. */
    word(name: string, now: number, changes: Partial<Question> = {}): string {
      const { because, until } = memory.ask(questionOf(name, now, changes));
      return until === null ? because : `${because} +${until - now}`;
    },
  };
  return memory;
}
