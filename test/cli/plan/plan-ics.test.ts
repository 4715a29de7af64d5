import { describe, expect, it } from 'vitest';
import { planCalendar } from '../../../cli/plan/plan-ics.ts';
import { chineseOffice, londonNights, momentsOf } from './a-plan.ts';

/**
 * A small reader of RFC 5545, written for this test: unfolds, splits at the first colon that is
 * not quoted, undoes the escapes.
 */
function readCalendar(text: string): { readonly calendar: Record<string, string>; readonly events: Record<string, string>[] } {
  const calendar: Record<string, string> = {};
  const events: Record<string, string>[] = [];
  let into = calendar;
  for (const line of text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)) {
    const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') {
      into = {};
      events.push(into);
    } else if (line === 'END:VEVENT') into = calendar;
    else into[name] = value.replaceAll(/\\(.)/gs, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  }
  return { calendar, events };
}

const now = Date.parse('2026-11-21T10:11:12.345Z');
const nights = momentsOf({ nights: londonNights }, '2026-03-28', 2);

/** The first of these nights, for this reason. */
const because = (reason: string) => nights.slice(0, 1).map((moment) => ({ ...moment, because: reason }));

describe('a plan as a calendar', () => {
  it('says what it is and how often to look again', () => {
    expect(readCalendar(planCalendar(nights, 'Reveille', now)).calendar).toEqual({
      BEGIN: 'VCALENDAR',
      END: 'VCALENDAR',
      VERSION: '2.0',
      PRODID: '-//Reveille//Plan//EN',
      CALSCALE: 'GREGORIAN',
      METHOD: 'PUBLISH',
      NAME: 'Reveille',
      'X-WR-CALNAME': 'Reveille',
      'REFRESH-INTERVAL;VALUE=DURATION': 'P1D',
    });
  });

  it('has an event for each moment, those that are skipped cancelled', () => {
    const same = { DTSTAMP: '20261121T101112Z', TRANSP: 'TRANSPARENT' };
    expect(readCalendar(planCalendar(nights, 'Reveille', now)).events).toEqual([
      {
        ...same,
        UID: 'nights/start/2026-03-28T01:30@reveille',
        DTSTART: '20260328T013000Z',
        SUMMARY: 'nights start',
        DESCRIPTION: 'daily',
        STATUS: 'CONFIRMED',
      },
      {
        ...same,
        UID: 'nights/start/2026-03-29T01:30@reveille',
        // By the clock before the jump, as RFC 5545 reads a local time that does not occur.
        DTSTART: '20260329T013000Z',
        SUMMARY: 'nights start (skipped)',
        DESCRIPTION: 'this local time does not exist on that day (clocks go forward)',
        STATUS: 'CANCELLED',
      },
    ]);
  });

  it('keeps the UIDs of moments whose reason, zone or time of making change', () => {
    const uids = (...[moments, at]: [typeof nights, number]) =>
      readCalendar(planCalendar(moments, 'Reveille', at)).events.map(({ UID }) => UID);
    expect(uids(because('one'), now)).toEqual(uids(because('another'), now + 86_400_000));
    expect(new Set(uids(momentsOf({ hours: chineseOffice, nights: londonNights }, '2026-01-01', 365), now)).size).toBe(
      2 * 267 + 365,
    );
  });

  it.each([
    { says: 'separators', reason: 'a, b; c: d \\ e \\n f' },
    { says: 'Chinese, longer than a line', reason: '国庆节放假'.repeat(30) },
    { says: 'four octets a character', reason: '🎉'.repeat(40) },
    { says: 'a long line', reason: 'release '.repeat(30).trim() },
    { says: 'exactly one line', reason: 'r'.repeat(75 - 'DESCRIPTION:'.length) },
    { says: 'one octet more', reason: 'r'.repeat(76 - 'DESCRIPTION:'.length) },
    { says: 'lines', reason: 'one\ntwo\nthree' },
  ])('carries $says whole', ({ reason }) => {
    const text = planCalendar(because(reason), 'Reveille, 唤醒', now);
    const { calendar, events } = readCalendar(text);
    expect(events[0]?.DESCRIPTION).toBe(reason);
    expect(calendar['X-WR-CALNAME']).toBe('Reveille, 唤醒');
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      // A character that was cut in two would come back as another one.
      expect(line).not.toContain('\ufffd');
      expect(line.isWellFormed()).toBe(true);
      expect(line).not.toMatch(/[\r\n]/);
    }
  });

  it('folds no line that fits', () => {
    const fits = planCalendar(because('r'.repeat(75 - 'DESCRIPTION:'.length)), 'Reveille', now);
    expect(fits).not.toContain('\r\n ');
  });

  it('lets no control character through', () => {
    const [event] = readCalendar(planCalendar(because('a\u0000b\u001bc\r\nd\re'), 'Reveille', now)).events;
    expect(event?.DESCRIPTION).toBe('a b c\nd\ne');
  });
});
