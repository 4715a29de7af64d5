import type { PlannedMoment } from '../../shared/plan/planned-moment.ts';
import { dayText, timeText } from '../../shared/schedule/civil-day.ts';

/**
 * Moments as an iCalendar file (RFC 5545; REFRESH-INTERVAL is RFC 7986): an event for each, which
 * is cancelled for a moment that is skipped. `title` is the calendar's name, `now` (epoch
 * milliseconds) the moment at which the file is made. An event keeps its UID as long as its
 * schedule, action and local time stay, so that a calendar that is subscribed to shows changes and
 * no duplicates.
 */
export function planCalendar(moments: readonly PlannedMoment[], title: string, now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Reveille//Plan//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(title)}`,
    `NAME:${escaped(title)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...moments.flatMap((moment) => eventLines(moment, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines({ schedule, action, day, time, at, runs, because }: PlannedMoment, now: number): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${schedule}/${action}/${dayText(day)}T${timeText(time)}@reveille`,
    `DTSTAMP:${utcText(now)}`,
    `DTSTART:${utcText(at)}`,
    `SUMMARY:${escaped(`${schedule} ${action}${runs ? '' : ' (skipped)'}`)}`,
    `DESCRIPTION:${escaped(because)}`,
    `STATUS:${runs ? 'CONFIRMED' : 'CANCELLED'}`,
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
