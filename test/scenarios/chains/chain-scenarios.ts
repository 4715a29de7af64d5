import { ali, targetOf } from '../../support/fleet.ts';
import type { Scenario } from '../../support/scenario.ts';

/** The only machine of these jobs. */
export const machine = 'i-bp1chain000000001';

// More rounds than Lambda lets a function take in one chain, unless its template allows it.
const soldOutForHours = {
  schedule: { expiresAfter: '4h', targets: [targetOf.alibaba([machine])] },
  instances: ali([machine], { refuses: { code: 'OperationDenied.NoStock' } }),
} as const satisfies Scenario;
const stopsSlowly = {
  action: 'stop',
  schedule: { confirmWithin: '1h', targets: [targetOf.alibaba([machine])] },
  instances: ali([machine], { status: 'Running', stopSeconds: 3_570 }),
} as const satisfies Scenario;

/** Jobs that take power so many rounds that AWS would take them for a loop. */
export const chains = {
  'sold-out-for-hours': soldOutForHours,
  'stops-slowly': stopsSlowly,
  'sold-out-in-a-loop': { ...soldOutForHours, alone: true, loopsEnd: true },
  'stops-in-a-loop': { ...stopsSlowly, alone: true, loopsEnd: true },
} satisfies Record<string, Scenario>;
