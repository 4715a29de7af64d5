import { deliver } from '../../functions/power/deliver.ts';
import { carryOut } from '../../shared/domain/step/carry-out.ts';
import { settleOver } from '../../shared/domain/step/settle-look.ts';
import { looking, reading, sending } from './break-subject.ts';
import type { BrokenSubject } from './broken-subjects.ts';

/** Faults that were met in the field and in a hunt, each planted again. */
export const latelyBroken: readonly BrokenSubject[] = [
  {
    what: 'does not ask what its schedule wants by now',
    subject: {
      deliver,
      carryOut: (message, delivery, port, setting) =>
        carryOut(message, delivery, port, { ...setting, overtakenSince: () => null }),
    },
    told: /was sent its \w+ against the hours$/,
  },
  {
    what: 'makes letters that say nothing was done',
    from: 1_700,
    // Unless a look shows that it was started since: that is the second guard.
    subject: {
      ...looking((seen) => ({ ...seen, startedAt: null })),
      deliver: (message, outcome, deps) =>
        deliver(message, { ...outcome, verdicts: outcome.verdicts.map((end) => ({ ...end, acted: false })) }, deps),
    },
    told: /was wiped 2 times$/,
  },
  {
    what: 'does not see that the same job has started a machine before',
    from: 1_700,
    subject: looking((seen) => ({ ...seen, startedAt: null })),
    told: /was wiped 2 times$/,
  },
  {
    what: 'calls a machine expired without a look',
    subject: {
      deliver,
      carryOut: async (message, delivery, port, setting) =>
        message.phase === 'act' && message.deadline !== null && setting.now() >= Date.parse(message.deadline)
          ? settleOver(message, { kind: 'late', deadline: Date.parse(message.deadline) })
          : carryOut(message, delivery, port, setting),
    },
    told: /is expired although its \w+ was accepted$/,
  },
  {
    what: 'takes every refusal of an account for told',
    subject: reading((each) => ({ ...each, told: 'Model.account' })),
    told: /failed \(Model\.account\) and is in no alert$/,
  },
  {
    what: 'lets a machine end its neighbours',
    subject: reading((each) => ({ ...each, options: { ...each.options, batchMode: 'AllTogether' } })),
    told: /which is a neighbour's$/,
  },
  {
    what: 'takes an AllTogether batch apart',
    subject: reading((each) => ({ ...each, options: { ...each.options, batchMode: 'SuccessFirst' } })),
    told: /^AllTogether was taken apart$/,
  },
  {
    what: 'does not see that capacity may be gone',
    from: 1_400,
    subject: looking((seen) => ({ ...seen, billing: { is: 'unknown', because: null } })),
    told: /with time left for capacity$/,
  },
  {
    what: 'takes in a word without an end',
    subject: looking((seen) => ({ ...seen, raw: 'x'.repeat(200_000) })),
    told: /^a message has \d+ characters$/,
  },
  {
    what: 'looks again every second',
    subject: sending((next) => (next.batch.phase === 'confirm' ? { ...next, delaySeconds: 1 } : next)),
    told: /^a chain is \d+ messages long|does not drain$/,
  },
];
