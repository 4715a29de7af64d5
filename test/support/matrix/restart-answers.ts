import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { both, type Fault, html, words } from './matrix-cell.ts';
import { type RebootPlace, type RestartRow, rebootPlaces, runningPlan, struck } from './restart-cell.ts';

const raw = (body: string): Fault => ({ kind: 'raw', status: 200, body });
const errorOf = (code: string, status = 400): Fault => ({ kind: 'error', status, code, message: 'as planned' });

/** A signature that is not accepted, in each provider's words. */
const badSignature: Readonly<Record<ProviderName, string>> = {
  alibaba: 'SignatureDoesNotMatch',
  tencent: 'AuthFailure.SignatureFailure',
  zenlayer: 'AUTHFAILURE_SIGNATURE_FAILURE',
};

/** What comes once instead of an answer, and does not say whether anything was done. */
const silences: Readonly<Record<string, Fault>> = {
  reset: { kind: 'reset', when: 'before' },
  'html-502': html(502),
  'cut-json': raw('{"RequestId":"473469C7","Response":{"RequestId":"473469C7"'),
  'odd-shape': raw('{"status":"fine","data":{"Response":null}}'),
  hang: { kind: 'hang' },
  'new-code-500': errorOf('Brand.NewFault', 500),
};

/**
 * Everything that a cloud may answer besides what it should. An answer that does not tell costs a
 * look again before the reboot. After it nobody knows, so it is looked for and not sent again.
 */
export function restartAnswerRows(provider: ProviderName): [string, RestartRow][] {
  return [
    ...Object.entries(silences).flatMap(([name, fault]) =>
      rebootPlaces[provider].map((place) => silenceRow(provider, `${name}-on-${place.toLowerCase()}`, fault, place)),
    ),
    [
      'reset-after-the-reboot',
      {
        plan: runningPlan(provider, {}, { faults: [struck(provider, 'reboot', { kind: 'reset', when: 'after' })] }),
        ends: both('confirmed reboot'),
        reboots: 1,
      },
    ],
    ...refusals(provider).flatMap((refusal) => rebootPlaces[provider].map((place) => refusalRow(provider, refusal, place))),
    [
      'html-502-on-every-look',
      {
        plan: runningPlan(provider, {}, { faults: [struck(provider, 'look', html(502), forEver)] }),
        ends: both('expired Reveille.Unreadable'),
        soft: [0, 0],
      },
    ],
    [
      'cloud-an-hour-ahead',
      { plan: runningPlan(provider, {}, { clockSkewSeconds: 3_600 }), ends: both('confirmed reboot'), reboots: 2 },
    ],
    [
      'refused-connections',
      {
        // Nothing listens there: the port of RFC 863's discard service.
        plan: runningPlan(provider, {}, { endpoint: 'http://127.0.0.1:9' }),
        ends: both('expired Reveille.Unreachable'),
        soft: [0, 0],
      },
    ],
  ];
}

function silenceRow(provider: ProviderName, name: string, fault: Fault, place: RebootPlace): [string, RestartRow] {
  const plan = runningPlan(provider, {}, { faults: [struck(provider, place, fault)] });
  // A hang lasts as long as the invocation.
  const restarting = fault.kind === 'hang' ? { invocationMs: 5_800 } : {};
  const row = { plan, restarting, reboots: 1 };
  if (place !== 'reboot') return [name, { ...row, ends: both('confirmed reboot') }];
  return [name, { ...row, ends: both('rejected Reveille.RebootNotSeen reboot'), soft: [0, 0] }];
}

interface Refusal {
  readonly name: string;
  readonly fault: Fault;
  readonly times: number;
  /** What it comes to; null where everything is well in the end. */
  readonly code: string | null;
  /** Requests when it strikes the reboot. */
  readonly reboots: number;
}

const forEver = 1_000;

function refusals(provider: ProviderName): Refusal[] {
  const { throttled, badKey, oldToken, wrongTime } = words[provider];
  const challenge = html(403, { 'cf-mitigated': 'challenge' });
  return [
    { name: 'throttle-storm', fault: errorOf(throttled), times: 4, code: null, reboots: 5 },
    { name: 'throttled-for-good', fault: errorOf(throttled), times: forEver, code: throttled, reboots: 5 },
    // The key is read anew and tried once more.
    { name: 'rotated-key', fault: errorOf(badKey), times: 1, code: null, reboots: 2 },
    { name: 'refused-key', fault: errorOf(badSignature[provider]), times: forEver, code: badSignature[provider], reboots: 2 },
    { name: 'expired-token', fault: errorOf(oldToken), times: forEver, code: oldToken, reboots: 2 },
    { name: 'wrong-time', fault: errorOf(wrongTime), times: 1, code: null, reboots: 2 },
    { name: 'wrong-time-for-good', fault: errorOf(wrongTime), times: forEver, code: wrongTime, reboots: 2 },
    // The batch, then each half of it: nobody knows whom the code is about.
    { name: 'new-code', fault: errorOf('Brand.NewCode'), times: forEver, code: 'Brand.NewCode', reboots: 2 },
    { name: 'challenge', fault: challenge, times: 1, code: 'Reveille.Challenged', reboots: 1 },
    { name: 'http-451', fault: html(451), times: 1, code: 'Reveille.Blocked', reboots: 1 },
  ];
}

/** A refusal says that nothing was done. So the permit is given back, and a later round may try. */
function refusalRow(provider: ProviderName, refusal: Refusal, place: RebootPlace): [string, RestartRow] {
  const { name, fault, times, code, reboots } = refusal;
  const plan = runningPlan(provider, {}, { faults: [struck(provider, place, fault, times)] });
  const title = `${name}-on-${place.toLowerCase()}`;
  // A dry run that may refuse one instance alone leaves the decision to the call itself.
  if (code === null || (place === 'dryRun' && name === 'new-code'))
    return [title, { plan, ends: both('confirmed reboot'), reboots: place === 'reboot' ? reboots : 1 }];
  // Only a look that was throttled to the end has told nothing of the instances.
  const verdict = place === 'look' && name === 'throttled-for-good' ? 'expired' : 'rejected';
  const ends = both(place === 'reboot' ? `rejected ${code} reboot` : `${verdict} ${code}`);
  return [title, { plan, ends, reboots: place === 'reboot' ? reboots : 0, soft: [0, 0] }];
}
