import { describe, expect, it } from 'vitest';
import { planCalendar } from '../../../cli/plan/plan-ics.ts';
import type { SchedulePlan } from '../../../shared/plan/schedule-plan.ts';
import { chineseOffice, londonNights, plansOf } from './a-plan.ts';
import { instantOf, readStrictly } from './strict-calendar.ts';

const now = Date.parse('2026-11-21T10:11:12.345Z');
const night = (lines: string) =>
  `timezone: Europe/London\nstart: { at: "22:00", days: mon-fri }\nstop: { at: "06:30", days: tue-sat }\n${lines}`;

/** The events of plans, in few words: what, from, to, status, why. */
function eventsOf(plans: readonly SchedulePlan[]): readonly (readonly (string | undefined)[])[] {
  const { events, faults } = readStrictly(planCalendar(plans, 'Reveille', now));
  expect(faults).toEqual([]);
  return events.map((event) => [
    event.SUMMARY,
    instantOf(event.DTSTART).replace(':00Z', ''),
    instantOf(event.DTEND).replace(':00Z', ''),
    event.STATUS,
    event.DESCRIPTION,
  ]);
}

/** A plan of one start, for this reason. */
const because = (reason: string) =>
  plansOf({ nights: londonNights }, '2026-03-28', 1).map((plan) => ({
    ...plan,
    moments: plan.moments.map((moment) => ({ ...moment, because: reason })),
  }));

describe('a plan as a calendar', () => {
  it('says what it is and how often to look again', () => {
    const { calendar, faults } = readStrictly(planCalendar(because('daily'), 'Reveille', now));
    expect(faults).toEqual([]);
    expect(calendar).toEqual({
      VERSION: '2.0',
      PRODID: '-//Reveille//Plan//EN',
      CALSCALE: 'GREGORIAN',
      METHOD: 'PUBLISH',
      NAME: 'Reveille',
      'X-WR-CALNAME': 'Reveille',
      'REFRESH-INTERVAL': 'P1D',
    });
  });

  it('has an event for each window, whole, also where it begins before the plan or ends after it', () => {
    expect(eventsOf(plansOf({ nights: night('') }, '2026-11-27', 1))).toEqual([
      [
        'nights on',
        '2026-11-26T22:00',
        '2026-11-27T06:30',
        'CONFIRMED',
        'start: day of the week\nstop: day of the week\n8 h 30 min',
      ],
      [
        'nights on',
        '2026-11-27T22:00',
        '2026-11-28T06:30',
        'CONFIRMED',
        'start: day of the week\nstop: day of the week\n8 h 30 min',
      ],
    ]);
  });

  it('has no event for the stop at its first midnight, which ends a window of the day before', () => {
    const lines = 'timezone: UTC\nstart: { at: "12:00" }\nstop: { at: "00:00" }';
    expect(eventsOf(plansOf({ rules: lines }, '2026-11-27', 1))).toEqual([
      ['rules on', '2026-11-27T12:00', '2026-11-28T00:00', 'CONFIRMED', 'start: daily\nstop: daily\n12 h'],
    ]);
  });

  it('names the days', () => {
    const [monday] = eventsOf(plansOf({ hours: chineseOffice }, '2026-10-10', 1));
    const why = 'make-up workday: National Day (国庆节)';
    expect(monday).toEqual([
      'hours on',
      '2026-10-10T00:30',
      '2026-10-10T11:00',
      'CONFIRMED',
      `start: ${why}\nstop: ${why}\n10 h 30 min`,
    ]);
  });

  it('cancels what is skipped, and shows what is part of no window', () => {
    const lines = night(
      'exceptions: [{ on: 2026-11-24, skip: start, because: release }, { on: 2026-11-27, skip: stop }]',
    ).replace('days: tue-sat }', 'days: daily }');
    expect(eventsOf(plansOf({ nights: lines }, '2026-11-24', 5))).toEqual([
      ['nights on', '2026-11-23T22:00', '2026-11-24T06:30', 'CONFIRMED', 'start: day of the week\nstop: daily\n8 h 30 min'],
      ['nights start (skipped)', '2026-11-24T22:00', '2026-11-24T22:15', 'CANCELLED', 'exception: release'],
      ['nights stop', '2026-11-25T06:30', '2026-11-25T06:45', 'CONFIRMED', 'daily'],
      ['nights on', '2026-11-25T22:00', '2026-11-26T06:30', 'CONFIRMED', 'start: day of the week\nstop: daily\n8 h 30 min'],
      ['nights on', '2026-11-26T22:00', '2026-11-28T06:30', 'CONFIRMED', 'start: day of the week\nstop: daily\n32 h 30 min'],
      ['nights stop (skipped)', '2026-11-27T06:30', '2026-11-27T06:45', 'CANCELLED', 'exception'],
      ['nights start', '2026-11-27T22:00', '2026-11-27T22:15', 'CONFIRMED', 'day of the week'],
    ]);
  });

  it('has a short event for each start of a schedule that never stops, by the clock before a jump', () => {
    expect(eventsOf(plansOf({ nights: londonNights }, '2026-03-28', 2))).toEqual([
      ['nights start', '2026-03-28T01:30', '2026-03-28T01:45', 'CONFIRMED', 'daily'],
      [
        'nights start (skipped)',
        // By the clock before the jump, as RFC 5545 reads a local time that does not occur.
        '2026-03-29T01:30',
        '2026-03-29T01:45',
        'CANCELLED',
        'this local time does not exist on that day (clocks go forward)',
      ],
    ]);
  });

  it('shows a window that nothing stops until the end of the plan', () => {
    const lines = 'timezone: UTC\nstart: { once: "2026-11-24T08:00" }\nstop: { once: "2026-11-20T08:00" }';
    const rest = ['CONFIRMED', 'start: once\nno stop follows'];
    expect(eventsOf(plansOf({ rules: lines }, '2026-11-23', 7))).toEqual([
      ['rules on', '2026-11-24T08:00', '2026-11-30T00:00', ...rest],
    ]);
    // The last minutes of a day are still an event that a person can see.
    const late = lines.replace('24T08:00', '29T23:50');
    expect(eventsOf(plansOf({ rules: late }, '2026-11-23', 7))).toEqual([
      ['rules on', '2026-11-29T23:50', '2026-11-30T00:05', ...rest],
    ]);
  });

  it('keeps the UIDs of events whose reason, end or time of making change', () => {
    const uids = (plans: readonly SchedulePlan[], at = now) =>
      readStrictly(planCalendar(plans, 'Reveille', at)).events.map(({ UID }) => UID);
    expect(uids(because('one'))).toEqual(uids(because('another'), now + 86_400_000));
    const [usual] = uids(plansOf({ nights: night('') }, '2026-11-23', 1));
    expect(usual).toBe('nights/start/2026-11-23T22:00@reveille');
    const changed = [
      night('exceptions: [{ on: 2026-11-24, skip: stop }]'),
      night('exceptions: [{ on: 2026-11-23, skip: start }]'),
    ];
    for (const lines of changed) expect(uids(plansOf({ nights: lines }, '2026-11-23', 1))).toEqual([usual]);
  });

  it('is sound for a year of several schedules', () => {
    const plans = plansOf({ hours: chineseOffice, nights: night(''), starts: londonNights }, '2026-01-01', 365);
    const { events, faults } = readStrictly(planCalendar(plans, 'Reveille', now));
    expect(faults).toEqual([]);
    expect(events.length).toBeGreaterThan(247 + 260 + 365);
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
    const { calendar, events, faults } = readStrictly(planCalendar(because(reason), 'Reveille, 唤醒', now));
    expect(faults).toEqual([]);
    expect(events[0]?.DESCRIPTION).toBe(reason);
    expect(calendar['X-WR-CALNAME']).toBe('Reveille, 唤醒');
  });

  it('folds no line that fits', () => {
    const fits = planCalendar(because('r'.repeat(75 - 'DESCRIPTION:'.length)), 'Reveille', now);
    expect(fits).not.toContain('\r\n ');
  });

  it('lets no control character through', () => {
    const { events, faults } = readStrictly(planCalendar(because('a\u0000b\u001bc\r\nd\re'), 'Reveille', now));
    expect(faults).toEqual([]);
    expect(events[0]?.DESCRIPTION).toBe('a b c\nd\ne');
  });
});

describe('the strict reader', () => {
  const sound = planCalendar(because('a, b'), 'Reveille', now);

  it.each([
    { what: 'lines that end with LF', text: sound.replaceAll('\r\n', '\n'), says: 'the last line does not end with CRLF' },
    {
      what: 'a line of 76 octets',
      text: sound.replace(/DESCRIPTION:.*/, `DESCRIPTION:${'r'.repeat(64)}`),
      says: 'longer than 75 octets',
    },
    { what: 'a comma that is not escaped', text: sound.replace('a\\, b', 'a, b'), says: 'is not escaped: a, b' },
    { what: 'an event without an end', text: sound.replace(/DTEND.*\r\n/, ''), says: 'lacks DTEND' },
    {
      what: 'an event that ends as it begins',
      text: sound.replace(/DTEND:.*/, 'DTEND:20260328T013000Z'),
      says: 'ends before it begins',
    },
    { what: 'a local time', text: sound.replace(/DTSTAMP:.*/, 'DTSTAMP:20260328T013000'), says: 'has DTSTAMP 20260328T013000' },
    { what: 'a UID twice', text: sound.replace(/BEGIN:VEVENT.*END:VEVENT\r\n/s, '$&$&'), says: 'two events have the same UID' },
    { what: 'a property twice', text: sound.replace(/STATUS:.*\r\n/, '$&$&'), says: 'comes twice: STATUS:CONFIRMED' },
    { what: 'an event that does not end', text: sound.replace('END:VEVENT\r\n', ''), says: 'ends what has not begun: VCALENDAR' },
    { what: 'a calendar without a version', text: sound.replace('VERSION:2.0\r\n', ''), says: 'the calendar lacks a property' },
  ])('refuses $what', ({ text, says }) => {
    expect(readStrictly(text).faults.join('\n')).toContain(says);
  });
});
