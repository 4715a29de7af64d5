import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { both, type Fault, html, type MatrixRow, placesOf, planned, planOf } from './matrix-cell.ts';

const raw = (body: string): Fault => ({ kind: 'raw', status: 200, body });

/**
 * What happens once and says nothing final: everything starts in the end, and no start is sent
 * without need.
 */
const passing: Readonly<Record<string, Fault>> = {
  reset: { kind: 'reset', when: 'before' },
  'html-500': html(500),
  'html-502': html(502),
  'html-503': html(503),
  'html-504': html(504),
  'cut-json': raw('{"RequestId":"473469C7","Response":{"RequestId":"473469C7"'),
  'json-list': raw('[]'),
  'json-text': raw('"ok"'),
  'odd-shape': raw('{"status":"fine","data":{"Response":null}}'),
  huge: { kind: 'huge', bytes: 8 * 1024 * 1024 + 1 },
};

/** What stands in the way of the whole account. */
const blocking: Readonly<Record<string, { readonly fault: Fault; readonly code: string }>> = {
  challenge: { fault: html(403, { 'cf-mitigated': 'challenge' }), code: 'Reveille.Challenged' },
  'http-451': { fault: html(451), code: 'Reveille.Blocked' },
};

/**
 * What comes instead of an answer, or instead of the answer that it should be, for one provider.
 */
export function oddAnswerRows(provider: ProviderName): [string, MatrixRow][] {
  return [...Object.entries(passing).flatMap(([name, fault]) => passingRows(provider, name, fault)), ...blockingRows(provider)];
}

/**
 * Faults that only the function's own deadline ends, after 25 s of real time. The two of a
 * provider just fit into its two functions that run at a time; each provider meets both, and both
 * strike a look and a start.
 */
export function slowRows(provider: ProviderName): [string, MatrixRow][] {
  const kinds = provider === 'tencent' ? (['trickle', 'hang'] as const) : (['hang', 'trickle'] as const);
  const [atLook, atStart] = kinds;
  return [
    ...passingRows(provider, atLook, { kind: atLook }, ['look']),
    ...passingRows(provider, atStart, { kind: atStart }, ['start']),
  ];
}

/** The cells that a fault makes which passes: one for each place where it can strike. */
function passingRows(provider: ProviderName, name: string, fault: Fault, places = placesOf[provider]): [string, MatrixRow][] {
  return places.map((place) => [
    `${name}-on-${place.toLowerCase()}`,
    {
      plan: planOf(provider, { faults: [planned(provider, place, fault)] }),
      ends: both('confirmed'),
      starts: place === 'start' ? 2 : 1,
      alerts: 0,
    },
  ]);
}

function blockingRows(provider: ProviderName): [string, MatrixRow][] {
  return Object.entries(blocking).flatMap(([name, { fault, code }]) =>
    placesOf[provider].map((place): [string, MatrixRow] => [
      `${name}-on-${place.toLowerCase()}`,
      {
        plan: planOf(provider, { faults: [planned(provider, place, fault)] }),
        ends: both(`rejected ${code}`),
        starts: place === 'start' ? 1 : 0,
        alerts: 1,
      },
    ]),
  );
}
