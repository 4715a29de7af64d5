import { dayMs } from '../../../shared/schedule/civil-day.ts';
import { drawnDays, drawnFrom } from './any-schedule.ts';

/** The drawn times are at quarters of an hour. */
export const quarterMs = 15 * 60_000;

/**
 * The instants from `from` on and before `to` during which the process's own clock is behind UTC
 * by so many milliseconds.
 */
export interface Stretch {
  readonly from: number;
  to: number;
  readonly behind: number;
}

const begin = drawnFrom - 2 * dayMs;
const end = drawnFrom + (drawnDays + 2) * dayMs;

/** The process's own clock in a zone, looked at every `stepMs`. */
export function walkTheClock(zone: string, stepMs = quarterMs): readonly Stretch[] {
  const usual = process.env.TZ;
  process.env.TZ = zone;
  const walked: Stretch[] = [];
  const date = new Date(0);
  for (let instant = begin; instant < end; instant += stepMs) {
    date.setTime(instant);
    const behind = date.getTimezoneOffset() * 60_000;
    const last = walked.at(-1);
    if (last?.behind === behind) last.to = instant + stepMs;
    else walked.push({ from: instant, to: instant + stepMs, behind });
  }
  if (usual === undefined) delete process.env.TZ;
  else process.env.TZ = usual;
  return walked;
}

/** The instants at which a clock shows a wall time. */
export function showings(stretches: readonly Stretch[], wall: number): number[] {
  return stretches
    .map((each) => ({ ...each, at: wall + each.behind }))
    .filter(({ from, to, at: instant }) => from <= instant && instant < to)
    .map(({ at: instant }) => instant);
}
