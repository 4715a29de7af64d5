import { expect, it } from 'vitest';
import { ingestEnv } from '../../../shared/contract/env.ts';
import type { AwsAnswer } from '../../support/aws-endpoint.ts';
import { anIngestFunction, bearer, hmacKey, nothing, type Request, secretHolding, signed, token } from './an-ingest-function.ts';

const alerts = [{ status: 'firing', labels: { alertname: 'Down' }, instance: 'i-bp1x' }];
const good: Request = { source: 'reveille', headers: bearer, body: { alerts } };
const big = 'x'.repeat(256 * 1_024 + 1);

it.each([
  { what: 'a source that is not there', request: { ...good, source: 'nobody' }, counts: '-' },
  { what: 'a name that every object has', request: { ...good, source: 'constructor' }, counts: '-' },
  { what: 'no proof', request: { ...good, headers: {} }, counts: 'reveille' },
  { what: 'another token', request: { ...good, headers: { authorization: 'Bearer guess' } }, counts: 'reveille' },
  { what: 'another token in the path', request: { ...good, headers: {}, pathToken: 'guess' }, counts: 'reveille' },
  { what: 'a signature where there is no key', request: { ...good, headers: signed('reveille', '') }, counts: 'reveille' },
  { what: 'garbage', request: { ...good, headers: {}, body: '\u0000{' }, counts: 'reveille' },
  { what: 'too much', request: { ...good, headers: {}, body: big }, counts: 'reveille' },
  { what: 'no body', request: { source: 'reveille' }, counts: 'reveille' },
])('gives one answer to $what, writes nothing and only counts', async ({ request, counts }) => {
  const { ask, sends, counted, logged } = await anIngestFunction();
  expect(await ask(request)).toEqual(nothing);
  expect(sends()).toEqual([]);
  expect(counted()).toEqual([[counts, 'refused']]);
  expect(logged()).toEqual([]);
});

it.each([
  { bytes: 256 * 1_024, status: 202, outcome: 'accepted' },
  { bytes: 256 * 1_024 + 1, status: 413, outcome: 'too-large' },
])('takes a body of $bytes bytes with $status', async ({ bytes, status, outcome }) => {
  const { ask, counted } = await anIngestFunction();
  const body = JSON.stringify({ alerts }).padEnd(bytes);
  expect((await ask({ ...good, body })).statusCode).toBe(status);
  expect((await ask({ ...good, body, base64: true })).statusCode).toBe(status);
  expect(counted()).toEqual([
    ['reveille', outcome],
    ['reveille', outcome],
  ]);
});

it('counts bytes, not characters', async () => {
  const { ask } = await anIngestFunction();
  expect((await ask({ ...good, body: '界'.repeat(90_000) })).statusCode).toBe(413);
});

it.each([
  { source: 'alertmanager', body: '{"token":"tok-VERY-SECRET"', says: 'the body is not JSON' },
  { source: 'alertmanager', body: { version: '3', alerts: [] }, says: 'the body is not of version 4' },
  {
    source: 'alertmanager',
    body: { text: 'VERY' },
    says: 'the body has not the shape of a group of alerts; send the default body',
  },
  { source: 'cloudmonitor', body: 'alertState=VERY', says: 'alertState is neither ALERT nor OK' },
  { source: 'tencent-monitor', body: {}, says: 'the body has not the shape of an alarm callback' },
  { source: 'uptime-kuma', body: '', says: 'the body is not JSON' },
])('tells $source in one line why nobody can read its body, and quotes nothing: $says', async ({ source, body, says }) => {
  const { ask, sends, counted, logged } = await anIngestFunction();
  expect(await ask({ source, headers: bearer, body })).toEqual({
    statusCode: 400,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: says }),
  });
  expect([sends(), logged()]).toEqual([[], []]);
  expect(counted()).toEqual([[source, 'unreadable']]);
});

it('survives what no reader expects, and says so to the operator without a word of it', async () => {
  const { ask, sends, counted, logged } = await anIngestFunction();
  const nested = `${'['.repeat(50_000)}"VERY"${']'.repeat(50_000)}`;
  const body = `{"version":"4","alerts":[{"status":"firing","labels":{"a":${nested}}}]}`;
  expect(await ask({ source: 'alertmanager', headers: bearer, body })).toMatchObject({
    statusCode: 400,
    body: '{"message":"the body cannot be read"}',
  });
  expect([sends(), counted()]).toEqual([[], [['alertmanager', 'unreadable']]]);
  expect(logged()).toMatchObject([{ level: 'ERROR', message: 'alerts not read', source: 'alertmanager', reason: 'RangeError' }]);
});

it.each<{ what: string; queue: AwsAnswer }>([
  { what: 'is gone', queue: [400, { __type: 'QueueDoesNotExist', message: 'no such queue' }] },
  { what: 'fails', queue: [500, { __type: 'InternalFailure', message: 'later' }] },
  {
    what: 'refuses an entry',
    queue: [200, { Failed: [{ Id: '0', Code: 'InternalError', Message: 'later', SenderFault: false }] }],
  },
])('answers 503 when the queue $what, so that the source sends again', async ({ queue }) => {
  const { ask, counted, logged } = await anIngestFunction(({ action }) => (action === 'SendMessageBatch' ? queue : undefined));
  expect(await ask(good)).toMatchObject({
    statusCode: 503,
    body: '{"message":"the alerts could not be queued; send them again"}',
  });
  expect(counted()).toEqual([['reveille', 'queue-refused']]);
  expect(logged()).toMatchObject([{ level: 'ERROR', message: 'alerts not queued', source: 'reveille' }]);
});

it('says nothing of a request in any line, whatever becomes of it', async () => {
  // Powertools would log events if this were all that counted.
  process.env.POWERTOOLS_LOGGER_LOG_EVENT = 'true';
  const { ask, lines } = await anIngestFunction(({ action, input }) => {
    if (action !== 'GetSecretValue') return undefined;
    return input.SecretId === 'reveille/grafana' ? secretHolding(`{"tokens":"${token}"}`) : undefined;
  });
  delete process.env.POWERTOOLS_LOGGER_LOG_EVENT;
  const secret = { alerts: [{ status: 'firing', id: 'VERY', instance: 'i-VERY', labels: { alertname: 'VERY' } }] };
  for (const source of ['reveille', 'grafana', 'VERY-unknown']) {
    for (const body of [secret, 'VERY{', `VERY${big}`]) {
      await ask({ source, headers: bearer, body });
      await ask({ source, pathToken: token, body, base64: true });
      await ask({ source, headers: { ...signed('reveille', 'x', hmacKey), cookie: 'VERY' }, pathToken: 'VERY', body });
    }
  }
  expect(lines.length).toBeGreaterThan(27);
  expect(JSON.stringify(lines)).not.toMatch(/VERY|authorization|Bearer|\/v1\/alerts/);
});

it('has the alerts queue in its environment', () => {
  expect(ingestEnv.safeParse({ ALERTS_QUEUE_URL: 'https://sqs/alerts' }).success).toBe(true);
  expect(ingestEnv.safeParse({}).success).toBe(false);
});
