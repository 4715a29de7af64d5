import { carryOut } from '../../functions/power/carry-out.ts';
import { type DeliverDeps, deliver } from '../../functions/power/deliver.ts';
import type { Batch } from '../../shared/domain/batch.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import { good } from '../../shared/domain/verdict.ts';
import type { Subject } from './run-model.ts';

/** A Reveille that breaks one promise, and the sentence that must tell of it. */
export interface BrokenSubject {
  readonly what: string;
  readonly subject: Subject;
  readonly told: RegExp;
}

function delivering(change: (deps: DeliverDeps, batch: Batch) => Partial<DeliverDeps>): Subject {
  return { carryOut, deliver: (batch, outcome, deps) => deliver(batch, outcome, { ...deps, ...change(deps, batch) }) };
}

function deciding(change: (outcome: Outcome) => Outcome): Subject {
  return { deliver, carryOut: async (...step) => change(await carryOut(...step)) };
}

function reading(change: (batch: Batch) => Batch): Subject {
  return {
    deliver,
    carryOut: (batch, delivery, ...rest) => carryOut(change(batch), { ...delivery, redelivered: false }, ...rest),
  };
}

function withInstances(batch: Batch, past: Partial<Batch['instances'][number]>): Batch {
  return { ...batch, instances: batch.instances.map((instance) => ({ ...instance, ...past })) };
}

const silence = { send: async () => ({}) } as unknown as DeliverDeps['sns'];

/** One way at least to break each promise. */
export const brokenSubjects: readonly BrokenSubject[] = [
  { what: 'raises no alert', subject: delivering(() => ({ sns: silence })), told: /is in no alert$/ },
  {
    what: 'sends no dead letter',
    subject: delivering(({ send }) => ({ send: async (url, all) => (url === 'letters' ? undefined : send(url, all)) })),
    told: /is in no dead letter$/,
  },
  {
    what: 'sends no follow-up',
    subject: delivering(({ send }) => ({ send: async (url, all) => (url === 'work' ? undefined : send(url, all)) })),
    told: /has no verdict$/,
  },
  {
    what: 'takes an accepted start for a running instance',
    subject: deciding((outcome) => {
      const accepted = outcome.followUps.filter(({ batch }) => batch.phase === 'confirm').flatMap(({ batch }) => batch.instances);
      return {
        ...outcome,
        verdicts: [...outcome.verdicts, ...accepted.map((instance) => good(instance, 'confirmed'))],
        followUps: outcome.followUps.filter(({ batch }) => batch.phase === 'act'),
      };
    }),
    told: /is confirmed and nobody saw it run$/,
  },
  {
    what: 'forgets that a start may have got through',
    subject: reading((batch) => (batch.phase === 'act' ? withInstances(batch, { acted: false, answered: false }) : batch)),
    told: /is expired although it was started$/,
  },
  {
    what: 'forgets what it wiped',
    subject: reading((batch) => (batch.phase === 'act' ? withInstances(batch, { acted: false }) : batch)),
    told: /was wiped 2 times$/,
  },
  {
    what: 'goes by a clock that is slow',
    subject: {
      deliver,
      carryOut: (batch, delivery, deps, signal) =>
        carryOut(batch, delivery, { ...deps, now: () => deps.now() - 120_000 }, signal),
    },
    told: /was started after the deadline$/,
  },
  {
    what: 'starts on a dry run',
    subject: reading((batch) => ({ ...batch, options: { ...batch.options, dryRun: false } })),
    told: /^a dry run sent a start$/,
  },
  {
    what: 'starts what it was not asked to',
    subject: reading((batch) => ({
      ...batch,
      instances: [...batch.instances, ...withInstances(batch, { id: 'i-other' }).instances.slice(0, 1)],
    })),
    told: /i-other is not in the job/,
  },
  {
    what: 'forgets that it has started an instance anew before',
    subject: deciding((outcome) => ({
      ...outcome,
      followUps: outcome.followUps.map((next) => ({ ...next, batch: withInstances(next.batch, { restarts: 0 }) })),
    })),
    told: /was accepted \d+ times$/,
  },
  {
    what: 'tries again at once for as long as it may',
    subject: {
      carryOut: async (...step) => {
        const outcome = await carryOut(...step);
        const again = outcome.followUps.map(({ batch }) => ({ batch: withInstances(batch, { retries: 0 }), delaySeconds: 0 }));
        return { ...outcome, followUps: again };
      },
      deliver,
    },
    told: /was in \d+ starts, over \d+$|does not drain$/,
  },
];
