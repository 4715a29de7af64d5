import { describe, expect, it } from 'vitest';
import { retryAfterMs, serverTime } from '../../../shared/providers/ask.ts';

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
    { headers: { 'x-acs-retry-after': '0' }, ms: 0 },
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
