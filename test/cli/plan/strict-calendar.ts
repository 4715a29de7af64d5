/** An event as a strict reader sees it: each property's name, and its value with escapes undone. */
export type ReadEvent = Readonly<Record<string, string>>;

/** What a strict reader finds in a calendar. */
export interface ReadCalendar {
  readonly calendar: Readonly<Record<string, string>>;
  readonly events: readonly ReadEvent[];
  /** What RFC 5545 forbids, one line each. */
  readonly faults: readonly string[];
}

const texts = ['SUMMARY', 'DESCRIPTION', 'NAME', 'X-WR-CALNAME'];
const inEvents = ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'DESCRIPTION', 'STATUS', 'TRANSP'];

/**
 * Reads an iCalendar file by the letter of RFC 5545: 3.1 (lines of 75 octets, CRLF, folding), 3.3.5
 * (instants), 3.3.11 (escapes), 3.4 and 3.6 (the calendar's properties), 3.6.1 (an event's),
 * 3.8.2.2 (the end is later than the start). It knows the properties that a plan may have, and no
 * others.
 */
export function readStrictly(text: string): ReadCalendar {
  const faults: string[] = [];
  const fault = (problem: string): void => void faults.push(problem);
  if (!text.endsWith('\r\n')) fault('the last line does not end with CRLF');
  const physical = text.split('\r\n').slice(0, -1);
  for (const line of physical) {
    if (Buffer.byteLength(line) > 75) fault(`longer than 75 octets: ${line}`);
    if (/[\p{Cc}\u2028\u2029]/u.test(line)) fault(`has a control character: ${JSON.stringify(line)}`);
    if (line.includes('\ufffd') || !line.isWellFormed()) fault(`cuts a character: ${line}`);
    if (line === '') fault('has an empty line');
  }
  const lines = text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
  const calendar: Record<string, string> = {};
  const events: Record<string, string>[] = [];
  const open: string[] = [];
  for (const line of lines) {
    const [, name = '', parameters = '', value = ''] = /^([A-Z-]+)((?:;[A-Z-]+=[^;:",]+)*):(.*)$/s.exec(line) ?? [];
    if (name === '') fault(`is no content line: ${line}`);
    else if (name === 'BEGIN') {
      if (value !== (open.length === 0 ? 'VCALENDAR' : 'VEVENT') || open.length > 1) fault(`may not begin here: ${value}`);
      open.push(value);
      if (value === 'VEVENT') events.push({});
    } else if (name === 'END') {
      if (open.pop() !== value) fault(`ends what has not begun: ${value}`);
    } else {
      const into = open.at(-1) === 'VEVENT' ? events.at(-1) : open.at(-1) === 'VCALENDAR' ? calendar : undefined;
      if (into === undefined) fault(`is outside the calendar: ${line}`);
      else if (name in into) fault(`comes twice: ${line}`);
      else into[name] = texts.includes(name) ? plainText(value, fault) : value;
      if (parameters !== '' && name !== 'REFRESH-INTERVAL') fault(`has a parameter: ${line}`);
    }
  }
  if (open.length > 0) fault(`does not end: ${open.join(', ')}`);
  checkCalendar(calendar, fault);
  for (const event of events) checkEvent(event, fault);
  if (new Set(events.map(({ UID }) => UID)).size < events.length) fault('two events have the same UID');
  return { calendar, events, faults };
}

function plainText(value: string, fault: (problem: string) => void): string {
  if (!/^(?:[^\\;,]|\\[\\;,nN])*$/s.test(value)) fault(`is not escaped: ${value}`);
  return value.replaceAll(/\\(.)/gs, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped));
}

function checkCalendar(calendar: ReadEvent, fault: (problem: string) => void): void {
  const { VERSION, PRODID, CALSCALE, METHOD } = calendar;
  if (VERSION !== '2.0' || !PRODID || CALSCALE !== 'GREGORIAN' || METHOD !== 'PUBLISH') fault('the calendar lacks a property');
  const known = ['VERSION', 'PRODID', 'CALSCALE', 'METHOD', 'NAME', 'X-WR-CALNAME', 'REFRESH-INTERVAL'];
  for (const name of Object.keys(calendar)) if (!known.includes(name)) fault(`the calendar has ${name}`);
}

function checkEvent(event: ReadEvent, fault: (problem: string) => void): void {
  for (const name of inEvents) if (!(name in event)) fault(`${event.UID} lacks ${name}`);
  for (const name of Object.keys(event)) if (!inEvents.includes(name)) fault(`${event.UID} has ${name}`);
  for (const name of ['DTSTAMP', 'DTSTART', 'DTEND']) {
    const instant = Date.parse(instantOf(event[name]));
    if (Number.isNaN(instant)) fault(`${event.UID} has ${name} ${event[name]}`);
  }
  if (!(instantOf(event.DTEND) > instantOf(event.DTSTART))) fault(`${event.UID} ends before it begins`);
  if (!/^(CONFIRMED|CANCELLED)$/.test(event.STATUS ?? '')) fault(`${event.UID} has status ${event.STATUS}`);
  if (event.TRANSP !== 'TRANSPARENT') fault(`${event.UID} marks somebody as busy`);
}

/** `2026-11-23T00:30:00Z` of `20261123T003000Z`, and of anything else no instant. */
export function instantOf(value = ''): string {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(value) ?? [];
  if (date === undefined || time === undefined) return 'none';
  return `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`;
}
