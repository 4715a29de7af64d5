import ICAL from 'ical.js';
import { dayMs, dayOfWall, dayText, parseDay } from '../../schedule/civil-day.ts';
import { quote } from '../../text/describe-value.ts';
import type { Reading } from '../../text/reading.ts';

/** The whole days of an event. */
export interface Span {
  /** The day of its DTSTART, as a civil day; repetitions are counted from it. */
  readonly begins: number;
  /** 1 when it begins after midnight, so that its first whole day is the next; else 0. */
  readonly skipped: number;
  /** How many whole days it has, at least 1. */
  readonly days: number;
}

/** A DTSTART or DTEND: milliseconds of wall time as if it were UTC. */
interface Wall {
  readonly ms: number;
  readonly isAllDay: boolean;
  readonly isUtc: boolean;
}

/** Many programs end a whole day a second or a minute before midnight. */
const nearMidnightMs = 60_000;

/**
 * The whole days of an event, in its own local time, whichever its zone; null for an event within a
 * day or over one midnight.
 */
export function readSpan(component: ICAL.Component): Reading<Span | null> {
  const start = readWall(component, 'dtstart');
  if (start === null) return { problem: 'has no DTSTART', fix: 'write its day, such as DTSTART;VALUE=DATE:20270206' };
  if ('problem' in start) return start;
  const end = readEnd(component, start.value);
  if ('problem' in end) return end;
  const { ms } = start.value;
  if (end.value.ms < ms) return { problem: 'ends before it begins', fix: 'correct DTEND, which is the day after its last day' };
  const length = end.value.ms + nearMidnightMs - ms;
  if (length >= dayMs && [start.value, end.value].some(isDoubtful)) {
    const problem = 'has its times in UTC, so its days are not certain';
    return { problem, fix: `write whole days, such as DTSTART;VALUE=DATE:${dayText(dayOfWall(ms)).replaceAll('-', '')}` };
  }
  const begins = dayOfWall(ms);
  const skipped = ms === begins ? 0 : 1;
  const days = Math.floor((end.value.ms + nearMidnightMs) / dayMs) - begins / dayMs - skipped;
  return { value: days < 1 ? null : { begins, skipped, days } };
}

function isDoubtful({ isUtc, ms }: Wall): boolean {
  return isUtc && ms % dayMs !== 0;
}

// A day without DTEND, or whose DTEND is its own day, is one day.
function readEnd(component: ICAL.Component, start: Wall): Reading<Wall> {
  const end = readWall(component, 'dtend');
  if (end !== null && 'problem' in end) return end;
  const nextDay = { ...start, ms: start.ms + dayMs };
  if (end !== null) return { value: start.isAllDay && end.value.ms === start.ms ? nextDay : end.value };
  const duration = component.getFirstProperty('duration');
  if (duration === null) return { value: start.isAllDay ? nextDay : start };
  try {
    return { value: { ...start, ms: start.ms + ICAL.Duration.fromString(String(duration.jCal[3])).toSeconds() * 1_000 } };
  } catch {
    return {
      problem: `its DURATION ${quote(String(duration.jCal[3]))} is not a length of time`,
      fix: 'write days, such as DURATION:P1D',
    };
  }
}

// The library gives dates as 2027-02-06 and times as 2027-02-06T00:00:00Z, and what it cannot read
// in some mixture. A date that is not marked as VALUE=DATE has `::` for its time.
function readWall(component: ICAL.Component, name: 'dtstart' | 'dtend'): Reading<Wall> | null {
  const property = component.getFirstProperty(name);
  if (property === null) return null;
  const text = String(property.jCal[3]);
  const { date = '', hour, minute, second, utc } = wallForm.exec(text)?.groups ?? {};
  const day = parseDay(date);
  const time = hour === undefined ? 0 : (Number(hour) * 3_600 + Number(minute) * 60 + Number(second)) * 1_000;
  if (day === null || time >= dayMs) {
    const problem = `its ${name.toUpperCase()} ${quote(text)} is not a day`;
    return { problem, fix: 'write a day that exists, such as DTSTART;VALUE=DATE:20270206' };
  }
  return { value: { ms: day + time, isAllDay: hour === undefined, isUtc: utc === 'Z' } };
}

const wallForm = /^(?<date>\d{4}-\d{2}-\d{2})(?:T(?:::|(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?<utc>Z?)))?$/;
