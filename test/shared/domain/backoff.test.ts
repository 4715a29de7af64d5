import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actDelaySeconds, confirmDelaySeconds } from '../../../shared/domain/backoff.ts';

const far = { now: 0, until: 86_400_000 };

describe('the wait before an act round', () => {
  it.each([
    { attempt: 0, random: 0, seconds: 8 },
    { attempt: 0, random: 0.999, seconds: 15 },
    { attempt: 1, random: 0.5, seconds: 23 },
    { attempt: 4, random: 0.5, seconds: 180 },
    { attempt: 20, random: 0.999, seconds: 900 },
  ])('is $seconds s in round $attempt with random $random', ({ attempt, random, seconds }) => {
    expect(actDelaySeconds(attempt, 0, random, far)).toBe(seconds);
  });

  it('is at least what the failure asks for', () => {
    expect(actDelaySeconds(0, 60_000, 0, far)).toBe(60);
  });

  it('spreads out what was asked to wait equally long', () => {
    expect(actDelaySeconds(0, 60_000, 0.5, far)).toBe(68);
    expect(actDelaySeconds(0, 60_000, 0.999, far)).toBe(75);
  });

  it('ends at the deadline, and is never negative', () => {
    expect(actDelaySeconds(6, 0, 0.5, { now: 0, until: 100_000 })).toBe(100);
    expect(actDelaySeconds(6, 60_000, 0.5, { now: 5_000, until: 1_000 })).toBe(0);
  });

  it('is a whole number of seconds that SQS accepts, whatever the round', () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.nat(4_000_000),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(90_000_000),
        (attempt, atLeast, random, left) => {
          const seconds = actDelaySeconds(attempt, atLeast, random, { now: 0, until: left });
          return Number.isInteger(seconds) && seconds >= 0 && seconds <= 900;
        },
      ),
    );
  });
});

describe('the wait before a confirm look', () => {
  it.each([
    [0, 15],
    [1, 30],
    [2, 60],
    [4, 240],
    [5, 300],
    [9, 300],
  ])('of look %i is %i s', (looks, seconds) => {
    expect(confirmDelaySeconds(looks, 0, far)).toBe(seconds);
  });

  it('is at least what the failure asks for', () => {
    expect(confirmDelaySeconds(0, 60_000, far)).toBe(60);
  });

  it.each([0, 60_000])('puts the last look on the last moment, even when a failure asks for %i ms', (atLeast) => {
    expect(confirmDelaySeconds(9, atLeast, { now: 0, until: 42_000 })).toBe(42);
  });
});
