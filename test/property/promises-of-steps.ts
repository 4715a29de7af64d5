import type { WorkMessage } from '../../shared/domain/batch.ts';
import { goalOf } from '../../shared/domain/goal.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { StepCalls } from './model-cloud.ts';

/**
 * One step of a message. `calls`: what it asked of the provider; null without an account to ask.
 */
export interface Step {
  readonly message: WorkMessage;
  readonly redelivered: boolean;
  readonly outcome: Outcome;
  readonly calls: StepCalls | null;
}

/** What one step breaks of the promises about steps, as sentences. */
export function wrongsOfStep(step: Step): string[] {
  return step.calls === null ? [] : [...endsUnseen(step, step.calls), ...apart(step, step.calls), ...heldBack(step)];
}

/**
 * Too late is said after a look, and of a machine that may have been acted on only when the look
 * was answered. A dry run acts on nothing, so it needs none.
 */
function endsUnseen({ message, redelivered, outcome }: Step, { looked, answered }: StepCalls): string[] {
  if (message.phase !== 'act' || message.options.dryRun) return [];
  const acted = new Set(message.instances.filter((instance) => redelivered || instance.acted).map(({ id }) => id));
  return outcome.verdicts
    .filter((end) => 'message' in end && /not (started|stopped|rebooted|restarted)( by |, because )/.test(end.message ?? ''))
    .filter(({ instanceId: id }) => !(acted.has(id) ? answered : looked).has(id))
    .map(({ instanceId }) => `${instanceId} was too late and nobody looked`);
}

/** AllTogether is one call for all that are not there yet or under way, or none. */
function apart({ message }: Step, { acts, checks, seen }: StepCalls): string[] {
  if (message.phase !== 'act' || message.options.batchMode !== 'AllTogether') return [];
  const calls = [...acts, ...checks];
  const { reached, underWay } = goalOf(message.job.action, {});
  const isDone = (id: string): boolean => {
    const state = seen.get(id);
    return state !== undefined && (state === reached || underWay.has(state));
  };
  const left = message.instances.filter(({ id }) => !isDone(id) && calls.some((ids) => !ids.includes(id)));
  return [
    ...(acts.length > 1 || checks.length > 1 ? ['AllTogether was taken apart'] : []),
    ...(message.options.dryRun ? [] : left.map(({ id }) => `AllTogether was sent without ${id}`)),
  ];
}

/** After its first round a machine waits longer than 15 s only for what it lacks itself. */
function heldBack({ message, outcome }: Step): string[] {
  if (message.phase !== 'act' || message.attempt > 0 || message.options.batchMode === 'AllTogether') return [];
  return outcome.followUps.flatMap(({ batch, delaySeconds }) =>
    batch.phase === 'act' && delaySeconds > 15
      ? batch.instances
          .filter(({ last }) => !/^Model\.(capacity|throttled)$/.test(last?.code ?? ''))
          .map(({ id }) => `${id} waits ${delaySeconds} s for what a neighbour lacks`)
      : [],
  );
}
