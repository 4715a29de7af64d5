import { quote } from '../../text/describe-value.ts';
import type { Reading } from '../../text/reading.ts';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

// Both bounds are EventBridge Scheduler's own for MaximumEventAgeInSeconds: 60 to 86400 (API
// reference, RetryPolicy).
const shortestMs = 60_000;
const longestMs = 86_400_000;

/** The longest hold-off of a restart. A source can wait for longer before it sends an alert. */
const longestHoldOffMs = 3_600_000;

/**
 * Reads a duration of one number and one unit, `90s`, `60m` or `24h`, from one minute to 24 hours.
 * The value is in milliseconds.
 */
export function readDuration(text: string): Reading<number> {
  const fix = 'write one number and a unit, from 1m to 24h, such as 90s, 60m or 2h';
  const value = millisecondsOf(text);
  if (value === null) return { problem: `${quote(text)} is not a duration`, fix };
  if (value < shortestMs) return { problem: `${text} is shorter than a minute`, fix };
  if (value > longestMs) return { problem: `${text} is longer than a day`, fix };
  return { value };
}

/** Reads a hold-off in the same way, from `0s` to one hour. The value is in milliseconds. */
export function readHoldOff(text: string): Reading<number> {
  const fix = 'write one number and a unit, from 0s to 1h, such as 60s or 5m';
  const value = millisecondsOf(text);
  if (value === null) return { problem: `${quote(text)} is not a duration`, fix };
  return value > longestHoldOffMs ? { problem: `${text} is longer than an hour`, fix } : { value };
}

function millisecondsOf(text: string): number | null {
  const [, digits, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return null;
  return Number(digits) * unitMs[unit as keyof typeof unitMs];
}

/**
 * A duration as a person writes it, in the largest unit that divides it: `90s`, `75m`, `2h`. `ms`
 * is a whole number of seconds.
 */
export function durationText(ms: number): string {
  if (ms % unitMs.h === 0) return `${ms / unitMs.h}h`;
  return ms % unitMs.m === 0 ? `${ms / unitMs.m}m` : `${ms / unitMs.s}s`;
}
