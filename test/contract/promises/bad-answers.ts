import type { FailureKind } from '../../../shared/domain/failure-table.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';
import { always, type Script } from '../../support/scripted-server.ts';
import { type CallName, callNames, goodAnswer } from './provider-calls.ts';

/** An answer that is no good one, and what it must be taken for. */
export interface BadAnswer {
  readonly call: CallName;
  readonly what: string;
  readonly script: Script;
  readonly kind: string;
  readonly code: string;
}

const html = { 'content-type': 'text/html' };
const page = '<html><body>Bad gateway</body></html>';
const unknown = { kind: 'outcomeUnknown', code: 'Reveille.Unreadable' } as const;

/** Every bad answer, to every call. */
export function badAnswers(phrasing: Phrasing): BadAnswer[] {
  return callNames.flatMap((call) => {
    const good = JSON.stringify(goodAnswer(phrasing, call));
    return [...pages, ...oddJson(good), ...errors(phrasing)].map((row) => ({ call, ...row }));
  });
}

const pages = [
  { what: 'an HTML page with HTTP 502', script: always(502, page, html), ...unknown },
  { what: 'an HTML page with HTTP 503', script: always(503, page, html), ...unknown },
  { what: 'an HTML page with HTTP 200', script: always(200, page, html), ...unknown },
  { what: 'an HTML page with HTTP 403', script: always(403, page, html), ...unknown },
  {
    what: 'a challenge page',
    script: always(403, page, { ...html, 'cf-mitigated': 'challenge' }),
    kind: 'account',
    code: 'Reveille.Challenged',
  },
  { what: 'nothing with HTTP 451', script: always(451, ''), kind: 'account', code: 'Reveille.Blocked' },
  { what: 'an HTML page with HTTP 429', script: always(429, page, html), ...unknown, kind: 'throttled' },
  { what: 'a page whose content type is a novel', script: always(502, page, { 'content-type': 'x'.repeat(900) }), ...unknown },
  { what: 'a page without a content type', script: ((response) => response.writeHead(502).end(page)) as Script, ...unknown },
  { what: 'nothing with HTTP 200', script: always(200, ''), ...unknown },
  { what: 'nothing with HTTP 500', script: always(500, ''), ...unknown },
  {
    what: 'more than 8 MiB',
    script: ((response) => response.end(Buffer.alloc(8 * 1024 * 1024 + 1, ' '))) as Script,
    kind: 'outcomeUnknown',
    code: 'Reveille.NoAnswer',
  },
];

function oddJson(good: string) {
  const wrong = good.replace(/"(RequestId|requestId)"/g, '"Request"');
  return [
    { what: 'JSON that ends too early', script: always(200, good.slice(0, -2)), ...unknown },
    { what: 'a list', script: always(200, '[]'), ...unknown },
    { what: 'null', script: always(200, 'null'), ...unknown },
    { what: 'a text', script: always(200, '"ok"'), ...unknown },
    { what: 'an empty object', script: always(200, '{}'), ...unknown },
    { what: 'an object without a request id', script: always(200, wrong), ...unknown },
    { what: 'a good body with HTTP 202', script: always(202, good), ...unknown },
    { what: 'an object without a code, with HTTP 500', script: always(500, '{"status":"down"}'), ...unknown },
    { what: 'an object without a code, with HTTP 429', script: always(429, '{}'), ...unknown, kind: 'throttled' },
  ];
}

function errors(phrasing: Phrasing) {
  const unheardOf = (status: number, kind: FailureKind) => ({
    what: `a code nobody knows, with HTTP ${status}`,
    script: always(status, JSON.stringify(phrasing.refused('Brand.New', 'no').body)),
    kind,
    code: 'Brand.New',
  });
  const { body } = phrasing.refused(phrasing.throttledCode, 'slow down');
  return [
    unheardOf(400, 'unclear'),
    unheardOf(429, 'throttled'),
    unheardOf(451, 'unclear'),
    unheardOf(503, 'outcomeUnknown'),
    { what: 'an error body with HTTP 200', script: always(200, JSON.stringify(body)), ...phrasing.errorWith200 },
  ];
}
