import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { convertIcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import { planCalendar } from '../../../cli/plan/plan-ics.ts';
import { chineseOffice, londonNights, plansOf } from './a-plan.ts';
import { instantOf, readStrictly } from './strict-calendar.ts';

/** An event as every reader must see it; instants are ISO 8601. */
interface Seen {
  readonly uid: string;
  readonly from: string;
  readonly to: string;
  readonly summary: string;
  readonly description: string;
  readonly status: string;
}

type Reader = (text: string) => readonly Seen[];

/** The reader of Mozilla's calendar. */
const icalJs: Reader = (text) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      from: event.startDate.toJSDate().toISOString(),
      to: event.endDate.toJSDate().toISOString(),
      summary: event.summary,
      description: event.description,
      status: String(component.getFirstPropertyValue('status')),
    };
  });

/** A reader that keeps the events in an object by their UIDs, so that one UID has one event. */
const node: Reader = (text) =>
  Object.values(nodeIcal.sync.parseICS(text)).flatMap((event) => {
    if (event?.type !== 'VEVENT') return [];
    const { uid, start, end, summary, description, status } = event;
    return [
      {
        uid,
        from: start.toISOString(),
        to: end?.toISOString() ?? 'none',
        summary: String(summary),
        description: String(description),
        status: String(status),
      },
    ];
  });

/** A reader that gives typed events. */
const tsIcs: Reader = (text) =>
  (convertIcsCalendar(undefined, text).events ?? []).map(({ uid, start, end, summary, description = '', status = '' }) => ({
    uid,
    from: start.date.toISOString(),
    to: end?.date.toISOString() ?? 'none',
    summary,
    description,
    status,
  }));

const nights = [
  'timezone: America/New_York',
  'calendar: feasts',
  'start: { at: "22:00", days: workdays }',
  'stop: { at: "02:30", days: after-workdays }',
  'exceptions: [{ from: 2026-04-07, to: 2026-04-08, skip: start, because: "发布, v2; \\"go\\"" }]',
].join('\n');
const schedules = { hours: chineseOffice, nights, starts: londonNights };

/** Reads as the strict reader of RFC 5545 does, which knows nothing that these three know. */
const strictly: Reader = (text) =>
  readStrictly(text).events.map(({ UID = '', DTSTART, DTEND, SUMMARY = '', DESCRIPTION = '', STATUS = '' }) => ({
    uid: UID,
    from: new Date(instantOf(DTSTART)).toISOString(),
    to: new Date(instantOf(DTEND)).toISOString(),
    summary: SUMMARY,
    description: DESCRIPTION,
    status: STATUS,
  }));

const inOrder = (events: readonly Seen[]) => events.toSorted((a, b) => (a.uid < b.uid ? -1 : 1));

describe.each([
  { name: 'ical.js', read: icalJs },
  { name: 'node-ical', read: node },
  { name: 'ts-ics', read: tsIcs },
])('$name', ({ read }) => {
  it.each([
    { what: 'two months of several schedules', from: '2026-03-01', days: 61 },
    { what: 'a week with make-up workdays and long names', from: '2026-10-01', days: 12 },
    { what: 'a day in the middle of a window', from: '2026-11-24', days: 1 },
  ])('reads $what as it is written', ({ from, days }) => {
    const text = planCalendar(plansOf(schedules, from, days), 'Reveille, 唤醒', Date.parse('2026-02-20T08:00:00Z'));
    const expected = inOrder(strictly(text));
    expect(expected.length).toBeGreaterThan(days);
    expect(inOrder(read(text))).toEqual(expected);
  });
});
