import { expect, it } from 'vitest';
import { alertMessages } from '../../../functions/ingest/alert-messages.ts';
import { statementOf } from '../../shared/restart/a-question.ts';
import { entriesOf } from '../../support/aws-endpoint.ts';
import { anIngestFunction, bearer } from './an-ingest-function.ts';

const at = '2026-11-21T01:05:00.000Z';
const sizes = (count: number, text = '') =>
  alertMessages('prometheus', at, {
    statements: Array.from({ length: count }, (_, n) => statementOf(String(n), { series: text })),
    truncated: 3,
  }).map(({ statements, truncated }) => [statements.length, truncated]);

it.each([
  { count: 0, text: '', packs: [] },
  { count: 50, text: '', packs: [[50, 3]] },
  {
    count: 51,
    text: '',
    packs: [
      [50, 3],
      [1, 0],
    ],
  },
  // 3 kilobytes of text in each, and 200 in a message.
  {
    count: 65,
    text: '界'.repeat(1_000),
    packs: [
      [50, 3],
      [15, 0],
    ],
  },
])('puts $count statements into messages: $packs', ({ count, text, packs }) => {
  expect(sizes(count, text)).toEqual(packs);
});

it('closes a message before it is too large, and lets a large statement go alone', () => {
  const packs = sizes(4, 'x'.repeat(90_000));
  expect(packs).toEqual([
    [2, 3],
    [2, 0],
  ]);
  expect(sizes(2, 'x'.repeat(300_000))).toEqual([
    [1, 3],
    [1, 0],
  ]);
});

it('accepts ten thousand alerts in one body, each with an id of its own, ten messages a request', async () => {
  const { ask, sent, sends } = await anIngestFunction();
  const body = `{"alerts":[${Array.from({ length: 10_000 }, () => '{"status":"firing"}').join(',')}]}`;
  expect(await ask({ source: 'reveille', headers: bearer, body })).toMatchObject({ statusCode: 202, body: '{"accepted":10000}' });
  expect(sends().map((call) => entriesOf(call).length)).toEqual(Array.from({ length: 20 }, () => 10));
  const ids = sent().flatMap(({ statements }) => statements.map(({ id }) => id));
  expect([ids[0], ids.at(-1), new Set(ids).size]).toEqual(['request-1 1', 'request-1 10000', 10_000]);
});

it('sends characters that SQS does not take as escapes, which read as what they were', async () => {
  const { ask, sent, sends } = await anIngestFunction();
  const alertname = 'down \uffff \ufffe \u0001 \ud800';
  const alerts = [{ status: 'firing', labels: { alertname } }];
  expect((await ask({ source: 'reveille', headers: bearer, body: { alerts } })).statusCode).toBe(202);
  expect(JSON.stringify(sends())).not.toMatch(/[\ufffe\uffff\ud800]/);
  expect(sent()[0]?.statements[0]?.labels.alertname).toBe(alertname);
});
