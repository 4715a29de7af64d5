import type { Restart } from '../../shared/contract/compiled-restarts.ts';

const minute = 60_000;

/** The policy that a restart without numbers gets (docs/adr/0023), of no machine yet. */
export const aPolicy: Restart = {
  sources: ['prometheus'],
  match: {},
  schedule: null,
  targets: [],
  whenStopped: 'start',
  whenRunning: 'reboot',
  force: false,
  forceAfterMs: 5 * minute,
  holdOffMs: 0,
  cooldownMs: 10 * minute,
  budget: { perHour: 3, perDay: 6 },
  atOnce: { percent: 20, perMs: 10 * minute },
  flapping: { episodes: 6, withinMs: 60 * minute },
  maxAgeMs: 30 * minute,
};
