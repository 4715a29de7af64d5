import { deliver } from '../../../functions/power/deliver.ts';
import type { Permits } from '../../../shared/domain/port.ts';
import { carryOut } from '../../../shared/domain/step/carry-out.ts';
import { reading, sending, trusting, withInstances } from '../break-subject.ts';
import type { BrokenSubject } from '../broken-subjects.ts';
import type { Subject } from '../run-model.ts';
import { restartSeeds as from } from './model-restart.ts';

/** A Reveille that restarts machines and breaks a promise of that. */
export const brokenRestarts: readonly BrokenSubject[] = [
  {
    what: 'never asks for a permit',
    from,
    subject: asking((permits) => ({ ...permits, permit: async () => new Map() })),
    told: /was sent two reboots inside a cooldown$/,
  },
  {
    what: 'gives every permit back',
    from,
    subject: asking((permits) => ({
      ...permits,
      permit: async (ids, what) => {
        await permits.withdraw(ids, what);
        return new Map();
      },
    })),
    told: /was sent two reboots inside a cooldown$/,
  },
  {
    what: 'takes an accepted reboot for one that was seen',
    from,
    subject: trusting,
    told: /is confirmed and nobody saw it reboot$/,
  },
  {
    what: 'forgets what it did',
    from,
    subject: sending((next) => ({ ...next, batch: withInstances(next.batch, { did: undefined }) })),
    told: /is told as null, and what was done is reboot$/,
  },
  {
    what: 'forces reboots that nobody wants forced',
    from,
    subject: reading((message) =>
      message.options.action === 'restart' ? { ...message, options: { ...message.options, force: true } } : message,
    ),
    told: /was forced to reboot and nobody asked for it$/,
  },
  {
    what: 'has no patience with a soft reboot',
    from,
    subject: reading((message) =>
      message.options.action === 'restart' ? { ...message, options: { ...message.options, forceAfterMs: 0 } } : message,
    ),
    told: /was forced to reboot before that was due$/,
  },
];

/** That asks for permits in another way. */
function asking(change: (permits: Permits) => Permits): Subject {
  return {
    deliver,
    carryOut: (message, delivery, port, setting) =>
      carryOut(message, delivery, 'kind' in port ? port : { ...port, permits: change(port.permits) }, setting),
  };
}
