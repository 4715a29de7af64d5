import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { both } from './matrix-cell.ts';
import { type RestartRow, runningPlan } from './restart-cell.ts';

const notSeen = 'rejected Reveille.RebootNotSeen reboot';

/**
 * Messages that come twice, and functions that die. Whatever is repeated, no machine gets a second
 * reboot: the permit is taken before the request leaves, and a repeat looks for what it may not
 * send.
 */
export function restartDeliveryRows(provider: ProviderName): [string, RestartRow][] {
  const plan = runningPlan(provider);
  const ok = { plan, ends: both('confirmed reboot'), reboots: 1 };
  const ignored = runningPlan(provider, { ignoresReboot: 1 });
  return [
    ['twice-at-once', { ...ok, restarting: { comesAt: [0, 0] } }],
    ['five-times-at-once', { ...ok, restarting: { comesAt: [0, 0, 0, 0, 0] } }],
    // By then the reboot is over, and the table knows that it was seen.
    ['again-after-five-minutes', { ...ok, restarting: { comesAt: [0, 300] } }],
    // By then it is too late to ask, and people hear of it. The better verdict counts.
    ['again-after-twenty-minutes', { ...ok, restarting: { comesAt: [0, 1_200] }, lettered: plan.ids, notices: 1 }],
    ['again-while-it-comes-back', { ...ok, restarting: { comesAt: [0, 10] } }],
    [
      'twice-at-once-and-ignored',
      { plan: ignored, ends: ['confirmed reboot', notSeen], reboots: 1, restarting: { comesAt: [0, 0] }, notices: 2 },
    ],
    // The request never left. Nobody can know that, so nothing is sent to the one with the permit.
    // The other got none yet.
    [
      'dies-with-its-permit',
      {
        plan,
        ends: [notSeen, 'confirmed reboot'],
        ...{ reboots: 1, soft: [0, 1] },
        restarting: { diesBefore: 'request' },
      },
    ],
    // Three minutes later the reboot is over, and nobody has seen it.
    ['dies-after-the-reboot', { plan, ends: both(notSeen), reboots: 1, restarting: { diesBefore: 'followUps' } }],
    [
      'dies-after-a-slow-reboot',
      {
        plan: runningPlan(provider, { rebootSeconds: 300 }),
        // It is seen coming back, and nobody knows why.
        ends: [notSeen, 'confirmed'],
        reboots: 1,
        restarting: { diesBefore: 'followUps' },
      },
    ],
    [
      'dies-before-the-letter',
      { plan: ignored, ends: ['confirmed reboot', notSeen], reboots: 1, restarting: { diesBefore: 'letter' } },
    ],
    // A notice that nobody takes is counted, and the batch goes on.
    [
      'has-its-notice-refused',
      { plan: ignored, ends: ['confirmed reboot', notSeen], reboots: 1, restarting: { diesBefore: 'notice' } },
    ],
  ];
}
