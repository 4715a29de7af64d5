import { deliver } from '../../functions/power/deliver.ts';
import type { Port } from '../../shared/domain/port.ts';
import { carryOut } from '../../shared/domain/step/carry-out.ts';
import {
  asStart,
  deciding,
  delivering,
  finding,
  reading,
  sending,
  stoppingWith,
  trusting,
  withInstances,
  withoutDryRuns,
} from './break-subject.ts';
import { latelyBroken } from './broken-lately.ts';
import { brokenRestarts } from './reboots/broken-restarts.ts';
import type { Subject } from './run-model.ts';

/** A Reveille that breaks one promise, and the sentence that must tell of it. */
export interface BrokenSubject {
  readonly what: string;
  readonly subject: Subject;
  readonly told: RegExp;
  /** A seed shortly before the first that tells, where that is rare; default 0. */
  readonly from?: number;
}

/** One way at least to break each promise. */
export const brokenSubjects: readonly BrokenSubject[] = [
  { what: 'raises no alert', subject: delivering(() => ({ announce: async () => {} })), told: /is in no alert$/ },
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
    what: 'tells of everything twice',
    subject: deciding((outcome) => ({ ...outcome, verdicts: [...outcome.verdicts, ...outcome.verdicts] })),
    told: /has 2 verdicts$/,
  },
  { what: 'takes an accepted start for a running instance', subject: trusting, told: /is confirmed and nobody saw it running$/ },
  { what: 'takes an accepted stop for a stopped instance', subject: trusting, told: /is confirmed and nobody saw it stopped$/ },
  {
    what: 'forgets that an action may have got through',
    subject: reading((each) => (each.phase === 'act' ? withInstances(each, { acted: false, answered: false }) : each)),
    told: /is expired although its \w+ was accepted$/,
  },
  {
    what: 'forgets what it wiped',
    from: 1_500,
    subject: reading((each) => (each.phase === 'act' ? withInstances(each, { acted: false }) : each)),
    told: /was wiped 2 times$/,
  },
  {
    what: 'goes by a clock that is slow',
    subject: {
      deliver,
      carryOut: (batch, delivery, port, clock) => carryOut(batch, delivery, port, { ...clock, now: () => clock.now() - 120_000 }),
    },
    told: /was sent its \w+ after the deadline$/,
  },
  { what: 'starts and stops on a dry run', subject: withoutDryRuns, told: /^a dry run sent a stop$/ },
  {
    what: 'acts on what it was not asked to',
    subject: reading((each) =>
      each.phase === 'find'
        ? each
        : { ...each, instances: [...each.instances, ...each.instances.slice(0, 1).map((one) => ({ ...one, id: 'i-other' }))] },
    ),
    told: /i-other is not in the job/,
  },
  {
    what: 'starts what was to be stopped',
    subject: reading(asStart),
    told: /was sent a start by a job that is none$/,
  },
  {
    what: 'forgets that it has acted on an instance anew before',
    subject: sending((next) => ({ ...next, batch: withInstances(next.batch, { restarts: 0 }) })),
    told: /was accepted \d+ times$/,
  },
  {
    what: 'forces stops that nobody wants forced',
    subject: stoppingWith({ force: true }),
    told: /was forced and nobody asked for it$/,
  },
  {
    what: 'has no patience with a soft stop',
    subject: stoppingWith({ forceAfterMs: 0 }),
    told: /was forced before that was due$/,
  },
  {
    what: 'forgets that it has forced an instance before',
    subject: sending((next) => ({ ...next, batch: withInstances(next.batch, { forced: false }) })),
    told: /was forced \d+ times$/,
  },
  {
    what: 'takes a stop that is under way after the deadline for its own',
    subject: reading((each) => (each.phase === 'confirm' ? { ...each, deadline: '2026-12-31T00:00:00Z' } : each)),
    told: /was forced (too late|before that was due)$|was sent its \w+ when the \w+ was due$/,
  },
  {
    what: 'ends a find with its first pages',
    subject: deciding((outcome) => ({ ...outcome, followUps: outcome.followUps.filter(({ batch }) => batch.phase !== 'find') })),
    told: /has no verdict$/,
  },
  {
    what: 'does not notice that a list has become shorter on the way',
    from: 450,
    subject: {
      deliver,
      carryOut: (message, delivery, port, clock) => carryOut(message, delivery, 'kind' in port ? port : forgetful(port), clock),
    },
    told: /has no verdict$/,
  },
  {
    what: 'has no limit to what a selection may mean',
    subject: finding(({ selection }) => ({ selection: { ...selection, maxMatches: null } })),
    told: /match and were touched$/,
  },
  {
    what: 'keeps to itself that a selection came to nothing',
    subject: deciding((outcome) => ({
      ...outcome,
      verdicts: outcome.verdicts.filter(({ code }) => code !== 'Reveille.NoMatch'),
    })),
    told: /^power=hours has no verdict$/,
  },
  ...latelyBroken,
  ...brokenRestarts,
  {
    what: 'tries again at once for as long as it may',
    subject: sending(({ batch }) => ({ batch: withInstances(batch, { retries: 0 }), delaySeconds: 0 })),
    told: /was in \d+ calls, over \d+$|does not drain$/,
  },
];

/** A port whose pages do not say how long their list is. */
function forgetful(port: Port): Port {
  return {
    ...port,
    find: async (...call) => {
      const page = await port.find(...call);
      return 'failure' in page ? page : { value: { ...page.value, total: null } };
    },
  };
}
