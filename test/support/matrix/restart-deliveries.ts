import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { both } from './matrix-cell.ts';
import { type RestartRow, runningPlan } from './restart-cell.ts';

const notSeen = 'rejected Reveille.RebootNotSeen reboot';

/**
 * Messages that come twice, and functions that die. Whatever is repeated, no machine gets a second
 * reboot: the permit is taken before the request leaves, and a repeat looks for what it may not send.
 */
export function restartDeliveryRows(provider: ProviderName): [string, RestartRow][] {
  const ok = { plan: runningPlan(provider), ends: both('confirmed reboot'), reboots: 1 };
  const ignored = runningPlan(provider, { ignoresReboot: 1 });
  return [
    ['twice-at-once', { ...ok, restarting: { comesAt: [0, 0] } }],
    ['five-times-at-once', { ...ok, restarting: { comesAt: [0, 0, 0, 0, 0] } }],
    ['again-while-it-comes-back', { ...ok, restarting: { comesAt: [0, 10] } }],
    [
      'twice-at-once-and-ignored',
      { plan: ignored, ends: ['confirmed reboot', notSeen], reboots: 1, restarting: { comesAt: [0, 0] }, notices: 2 },
    ],
    // The request never left. Nobody can know that, so nothing is sent any more.
    [
      'dies-with-its-permit',
      { plan: runningPlan(provider), ends: both(notSeen), soft: [0, 0], restarting: { diesBefore: 'request' } },
    ],
    // Three minutes later the reboot is over, and nobody has seen it.
    [
      'dies-after-the-reboot',
      { plan: runningPlan(provider), ends: both(notSeen), reboots: 1, restarting: { diesBefore: 'followUps' } },
    ],
    [
      'dies-after-a-slow-reboot',
      {
        plan: runningPlan(provider, { rebootSeconds: 300 }),
        ends: [notSeen, 'confirmed reboot'],
        reboots: 1,
        restarting: { diesBefore: 'followUps' },
      },
    ],
    [
      'dies-before-the-letter',
      { plan: ignored, ends: ['confirmed reboot', notSeen], reboots: 1, restarting: { diesBefore: 'letter' } },
    ],
    [
      'dies-before-the-notice',
      { plan: ignored, ends: ['confirmed reboot', notSeen], reboots: 1, restarting: { diesBefore: 'notice' } },
    ],
  ];
}
