import { type DeliverDeps, deliver } from '../../functions/power/deliver.ts';
import type { Batch, Find, FollowUp, WorkMessage } from '../../shared/domain/batch.ts';
import type { StopBatchOptions } from '../../shared/domain/batch-options.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { Port } from '../../shared/domain/port.ts';
import { carryOut } from '../../shared/domain/step/carry-out.ts';
import { good } from '../../shared/domain/verdict.ts';
import type { Observation } from '../../shared/domain/vocabulary.ts';
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

/** That never goes by a dry run. */
export const withoutDryRuns: Subject = {
  deliver,
  carryOut: (message, ...rest) => carryOut({ ...message, options: { ...message.options, dryRun: false } }, ...rest),
};

/** That reads other options of a stop. */
export function stoppingWith(change: Partial<StopBatchOptions>): Subject {
  const read = (message: WorkMessage): WorkMessage =>
    message.options.action === 'stop' ? { ...message, options: { ...message.options, ...change } } : message;
  return { deliver, carryOut: (message, ...rest) => carryOut(read(message), ...rest) };
}

/** A stop taken for a start. */
export function asStart(message: WorkMessage): WorkMessage {
  const { batchMode, dryRun, expiresAfterMs, confirmWithinMs } = message.options;
  const options = { action: 'start', batchMode, dryRun, expiresAfterMs, confirmWithinMs, initLocalDisk: false } as const;
  return { ...message, job: { ...message.job, action: 'start' }, options, rest: undefined };
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

/** That sees something else than a look shows. */
export function looking(change: (seen: Observation) => Observation): Subject {
  const through = (port: Port): Port => ({
    ...port,
    observe: async (ids) => {
      const look = await port.observe(ids);
      return 'failure' in look ? look : { value: new Map([...look.value].map(([id, seen]) => [id, change(seen)])) };
    },
  });
  return {
    deliver,
    carryOut: (message, delivery, port, setting) => carryOut(message, delivery, 'kind' in port ? port : through(port), setting),
  };
}
