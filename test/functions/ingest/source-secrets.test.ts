import { describe, expect, it } from 'vitest';
import type { AwsAnswer } from '../../support/aws-endpoint.ts';
import { anIngestFunction, nothing, secretHolding, token } from './an-ingest-function.ts';

const request = (given: string, source = 'reveille') => ({
  source,
  headers: { authorization: `Bearer ${given}` },
  body: source === 'reveille' ? { alerts: [] } : { version: '4', alerts: [] },
});

/** The function over a secret that a test can change. */
async function withSecret(answer: AwsAnswer) {
  const holds = { answer };
  const ingest = await anIngestFunction(({ action }) => (action === 'GetSecretValue' ? holds.answer : undefined));
  const statusOf = async (given: string, source?: string) => (await ingest.ask(request(given, source))).statusCode;
  return { ...ingest, holds, statusOf };
}
const holding = (secret: object) => secretHolding(JSON.stringify(secret));

it('reads a secret once for many requests, and again after five minutes', async () => {
  const { statusOf, secretReads, clock } = await withSecret(holding({ token }));
  for (let n = 0; n < 5; n += 1) expect(await statusOf(token)).toBe(202);
  clock.now += 299_999;
  expect([await statusOf(token), secretReads()]).toEqual([202, 1]);
  clock.now += 1;
  expect([await statusOf(token), secretReads()]).toEqual([202, 2]);
});

it('takes a new token ten seconds after the last look, without a deploy, and the previous one beside it', async () => {
  const { statusOf, holds, clock } = await withSecret(holding({ token: 'old' }));
  expect(await statusOf('old')).toBe(202);
  holds.answer = holding({ token: 'new', previousToken: 'old' });
  clock.now += 9_999;
  expect(await statusOf('new')).toBe(404);
  clock.now += 1;
  expect([await statusOf('new'), await statusOf('old')]).toEqual([202, 202]);
  holds.answer = holding({ token: 'new' });
  clock.now += 300_000;
  expect([await statusOf('new'), await statusOf('old')]).toEqual([202, 404]);
});

it('asks Secrets Manager once in ten seconds, however many bad requests come', async () => {
  const { statusOf, secretReads, clock } = await withSecret(holding({ token }));
  for (let n = 0; n < 50; n += 1) expect(await statusOf('guess')).toBe(404);
  expect(secretReads()).toBe(1);
  clock.now += 10_000;
  for (let n = 0; n < 50; n += 1) await statusOf('guess');
  expect(secretReads()).toBe(2);
  // Each source has its own.
  await statusOf('guess', 'alertmanager');
  expect(secretReads()).toBe(3);
});

describe('a secret that nobody can use', () => {
  it.each<{ of: string; source?: string; answer: AwsAnswer; reason: string }>([
    {
      of: 'is missing',
      answer: [400, { __type: 'ResourceNotFoundException', Message: 'VERY' }],
      reason: 'secret reveille/reveille cannot be read: ResourceNotFoundException',
    },
    { of: 'is no JSON', answer: secretHolding('tok-VERY-SECRET'), reason: 'secret reveille/reveille is not JSON' },
    {
      of: 'has neither field',
      answer: holding({ password: 'VERY' }),
      reason: 'secret reveille/reveille is not {"token"} or {"hmacKey"}: the whole: has neither token nor hmacKey',
    },
    {
      of: 'has an empty field',
      answer: holding({ token: ' ', hmacKey: 'VERY' }),
      reason: 'secret reveille/reveille is not {"token"} or {"hmacKey"}: token: must not be empty',
    },
    {
      of: 'has only a key, for a kind that does not sign',
      source: 'alertmanager',
      answer: holding({ hmacKey: 'VERY' }),
      reason: 'secret reveille/alertmanager has no token, and alertmanager does not sign; put a token in it',
    },
  ])('$of: one answer, and one error line for the operator', async ({ source = 'reveille', answer, reason }) => {
    const { ask, logged, counted, lines, clock, holds } = await withSecret(answer);
    for (let n = 0; n < 3; n += 1) expect(await ask(request(token, source))).toEqual(nothing);
    expect(logged()).toMatchObject([{ level: 'ERROR', message: 'secret of a source not read', source, reason }]);
    expect(logged()).toHaveLength(1);
    expect(counted()).toEqual(Array.from({ length: 3 }, () => [source, 'no-secret']));
    expect(JSON.stringify(lines)).not.toContain('VERY');
    holds.answer = holding({ token });
    clock.now += 10_000;
    expect((await ask(request(token, source))).statusCode).toBe(202);
  });
});

describe('Secrets Manager that does not answer', () => {
  const trouble: AwsAnswer = [400, { __type: 'ThrottlingException', Message: 'VERY' }];

  it('does not stop a source whose secret is known', async () => {
    const { statusOf, holds, clock, logged } = await withSecret(holding({ token }));
    expect(await statusOf(token)).toBe(202);
    holds.answer = trouble;
    clock.now += 300_000;
    expect([await statusOf(token), await statusOf('guess')]).toEqual([202, 404]);
    const reason = 'Secrets Manager did not answer: ThrottlingException';
    expect(logged().filter(({ level }) => level === 'ERROR')).toMatchObject([{ source: 'reveille', reason }]);
  });

  it('is an error of ours where nothing is known yet, so that the source sends again', async () => {
    const { ask, statusOf, secretReads, holds, clock, counted } = await withSecret(trouble);
    expect(await ask(request(token))).toEqual({ statusCode: 500, headers: {}, body: '' });
    for (let n = 0; n < 9; n += 1) expect(await statusOf('guess')).toBe(500);
    expect(secretReads()).toBe(1);
    expect(counted()).toContainEqual(['reveille', 'undecided']);
    holds.answer = holding({ token });
    clock.now += 10_000;
    expect(await statusOf(token)).toBe(202);
  });
});
