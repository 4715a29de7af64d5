import { expect, it } from 'vitest';
import { TokenBucket } from '../../../../local/engine/http/token-bucket.ts';

const takes = (bucket: TokenBucket, now: number, times: number): boolean[] =>
  Array.from({ length: times }, () => bucket.take(now));

it('lets a burst through, then what its rate refills', () => {
  const bucket = new TokenBucket({ rate: 2, burst: 3 }, 1000);
  expect(takes(bucket, 1000, 4)).toEqual([true, true, true, false]);
  expect(bucket.take(1499)).toBe(false);
  expect(takes(bucket, 1500, 2)).toEqual([true, false]);
});

it('never holds more than its burst', () => {
  const bucket = new TokenBucket({ rate: 2, burst: 3 }, 0);
  expect(takes(bucket, 3_600_000, 4)).toEqual([true, true, true, false]);
});

it('with a burst of nought lets nothing through', () => {
  expect(new TokenBucket({ rate: 10, burst: 0 }, 0).take(10_000)).toBe(false);
});
