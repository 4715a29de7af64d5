import type { PlannedFault } from '../../../local/clouds/cloud-state.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { scenarioKeys } from '../scenario.ts';
import { both, type Fault, html, type MatrixRow, placesOf, planned, planOf, words } from './matrix-cell.ts';

/** An error in the provider's own words, so often, wherever it strikes. */
function errorRows(provider: ProviderName, name: string, error: ErrorRow): [string, MatrixRow][] {
  const fault: Fault = { kind: 'error', status: 400, code: error.code, message: 'as planned' };
  return placesOf[provider].map((place) => [
    `${name}-on-${place.toLowerCase()}`,
    {
      plan: planOf(provider, { faults: [planned(provider, place, fault, error.times)] }),
      ends: both(error.end),
      starts: place === 'start' ? error.starts : error.end === 'confirmed' ? 1 : 0,
      alerts: error.end === 'confirmed' ? 0 : 1,
    },
  ]);
}

interface ErrorRow {
  readonly code: string;
  readonly times: number;
  readonly end: string;
  /** Requests when it strikes the start. */
  readonly starts: number;
}

const forEver = 1_000;

/**
 * Refusals in the provider's own words, faults that do not pass, keys and clocks that are wrong,
 * for one provider.
 */
export function refusalRows(provider: ProviderName): [string, MatrixRow][] {
  const { throttled, badKey, oldToken, wrongTime } = words[provider];
  const account = (end: string, faults: readonly PlannedFault[], starts: number): MatrixRow => ({
    plan: planOf(provider, { faults: [...faults] }),
    ends: both(end),
    starts,
    alerts: end === 'confirmed' ? 0 : 1,
  });
  return [
    ['html-502-on-every-look', account('expired Reveille.Unreadable', [planned(provider, 'look', html(502), forEver)], 0)],
    ['html-502-on-every-start', account('rejected Reveille.Unreadable', [planned(provider, 'start', html(502), forEver)], 5)],
    ['throttled-on-every-start', account(`rejected ${throttled}`, [planned(provider, 'start', errorOf(throttled), forEver)], 5)],
    ...errorRows(provider, 'throttle-storm', { code: throttled, times: 4, end: 'confirmed', starts: 5 }),
    // The key is read anew and tried once more, so one refusal passes and two do not.
    ...errorRows(provider, 'rotated-key', { code: badKey, times: 1, end: 'confirmed', starts: 2 }),
    ...errorRows(provider, 'expired-token', { code: oldToken, times: forEver, end: `rejected ${oldToken}`, starts: 2 }),
    // The request is signed anew with the server's time and sent once more.
    ...errorRows(provider, 'wrong-time', { code: wrongTime, times: 1, end: 'confirmed', starts: 2 }),
    ...errorRows(provider, 'wrong-time-for-good', { code: wrongTime, times: forEver, end: `rejected ${wrongTime}`, starts: 2 }),
    [
      'cloud-an-hour-ahead',
      { plan: planOf(provider, { clockSkewSeconds: 3_600 }), ends: both('confirmed'), starts: 2, alerts: 0 },
    ],
    [
      'refused-connections',
      // Nothing listens there: the port of RFC 863's discard service, closed on every usual
      // machine.
      {
        plan: planOf(provider, { endpoint: 'http://127.0.0.1:9' }),
        ends: both('expired Reveille.Unreachable'),
        starts: 0,
        alerts: 1,
      },
    ],
    ['reset-after-the-start', account('confirmed', [planned(provider, 'start', { kind: 'reset', when: 'after' })], 1)],
  ];
}

/** A key that was rotated after it was read: the next read gives the new one. */
export function staleKeyRow(provider: ProviderName): [string, MatrixRow] {
  const plan = planOf(provider, { secrets: [staleKeys[provider], scenarioKeys[provider]] });
  return ['stale-cached-key', { plan, ends: both('confirmed'), starts: 1, alerts: 0 }];
}

function errorOf(code: string): Fault {
  return { kind: 'error', status: 400, code, message: 'as planned' };
}

const staleKeys: Readonly<Record<ProviderName, unknown>> = {
  alibaba: { ...scenarioKeys.alibaba, accessKeySecret: 'alibaba-SECRET-of-yesterday' },
  tencent: { ...scenarioKeys.tencent, secretKey: 'tencent-SECRET-of-yesterday' },
  zenlayer: { ...scenarioKeys.zenlayer, accessKeyPassword: 'zenlayer-SECRET-of-yesterday' },
};
