import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bucket, type Rate, takeToken, workerRate } from '../../../shared/providers/pace.ts';

/** When each of the calls that come at these instants goes, in ms. */
function goings(rate: Rate, arrivals: readonly number[]): number[] {
  let bucket: Bucket | null = null;
  return arrivals.map((at) => {
    const admission = takeToken(bucket, rate, at);
    bucket = admission.bucket;
    return at + admission.waitMs;
  });
}

describe('calls through a bucket', () => {
  it.each([
    { what: 'the first goes at once', rate: { perSecond: 5, burst: 1 }, come: [7], go: [7] },
    { what: 'without a burst, one by one', rate: { perSecond: 5, burst: 1 }, come: [0, 0, 0, 0], go: [0, 200, 400, 600] },
    { what: 'a burst goes together', rate: { perSecond: 5, burst: 3 }, come: [0, 0, 0, 0, 0], go: [0, 0, 0, 200, 400] },
    { what: 'part of a wait may be over', rate: { perSecond: 5, burst: 1 }, come: [0, 150], go: [0, 200] },
    {
      what: 'rest saves up no more than a burst',
      rate: { perSecond: 5, burst: 2 },
      come: [0, 9e6, 9e6, 9e6],
      go: [0, 9e6, 9e6, 9e6 + 200],
    },
    { what: 'late calls lose nothing', rate: { perSecond: 10, burst: 1 }, come: [0, 0, 130, 205], go: [0, 100, 200, 300] },
    { what: 'waits are whole ms, never too short', rate: { perSecond: 3, burst: 1 }, come: [0, 0], go: [0, 334] },
    { what: 'less than one a second', rate: { perSecond: 0.5, burst: 1 }, come: [0, 0, 0], go: [0, 2000, 4000] },
    {
      what: 'a clock that goes back refills nothing',
      rate: { perSecond: 1, burst: 1 },
      come: [5000, 4000, 4500],
      go: [5000, 5000, 6000],
    },
  ])('$what: $come go at $go', ({ rate, come, go }) => {
    expect(goings(rate, come)).toEqual(go);
  });

  it('are never more in any second than the rate and one burst, whenever they come', () => {
    const gaps = fc.array(fc.nat(700), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 }), (waits, perSecond, burst) => {
        let at = 0;
        const times = goings(
          { perSecond, burst },
          waits.map((gap) => (at += gap)),
        );
        const inOneSecond = times.map((from) => times.filter((time) => time >= from && time < from + 1000).length);
        return Math.max(...inOneSecond) <= perSecond + burst;
      }),
    );
  });
});

describe("a worker's rate", () => {
  it.each([
    { limit: 10, workers: 2, perSecond: 4.75 },
    { limit: 40, workers: 2, perSecond: 19 },
    { limit: 1, workers: 5, perSecond: 0.19 },
  ])('is its share of $limit among $workers, less the air for jitter, without bursts', ({ limit, workers, perSecond }) => {
    const rate = workerRate(limit, workers);
    expect(rate.perSecond).toBeCloseTo(perSecond, 10);
    expect(rate.burst).toBe(1);
  });

  it('keeps workers that know nothing of each other within the limit in every second', () => {
    const come = Array.from({ length: 40 }, () => 0);
    const times = [0, 37].flatMap((offset) => goings(workerRate(10, 2), come).map((time) => time + offset));
    const inOneSecond = times.map((from) => times.filter((time) => time >= from && time < from + 1000).length);
    expect(Math.max(...inOneSecond)).toBe(10);
  });
});
