import { dayMs } from '../schedule/civil-day.ts';
import { instantText, type PlannedMoment } from './planned-moment.ts';

/**
 * A time in which a schedule wants its machines on: from a start that runs to the first stop that
 * runs after it. Further starts and stops change nothing.
 */
export interface Window {
  readonly on: PlannedMoment;
  /** The stop; null for a window that is still open after the last moment. */
  readonly off: PlannedMoment | null;
  /**
   * The last stop before `off` that did not run: skipped on that day, or at a local time that the
   * clock leaves out. Null when there is none.
   */
  readonly missed: PlannedMoment | null;
  /** A later stop on the day of `off` that runs and finds the machines off; null without one. */
  readonly idle: PlannedMoment | null;
  /** How long it really is, in milliseconds, clock changes included; null while it is open. */
  readonly lengthMs: number | null;
}

/** A window as `--json` writes it: instants of UTC; `off` and `hours` are null while it is open. */
export interface WindowRow {
  readonly schedule: string;
  readonly on: string;
  readonly off: string | null;
  /** With two decimals. */
  readonly hours: number | null;
}

/** The windows of one schedule's moments, which are in order of time. */
export function windowsOf(moments: Iterable<PlannedMoment>): readonly Window[] {
  const windows: Window[] = [];
  let on: PlannedMoment | null = null;
  let missed: PlannedMoment | null = null;
  // With no start after it, a skipped stop is the one that was to end the window.
  let isRunning = true;
  for (const moment of moments) {
    if (on === null) {
      if (moment.runs && moment.action === 'start') on = moment;
      else if (moment.runs) noteIdle(windows, moment);
    } else if (moment.action === 'start') isRunning ||= moment.runs;
    else if (moment.runs) {
      windows.push({ on, off: moment, missed, idle: null, lengthMs: moment.at - on.at });
      [on, missed, isRunning] = [null, null, true];
    } else if (isRunning) [missed, isRunning] = [moment, false];
  }
  return on === null ? windows : [...windows, { on, off: null, missed, idle: null, lengthMs: null }];
}

// The last stop of the day counts: it is the one that the day was to end with.
function noteIdle(windows: Window[], idle: PlannedMoment): void {
  const last = windows.at(-1);
  if (last?.off?.day === idle.day) windows[windows.length - 1] = { ...last, idle };
}

/** The windows that are open at some time of these days, whole, by the clock of their zone. */
export function windowsOn(windows: readonly Window[], fromDay: number, days: number): readonly Window[] {
  return windows.filter(({ on, off }) => on.day < fromDay + days * dayMs && (off === null || off.day + off.time > fromDay));
}

/** A window as a row of JSON. */
export function windowRow({ on, off, lengthMs }: Window): WindowRow {
  const hours = lengthMs === null ? null : Math.round(lengthMs / 36_000) / 100;
  return { schedule: on.schedule, on: instantText(on.at), off: off === null ? null : instantText(off.at), hours };
}

/** A length of time for people, to the minute: `10 h 30 min`, `60 h`, `45 min`. */
export function lengthText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
