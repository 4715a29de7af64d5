import { quote } from '../../text/describe-value.ts';
import type { ListedDays, ReportLine } from './file-days.ts';
import { type EventText, type IcsEvent, readIcsEvent, rowsOfEvent } from './ics-event.ts';
import { mostSteps } from './recurrence.ts';

/** Nobody has more holidays, and a file of fifty thousand events takes too long to read. */
const mostEvents = 10_000;

/**
 * The days of an iCalendar file (RFC 5545): its events, without those that are cancelled. Reports
 * what is wrong with the file, and with each event by its line.
 */
export function readIcsFile(text: string, report: ReportLine): readonly ListedDays[] {
  const lines = text.split(/\r\n|\r|\n/);
  const texts = isWhole(lines, report) ? eventsIn(lines, report) : [];
  if (texts.length > mostEvents) {
    report(null, '', { problem: `has ${texts.length} events`, fix: `keep at most ${mostEvents}, one for each holiday` });
    return [];
  }
  const events = texts.flatMap((each) => readIcsEvent(each, report) ?? []);
  const moved = movedDays(events);
  const steps = { left: mostSteps };
  return events.flatMap((event) => (event.isCancelled ? [] : rowsOfEvent(event, moved, steps, report)));
}

function isWhole(lines: readonly string[], report: ReportLine): boolean {
  const written = lines.map((line) => line.trim()).filter((line) => line !== '');
  const [first = ''] = written;
  const again = 'download the file again, or name another';
  if (first === '') report(null, '', { problem: 'is empty', fix: again });
  else if (first.startsWith('<'))
    report(1, '', { problem: `is a web page or XML, not an iCalendar file: ${quote(first)}`, fix: again });
  else if (!/^BEGIN:VCALENDAR$/i.test(first))
    report(1, '', {
      problem: `is not an iCalendar file, because its first line is not BEGIN:VCALENDAR: ${quote(first)}`,
      fix: again,
    });
  else if (!/^END:VCALENDAR$/i.test(written.at(-1) ?? ''))
    report(lines.length, '', {
      problem: 'is cut off, because its last line is not END:VCALENDAR',
      fix: 'download the file again',
    });
  else return true;
  return false;
}

// The lines of each event. They are read one by one, so that what is wrong with one has a line.
function eventsIn(lines: readonly string[], report: ReportLine): readonly EventText[] {
  const events: EventText[] = [];
  let begun: number | null = null;
  const open = (line: number) => {
    const fix = 'delete the event, or download the file again';
    report(line + 1, '', { problem: 'the event that begins here has no END:VEVENT', fix });
  };
  for (const [index, line] of lines.entries()) {
    if (/^BEGIN:VEVENT\s*$/i.test(line)) {
      if (begun !== null) open(begun);
      begun = index;
    } else if (/^END:VEVENT\s*$/i.test(line) && begun !== null) {
      events.push({ lines: lines.slice(begun, index + 1), line: begun + 1 });
      begun = null;
    }
  }
  if (begun !== null) open(begun);
  if (events.length === 0 && begun === null) {
    report(null, '', { problem: 'has no events', fix: 'name a file with the holidays as events' });
  }
  return events;
}

// An event with a RECURRENCE-ID stands in the place of one repetition of the event with its UID.
function movedDays(events: readonly IcsEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap(({ uid, instead }) => (instead === null ? [] : [`${instead} ${uid}`])));
}
