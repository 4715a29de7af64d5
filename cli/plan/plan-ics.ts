import { localText, type PlannedMoment } from '../../shared/plan/planned-moment.ts';
import type { SchedulePlan } from '../../shared/plan/schedule-plan.ts';
import { lengthText, type Window } from '../../shared/plan/windows.ts';
import { dayMs } from '../../shared/schedule/civil-day.ts';

/** One event of the calendar; instants are epoch milliseconds. */
interface CalendarEvent {
  /** Local time of the start or stop that it begins with. */
  readonly first: PlannedMoment;
  readonly from: number;
  readonly to: number;
  readonly summary: string;
  readonly description: string;
}

/**
 * Some readers drop an event that ends when it begins, so a lone start or stop gets so much room.
 */
const leastMs = 15 * 60_000;

/**
 * Plans as an iCalendar file (RFC 5545; REFRESH-INTERVAL is RFC 7986): an event from the start to
 * the stop of each window, whole, and a short one for each start and stop that is part of none;
 * those that are skipped are cancelled. `title` is the calendar's name, `now` (epoch milliseconds)
 * the moment at which the file is made. An event keeps its UID as long as the schedule, action and
 * local time that it begins with stay, so that a calendar that is subscribed to shows changes and
 * no duplicates: a start that becomes skipped cancels its own window.
 */
export function planCalendar(plans: readonly SchedulePlan[], title: string, now: number): string {
  const events = plans.flatMap(eventsOf).toSorted((a, b) => a.from - b.from);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Reveille//Plan//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(title)}`,
    `NAME:${escaped(title)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...events.flatMap((event) => eventLines(event, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventsOf({ moments, windows, windowsAround, fromDay, days }: SchedulePlan): CalendarEvent[] {
  const ofWindows = new Set(windowsAround.flatMap(({ on, off }) => [keyOf(on), ...(off === null ? [] : [keyOf(off)])]));
  const lone = moments.filter((moment) => !ofWindows.has(keyOf(moment)));
  return [...windows.map((window) => windowEvent(window, fromDay + days * dayMs)), ...lone.map(loneEvent)];
}

function keyOf(moment: PlannedMoment): string {
  return `${moment.schedule}/${moment.action}/${localText(moment)}`;
}

// A window without a stop is shown until the end of the plan, `end` on the wall clock.
function windowEvent({ on, off, lengthMs }: Window, end: number): CalendarEvent {
  const to = on.at + Math.max(leastMs, lengthMs ?? end - on.day - on.time);
  const stop = off === null ? 'no stop follows' : `stop: ${off.because}`;
  const length = lengthMs === null ? [] : [lengthText(lengthMs)];
  const description = [`start: ${on.because}`, stop, ...length].join('\n');
  return { first: on, from: on.at, to, summary: `${on.schedule} on`, description };
}

function loneEvent(moment: PlannedMoment): CalendarEvent {
  const { schedule, action, at, runs, because } = moment;
  const summary = `${schedule} ${action}${runs ? '' : ' (skipped)'}`;
  return { first: moment, from: at, to: at + leastMs, summary, description: because };
}

function eventLines({ first, from, to, summary, description }: CalendarEvent, now: number): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${keyOf(first)}@reveille`,
    `DTSTAMP:${utcText(now)}`,
    `DTSTART:${utcText(from)}`,
    `DTEND:${utcText(to)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `STATUS:${first.runs ? 'CONFIRMED' : 'CANCELLED'}`,
    // The event does not mark anybody as busy.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** `20261123T003000Z`. */
function utcText(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
}

// RFC 5545, 3.3.11. Other control characters may not stand in a text at all.
function escaped(text: string): string {
  return text
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '\n')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

// RFC 5545, 3.1: at most 75 octets on a line. The blank at the start of a continued line counts,
// and no character is cut in two.
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
