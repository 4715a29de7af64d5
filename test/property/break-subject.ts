import { carryOut } from '../../functions/power/carry-out.ts';
import { type DeliverDeps, deliver } from '../../functions/power/deliver.ts';
import type { Batch, BatchOptions, Find, WorkMessage } from '../../shared/domain/batch.ts';
import type { FollowUp, Outcome } from '../../shared/domain/outcome.ts';
import { good } from '../../shared/domain/verdict.ts';
import type { Subject } from './run-model.ts';

/** With other ways to send and to tell. */
export function delivering(change: (deps: DeliverDeps) => Partial<DeliverDeps>): Subject {
  return { carryOut, deliver: (message, outcome, deps) => deliver(message, outcome, { ...deps, ...change(deps) }) };
}

/** With another outcome of each step. */
export function deciding(change: (outcome: Outcome) => Outcome): Subject {
  return { deliver, carryOut: async (...step) => change(await carryOut(...step)) };
}

/** That reads another message than it got, and takes none for one that was handed out before. */
export function reading(change: (message: WorkMessage) => WorkMessage): Subject {
  return {
    deliver,
    carryOut: (message, delivery, ...rest) => carryOut(change(message), { ...delivery, redelivered: false }, ...rest),
  };
}

/** That reads other options. */
export function withOptions(change: Partial<BatchOptions>): Subject {
  return {
    deliver,
    carryOut: (message, ...rest) => carryOut({ ...message, options: { ...message.options, ...change } }, ...rest),
  };
}

/** A batch whose instances have another past; a find as it is. */
export function withInstances(message: WorkMessage, past: Partial<Batch['instances'][number]>): WorkMessage {
  if (message.phase === 'find') return message;
  return { ...message, instances: message.instances.map((instance) => ({ ...instance, ...past })) };
}

/** That reads another find. */
export function finding(change: (find: Find) => Partial<Find>): Subject {
  return {
    deliver,
    carryOut: (message, ...rest) => carryOut(message.phase === 'find' ? { ...message, ...change(message) } : message, ...rest),
  };
}

/** That sends other follow-ups. */
export function sending(change: (followUp: FollowUp) => FollowUp): Subject {
  return deciding((outcome) => ({ ...outcome, followUps: outcome.followUps.map(change) }));
}

/** What was accepted is taken for done. */
export const trusting = deciding((outcome) => {
  const accepted = outcome.followUps.flatMap(({ batch }) => (batch.phase === 'confirm' ? batch.instances : []));
  return {
    ...outcome,
    verdicts: [...outcome.verdicts, ...accepted.map((instance) => good(instance, 'confirmed'))],
    followUps: outcome.followUps.filter(({ batch }) => batch.phase !== 'confirm'),
  };
});
