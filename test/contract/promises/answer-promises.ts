import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import type { ProviderFailure } from '../../../shared/providers/provider.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn } from '../../support/providers/a-provider.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';
import { always, type Script, serve } from '../../support/scripted-server.ts';
import { badAnswers } from './bad-answers.ts';
import { actionOf, type CallName, callNames, make } from './provider-calls.ts';

/**
 * Whatever comes back, it is one failure of the right kind after one request, and nothing secret
 * is in it.
 */
export function answerPromises(name: ProviderName, phrasing: Phrasing): void {
  const { id, credentials, region } = phrasing;
  const secrets = phrasing.secretFields.map((field) => credentials[field] ?? '');

  function expectNothingSecret(error: ProviderFailure): void {
    const everything = inspect(error, { depth: 8, showHidden: true, maxStringLength: null });
    for (const secret of [...secrets, 'Signature=']) expect(everything).not.toContain(secret);
  }

  async function failureAfter(call: CallName, script: Script): Promise<ProviderFailure> {
    const server = await serve(script);
    const called = aProvider(name, { origin: server.origin, credentials, region });
    const error = await failureIn(make(called, call, [id(0)]));
    expect(server.requests).toHaveLength(1);
    expect(called.counted).toEqual([actionOf(phrasing, call)]);
    expectNothingSecret(error);
    return error;
  }

  it.each(badAnswers(phrasing))('a $call answered by $what: $kind', async ({ call, script, kind, code }) => {
    const { failure, message } = await failureAfter(call, script);
    expect(failure).toMatchObject({ kind, code });
    expect(message).toBe(`${code}: ${failure.message}`);
    expect(failure.message.length).toBeLessThanOrEqual(300);
  });

  it.each(callNames)('a %s that is redirected goes nowhere else', async (call) => {
    const elsewhere = await serve(always(200, JSON.stringify(phrasing.accepted([id(0)]))));
    const { failure } = await failureAfter(call, always(307, '', { location: elsewhere.origin }));
    expect(failure).toMatchObject({ kind: 'outcomeUnknown', code: 'Reveille.Unreadable' });
    expect(elsewhere.requests).toEqual([]);
  });

  it('says credentials when the secret is wrong', async () => {
    const wrong = { ...credentials, ...Object.fromEntries(phrasing.secretFields.map((field) => [field, 'another-secret-key'])) };
    const cloud = await aCloud(name, phrasing, many(phrasing, 1), { call: { credentials: wrong } });
    for (const call of callNames) {
      const error = await failureIn(make(cloud, call, [id(0)]));
      expect(error.failure).toMatchObject({ kind: 'credentials', requestId: expect.stringMatching(/./) });
      expectNothingSecret(error);
    }
    expect(cloud.received()).toHaveLength(callNames.length);
  });

  it.each(callNames)('says throttled when the provider lets no %s through, and asks no second time by itself', async (call) => {
    const limits = [{ provider: name, action: actionOf(phrasing, call), perSecond: 1 }];
    const status = call === 'stop' ? phrasing.running : phrasing.stopped;
    const rows = many(phrasing, 2, { status, tags: { power: 'office-hours' } });
    const cloud = await aCloud(name, phrasing, rows, { limits });
    await make(cloud, call, [id(0)]);
    const { failure } = await failureIn(make(cloud, call, [id(1)]));
    expect(failure).toMatchObject({ kind: 'throttled', code: phrasing.throttledCode });
    expect(cloud.received()).toHaveLength(2);
    cloud.clock.ms += 1_000;
    await make(cloud, call, [id(1)]);
    expect(cloud.received().at(-1)?.code).toBeNull();
  });

  it.each([
    { said: 'x'.repeat(1_000), told: 'x'.repeat(300) },
    { said: '  two\r\n\u0000lines\u001b ', told: 'two lines' },
    { said: '', told: '(no message)' },
  ])('tells at most 300 characters of a message, on one line (%#)', async ({ said, told }) => {
    const { status, body } = phrasing.refused('Brand.New', said);
    const { failure } = await failureAfter('start', always(status, JSON.stringify(body)));
    expect(failure).toMatchObject({ code: 'Brand.New', message: told });
  });

  it('blanks out what the request proved itself with when a message quotes it', async () => {
    const header = phrasing.token?.header ?? 'authorization';
    const echo: Script = (response, { headers }) => {
      const { authorization = '' } = headers;
      const signature = authorization.replace(/.*Signature=/, '');
      const { status, body } = phrasing.refused('Brand.New', `${authorization} or ${signature} or ${headers[header]}`);
      // Slashes may come escaped, which is the same text in JSON.
      response.writeHead(status).end(JSON.stringify(body).replaceAll('/', '\\/'));
    };
    const token = phrasing.token ? { [phrasing.token.field]: 'session/token/of/this/test' } : {};
    const { origin } = await serve(echo);
    const error = await failureIn(aProvider(name, { origin, region, credentials: { ...credentials, ...token } }).start([id(0)]));
    expect(error.failure.message).toBe('*** or *** or ***');
    expectNothingSecret(error);
  });

  it('leaves a state alone that happens to be what a short token says', async () => {
    const rows = [[id(0), phrasing.stopped]] as const;
    const { origin } = await serve(always(200, JSON.stringify(phrasing.page(rows, { number: 0, total: 1, more: false }))));
    const token = phrasing.token ? { [phrasing.token.field]: phrasing.stopped } : {};
    const seen = await aProvider(name, { origin, region, credentials: { ...credentials, ...token } }).observe([id(0)]);
    expect(seen.get(id(0))).toMatchObject({ state: 'stopped', raw: phrasing.stopped });
  });
}
