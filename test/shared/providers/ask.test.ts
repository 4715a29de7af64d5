import { describe, expect, it } from 'vitest';
import { ask, retryAfterMs, serverTime } from '../../../shared/providers/ask.ts';
import { ProviderFailure } from '../../../shared/providers/provider.ts';

const now = Date.parse('2026-11-23T00:30:00Z');
const hours = 3_600_000;
const date = (ms: number) => new Date(ms).toUTCString();

describe("the server's time", () => {
  it.each([
    { what: 'an hour ahead', header: date(now + hours), time: now + hours },
    { what: 'a day behind', header: date(now - 24 * hours), time: now - 24 * hours },
    { what: 'more than a day behind', header: date(now - 24 * hours - 1000), time: null },
    { what: 'more than a day ahead', header: date(now + 24 * hours + 1000), time: null },
    { what: 'from 1970', header: date(0), time: null },
    { what: 'no date', header: 'yesterday', time: null },
    { what: 'empty', header: '', time: null },
    { what: 'missing', header: undefined, time: null },
  ])('is $time when its Date is $what', ({ header, time }) => {
    expect(serverTime({ date: header }, now)).toBe(time);
  });
});

describe('the wait that a provider asks for', () => {
  it.each([
    { headers: { 'x-acs-retry-after': '1500' }, ms: 1500 },
    { headers: { 'x-acs-retry-after': '0' }, ms: undefined },
    { headers: { 'x-acs-retry-after': '0', 'retry-after': '60' }, ms: 60_000 },
    { headers: { 'x-acs-retry-after': '-5' }, ms: undefined },
    { headers: { 'x-acs-retry-after': '2000', 'retry-after': '60' }, ms: 2000 },
    { headers: { 'x-acs-retry-after': 'soon', 'retry-after': '60' }, ms: 60_000 },
    { headers: { 'retry-after': '90' }, ms: 90_000 },
    { headers: { 'retry-after': date(now + 120_000) }, ms: 120_000 },
    { headers: { 'retry-after': date(now + hours), date: date(now + hours - 30_000) }, ms: 30_000 },
    { headers: { 'retry-after': date(now - hours) }, ms: 0 },
    { headers: { 'retry-after': '-5 s' }, ms: undefined },
    { headers: { 'retry-after': '' }, ms: undefined },
    { headers: {}, ms: undefined },
  ])('is $ms ms by $headers', ({ headers, ms }) => {
    expect(retryAfterMs(headers, now)).toBe(ms);
  });
});

describe("Alibaba's own hint", () => {
  const failure = { kind: 'request', code: 'SomethingNew', message: 'm', requestId: 'r' } as const;
  it.each([
    { hint: '1500', kind: 'throttled', retryAfterMs: 1500 },
    { hint: '0', kind: 'request', retryAfterMs: undefined },
    { hint: '', kind: 'request', retryAfterMs: undefined },
  ])('of "$hint" makes a refusal with any code $kind', async ({ hint, kind, retryAfterMs: wait }) => {
    const sender = {
      send: async () => ({ status: 403, headers: { 'x-acs-retry-after': hint }, body: '{}' }),
      pace: async () => {},
      count: () => {},
      now: () => now,
    };
    const asked = ask(sender, {
      account: 'ali-prod',
      action: 'StartInstances',
      signal: new AbortController().signal,
      sign: () => ({ origin: 'https://ecs.example.com', path: '/', method: 'POST', headers: {}, body: '' }),
      read: () => {
        throw new ProviderFailure(failure);
      },
    });
    const { code, requestId } = failure;
    await expect(asked).rejects.toMatchObject({
      failure: { kind, code, requestId, ...(wait === undefined ? {} : { retryAfterMs: wait }) },
    });
  });
});
