import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCalendarText } from '../../../../shared/configuration/calendar-files/read-calendar-files.ts';
import { formatMistake } from '../../../../shared/configuration/mistake.ts';
import { aCalendarFile } from './a-calendar-file.ts';

function daysOf(text: string) {
  const result = readCalendarText('ics', text, 'c.ics');
  if ('mistakes' in result) throw new Error(result.mistakes.map(formatMistake).join('\n'));
  return result.days;
}

function linesOf(text: string): readonly string[] {
  const result = readCalendarText('ics', text, 'c.ics');
  return 'mistakes' in result ? result.mistakes.map(formatMistake) : [];
}

const day = (date: string): string => `DTSTART;VALUE=DATE:${date}`;
const end = (date: string): string => `DTEND;VALUE=DATE:${date}`;

/** Thirty events, as governments, offices and programs write them. */
const thirty = aCalendarFile(
  [day('20270101'), end('20270102'), "SUMMARY:New Year's Day"],
  // Folded within a word, and in the middle of a character that UTF-8 writes in three bytes.
  [day('20270206'), end('20270208'), 'SUMMARY;LANGUAGE=en:Chinese New', '  Year\\, two ', ' days (春', ' 节)'],
  [day('20270208'), 'SUMMARY:Chinese New Year (substitute)'],
  ['DTSTART;VALUE=DATE:20270310', 'DURATION:P1D', 'SUMMARY:Hari Raya Puasa'],
  // Two names on one day, and the same name again.
  [day('20270501'), 'SUMMARY:Labour Day'],
  [day('20270501'), 'SUMMARY:Founding Day'],
  [day('20270501'), 'SUMMARY:Labour Day'],
  // A day that ends on itself, and a date that nobody marked as one.
  [day('20270517'), end('20270517'), 'SUMMARY:Hari Raya Haji'],
  ['DTSTART:20270520', 'SUMMARY:Vesak Day'],
  // Whole days with times: to midnight, to a second before it, over a weekend from an afternoon.
  ['DTSTART;TZID=Asia/Singapore:20270809T000000', 'DTEND;TZID=Asia/Singapore:20270810T000000', 'SUMMARY:National Day'],
  ['DTSTART:20270903T000000', 'DTEND:20270903T235959', 'SUMMARY:Teachers’ Day'],
  ['DTSTART:20270910T170000', 'DTEND:20270913T080000', 'SUMMARY:Move'],
  // Parts of days.
  ['DTSTART:20271224T130000', 'DTEND:20271224T180000', 'SUMMARY:Half a day'],
  // In UTC, at midnight.
  ['DTSTART:20271028T000000Z', 'DTEND:20271029T000000Z', 'SUMMARY:Deepavali'],
  // Each year, since long ago and for a while.
  ['DTSTART;VALUE=DATE:19701225', 'RRULE:FREQ=YEARLY', 'SUMMARY:Christmas Day'],
  [day('20240229'), 'RRULE:FREQ=YEARLY', 'SUMMARY:Leap Day'],
  [day('20260703'), 'RRULE:FREQ=YEARLY;BYMONTH=7;BYDAY=1FR;UNTIL=20280101', 'SUMMARY:Youth Day'],
  [day('20260401'), end('20260403'), 'RRULE:FREQ=YEARLY;COUNT=3', 'EXDATE;VALUE=DATE:20270401', 'SUMMARY:Stocktaking'],
  [day('20261111'), 'RDATE;VALUE=DATE:20271112,20281113,20401112', 'SUMMARY:Children’s Day'],
  // One repetition is on another day that year, and one does not happen.
  [day('20260601'), 'UID:u-1', 'RRULE:FREQ=YEARLY;COUNT=4', 'SUMMARY:Harvest'],
  [day('20270602'), 'UID:u-1', 'RECURRENCE-ID;VALUE=DATE:20270601', 'SUMMARY:Harvest (moved)'],
  [day('20290601'), 'UID:u-1', 'RECURRENCE-ID;VALUE=DATE:20290601', 'SUMMARY:Harvest (renamed)'],
  [day('20280601'), 'UID:u-1', 'RECURRENCE-ID;VALUE=DATE:20280601', 'STATUS:CANCELLED', 'SUMMARY:Harvest'],
  // On the 31st, of the months that have one.
  [day('20270731'), 'RRULE:FREQ=MONTHLY;COUNT=3', 'SUMMARY:Audit'],
  [day('20270715'), 'STATUS:CANCELLED', 'SUMMARY:Visit'],
  // Workdays, in each way to say so.
  [day('20270130'), 'CATEGORIES:Holiday,WORKDAY', 'SUMMARY:Chinese New Year'],
  [day('20270213'), 'SUMMARY:Workday: Chinese New Year'],
  [day('20270508'), 'CATEGORIES:补班', 'SUMMARY:Labour Day'],
  [day('20270925'), end('20270927'), 'X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY', 'SUMMARY:国庆节（班）'],
  // Before the years of calendars, with an alarm inside.
  [day('20191225'), 'SUMMARY:Christmas Day', 'BEGIN:VALARM', 'TRIGGER:-PT5M', 'END:VALARM'],
);

const every = (years: readonly number[], monthDay: string, name: string) =>
  Object.fromEntries(years.map((year) => [`${year}-${monthDay}`, name]));
const allYears = [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036];

describe('an iCalendar file', () => {
  it('has the days of its events', () => {
    expect(thirty.match(/^BEGIN:VEVENT/gm)).toHaveLength(30);
    expect(daysOf(thirty)).toEqual({
      holidays: {
        '2027-01-01': "New Year's Day",
        '2027-02-06': 'Chinese New Year, two days (春节)',
        '2027-02-07': 'Chinese New Year, two days (春节)',
        '2027-02-08': 'Chinese New Year (substitute)',
        '2027-03-10': 'Hari Raya Puasa',
        '2027-05-01': 'Labour Day, Founding Day',
        '2027-05-17': 'Hari Raya Haji',
        '2027-05-20': 'Vesak Day',
        '2027-07-31': 'Audit',
        '2027-08-09': 'National Day',
        '2027-08-31': 'Audit',
        '2027-09-03': 'Teachers’ Day',
        '2027-09-11': 'Move',
        '2027-09-12': 'Move',
        '2027-10-28': 'Deepavali',
        '2027-10-31': 'Audit',
        ...every(allYears, '12-25', 'Christmas Day'),
        ...every([2024, 2028, 2032, 2036], '02-29', 'Leap Day'),
        ...{ '2026-07-03': 'Youth Day', '2027-07-02': 'Youth Day' },
        ...every([2026, 2028], '04-01', 'Stocktaking'),
        ...every([2026, 2028], '04-02', 'Stocktaking'),
        ...{ '2026-11-11': 'Children’s Day', '2027-11-12': 'Children’s Day', '2028-11-13': 'Children’s Day' },
        ...{ '2026-06-01': 'Harvest', '2029-06-01': 'Harvest (renamed)', '2027-06-02': 'Harvest (moved)' },
      },
      workdays: {
        '2027-01-30': 'Chinese New Year',
        '2027-02-13': 'Chinese New Year',
        '2027-05-08': 'Labour Day',
        '2027-09-25': '国庆节（班）',
        '2027-09-26': '国庆节（班）',
      },
    });
  });

  // Worked out with a printed calendar of 2027 and 2028.
  it.each([
    { rule: 'FREQ=YEARLY;BYDAY=4TH;BYMONTH=11', days: ['2027-11-25', '2028-11-23'] },
    { rule: 'FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5', days: ['2027-05-31', '2028-05-29'] },
    { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', days: ['2028-02-29'] },
    { rule: 'FREQ=YEARLY;BYMONTH=4,5;BYMONTHDAY=31', days: ['2027-05-31', '2028-05-31'] },
    { rule: 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-1', days: ['2027-04-30', '2028-04-30'] },
    { rule: 'FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', days: ['2027-11-02', '2028-11-07'] },
    { rule: 'FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=4', days: ['2027-03-04'] },
    { rule: 'FREQ=MONTHLY;INTERVAL=12;BYDAY=3FR', days: ['2027-01-15', '2028-01-21'] },
    { rule: 'FREQ=WEEKLY;INTERVAL=26;BYDAY=FR', days: ['2027-07-02', '2027-12-31', '2028-06-30', '2028-12-29'] },
    { rule: 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1;UNTIL=20270501T000000Z', days: ['2027-05-01'] },
  ])('repeats $rule on $days, beside its own day', ({ rule, days }) => {
    const repeated = Object.keys(daysOf(aCalendarFile([day('20270101'), `RRULE:${rule}`])).holidays);
    const near = repeated.filter((date) => date < '2029');
    expect(near).toEqual(['2027-01-01', ...days]);
  });

  it('ends, and leaves days out, by the clock of its own zone', () => {
    const zone = 'TZID=Asia/Singapore';
    const event = [
      `DTSTART;${zone}:20270401T000000`,
      `DTEND;${zone}:20270402T000000`,
      'RRULE:FREQ=YEARLY;UNTIL=20300331T160000Z',
      'EXDATE:20280331T160000Z',
      'SUMMARY:A',
    ];
    expect(Object.keys(daysOf(aCalendarFile(event)).holidays)).toEqual(['2027-04-01', '2029-04-01', '2030-04-01']);
    const strange = event.map((line) => line.replace('Asia/Singapore', 'Somewhere/Else'));
    expect(Object.keys(daysOf(aCalendarFile(strange)).holidays)).toContain('2027-04-01');
  });

  it('that repeats keeps what reaches into the first year', () => {
    const event = [day('20231230'), end('20240103'), 'RRULE:FREQ=YEARLY;COUNT=2', 'SUMMARY:A'];
    const { holidays } = daysOf(aCalendarFile(event));
    expect(
      Object.keys(holidays)
        .filter((date) => date >= '2024')
        .sort(),
    ).toEqual(['2024-01-01', '2024-01-02', '2024-12-30', '2024-12-31', '2025-01-01', '2025-01-02']);
  });

  it('may have other line ends, small letters and a second calendar', () => {
    const text = aCalendarFile([day('20270101'), 'SUMMARY:New', ' Year']);
    const { holidays } = daysOf(text);
    expect(daysOf(text.replaceAll('\r\n', '\n'))).toEqual({ holidays, workdays: {} });
    expect(daysOf(text.replaceAll('\r\n', '\r').replace(/^(BEGIN|END):.*$/gim, (line) => line.toLowerCase()))).toEqual({
      holidays,
      workdays: {},
    });
    const two = `${text}${aCalendarFile([day('20270102'), 'SUMMARY:Next'])}`;
    expect(Object.keys(daysOf(two).holidays)).toEqual(['2027-01-01', '2027-01-02']);
  });

  it('has names of one line and a hundred characters', () => {
    const of = (summary: string) => daysOf(aCalendarFile([day('20270101'), `SUMMARY:${summary}`])).holidays['2027-01-01'];
    expect(of('a\\nb\t\u001b[31mc\u202e')).toBe('a b [31mc');
    expect(of('x'.repeat(300))).toBe(`${'x'.repeat(99)}…`);
    expect(daysOf(aCalendarFile([day('20270101')])).holidays).toEqual({ '2027-01-01': '' });
  });
});

const download = 'download the file again, or name another';

describe('a bad iCalendar file is a mistake with its line and event', () => {
  it.each([
    { text: '', lines: [`c.ics: is empty; ${download}`] },
    {
      text: '\n<!DOCTYPE html>\n<html></html>\n',
      lines: [`c.ics:1:1: is a web page or XML, not an iCalendar file: "<!DOCTYPE html>"; ${download}`],
    },
    {
      text: 'hello\n',
      lines: [`c.ics:1:1: is not an iCalendar file, because its first line is not BEGIN:VCALENDAR: "hello"; ${download}`],
    },
    { text: aCalendarFile(), lines: ['c.ics: has no events; name a file with the holidays as events'] },
    {
      text: aCalendarFile([day('20270101')]).replace('END:VCALENDAR\r\n', ''),
      lines: ['c.ics:7:1: is cut off, because its last line is not END:VCALENDAR; download the file again'],
    },
    {
      text: aCalendarFile([day('20270101')], [day('20270102')]).replace('END:VEVENT\r\n', ''),
      lines: ['c.ics:4:1: the event that begins here has no END:VEVENT; delete the event, or download the file again'],
    },
    {
      text: aCalendarFile([day('20270101')]).replace('END:VEVENT\r\n', ''),
      lines: ['c.ics:4:1: the event that begins here has no END:VEVENT; delete the event, or download the file again'],
    },
  ])('$lines', ({ text, lines }) => {
    expect(linesOf(text)).toEqual(lines);
  });

  // The event begins in line 8.
  const write = 'write a day that exists, such as DTSTART;VALUE=DATE:20270206';
  it.each([
    {
      event: [day('19700101'), 'SUMMARY:Epoch'],
      line: 'c.ics:8:1 Epoch: the date 1970-01-01 is outside 2024 to 2036, the years of calendars; correct the date, or delete it',
    },
    {
      event: [day('20370101'), 'SUMMARY:New Year'],
      line: 'c.ics:8:1 "New Year": the date 2037-01-01 is outside 2024 to 2036, the years of calendars; correct the date, or delete it',
    },
    { event: ['SUMMARY:Vesak'], line: 'c.ics:8:1 Vesak: has no DTSTART; write its day, such as DTSTART;VALUE=DATE:20270206' },
    { event: [day('20270230')], line: `c.ics:8:1: its DTSTART "2027-02-30" is not a day; ${write}` },
    { event: ['DTSTART:20270206T250000'], line: `c.ics:8:1: its DTSTART "2027-02-06T25:00:00" is not a day; ${write}` },
    { event: [day('20270206'), end('2027')], line: `c.ics:8:1: its DTEND "2027--" is not a day; ${write}` },
    {
      event: [day('20270206'), 'DURATION:P:1D', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: its DURATION "P:1D" is not a length of time; write days, such as DURATION:P1D',
    },
    {
      event: [day('20270206'), end('20270201'), 'SUMMARY:A'],
      line: 'c.ics:8:1 A: ends before it begins; correct DTEND, which is the day after its last day',
    },
    {
      event: [day('20270206'), end('20290206'), 'SUMMARY:A'],
      line: 'c.ics:8:1 A: lasts 731 days; correct the last day; a holiday lasts at most 366 days',
    },
    {
      event: [day('20270206'), end('20290206'), 'RRULE:FREQ=YEARLY', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: lasts 731 days; correct the last day; a holiday lasts at most 366 days',
    },
    {
      event: ['DTSTART:20270205T160000Z', 'DTEND:20270206T160000Z', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: has its times in UTC, so its days are not certain; write whole days, such as DTSTART;VALUE=DATE:20270205',
    },
    {
      event: ['DTSTART:20270205T160000Z', 'DTEND:20270206T155959Z', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: has its times in UTC, so its days are not certain; write whole days, such as DTSTART;VALUE=DATE:20270205',
    },
    {
      event: ['DTSTART:20270213T090000', 'DTEND:20270213T180000', 'SUMMARY:workday: A'],
      line: 'c.ics:8:1 "workday: A": is a workday with hours; write the whole day, such as DTSTART;VALUE=DATE:20270213',
    },
    {
      event: [day('20270101'), 'SUMMARY:workday: A'],
      line: 'c.ics:8:1 A: 2027-01-01 is also a holiday, "New Year"; delete one of the two',
    },
    {
      event: [day('20270101'), 'this is no line'],
      line: 'c.ics:8:1: the event that begins here cannot be read (invalid line (no token ";" or ":") "this is no line"); correct or delete the event',
    },
    {
      event: [day('20270101'), 'RRULE:FREQ=SOMETIMES', 'SUMMARY:A'],
      line: expect.stringMatching(/^c\.ics:8:1: the event that begins here cannot be read \(invalid frequency "SOMETIMES"/),
    },
    {
      event: [day('20270101'), 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: its RRULE is true on no day; correct the rule, or write each day as an event',
    },
    {
      event: [day('20270101'), 'RRULE:FREQ=WEEKLY;BYMONTHDAY=3', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: its RRULE cannot be read (For WEEKLY recurrences neither BYMONTHDAY nor BYYEARDAY may appear); correct the rule, or write each day as an event',
    },
    {
      event: [day('20270101'), 'RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=28', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: begins on a day that its RRULE does not have; write the first day of the rule as DTSTART',
    },
    {
      event: [day('20270101'), 'RRULE:FREQ=SECONDLY', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: has an RRULE of no holiday; write a rule of each year, such as RRULE:FREQ=YEARLY',
    },
    {
      event: [day('20270101'), 'RDATE;VALUE=DATE:20270230', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: its RDATE "2027-02-30" is not a day; write a day that exists, such as RDATE;VALUE=DATE:20270206',
    },
    {
      event: [day('20270101'), 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:2027', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: its EXDATE "2027--" is not a day; write a day that exists, such as EXDATE;VALUE=DATE:20270206',
    },
    {
      event: [day('20270101'), 'RRULE:FREQ=YEARLY;BYWEEKNO=14;BYDAY=FR', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: repeats by the number of the week, which cannot be read here; write each day as an event',
    },
    {
      event: [day('20270101'), 'RRULE:FREQ=YEARLY', 'EXRULE:FREQ=YEARLY;INTERVAL=2', 'SUMMARY:A'],
      line: 'c.ics:8:1 A: has an EXRULE, which RFC 5545 has not; write EXDATE with the dates',
    },
  ])('$event', ({ event, line }) => {
    expect(linesOf(aCalendarFile([day('20270101'), 'SUMMARY:New Year'], event))).toEqual([line]);
  });

  it('and a file whose days are all past, or parts of days, has none', () => {
    const line = 'c.ics: has no day from 2024 to 2036; name a file with holidays as whole days';
    expect(linesOf(aCalendarFile([day('20191225')]))).toEqual([line]);
    expect(linesOf(aCalendarFile(['DTSTART:20270101T120000', 'DURATION:PT4H']))).toEqual([line]);
    expect(linesOf(aCalendarFile([day('20270101'), 'STATUS:CANCELLED']))).toEqual([line]);
  });
});

it('a spoilt file is read, or refused with lines that exist', () => {
  const scrap = fc.constantFrom(
    ...':;=,\\"\r\n 9TZ-',
    'BEGIN:VEVENT\r\n',
    'END:VEVENT\r\n',
    'RRULE:FREQ=DAILY\r\n',
    'DTEND:20250101\r\n',
  );
  const cut = fc.record({ at: fc.nat(thirty.length), length: fc.nat(8), scrap });
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 5 }), (cuts) => {
      const text = cuts.reduce(
        (spoilt, { at, length, scrap: put }) => spoilt.slice(0, at) + put + spoilt.slice(at + length),
        thirty,
      );
      const result = readCalendarText('ics', text, 'c.ics');
      const lines = text.split(/\r\n|\r|\n/).length;
      if ('days' in result) return;
      expect(result.mistakes.length).toBeGreaterThan(0);
      for (const mistake of result.mistakes) {
        expect(mistake.line ?? 1).toBeLessThanOrEqual(lines);
        expect(formatMistake(mistake)).not.toMatch(/\n/);
      }
    }),
    { numRuns: 60 },
  );
});

describe('however large a file is, it is read in moments', () => {
  const many = (count: number, lines: readonly string[]) => aCalendarFile(...Array.from({ length: count }, () => lines));

  it('has at most ten thousand events', () => {
    expect(linesOf(many(100_000, []))).toEqual(['c.ics: has 100000 events; keep at most 10000, one for each holiday']);
  });

  const rule = 'its RRULE is true on no day; correct the rule, or write each day as an event';
  const none = 'has an RRULE of no holiday; write a rule of each year, such as RRULE:FREQ=YEARLY';
  it.each([
    { rrule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', says: rule },
    { rrule: 'FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;INTERVAL=52', says: rule },
    { rrule: 'FREQ=DAILY;INTERVAL=7;BYDAY=WE', days: 1 },
    { rrule: 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=40', days: 1 },
    { rrule: 'FREQ=YEARLY;INTERVAL=1000', days: 1 },
    { rrule: 'FREQ=DAILY;COUNT=999999999', days: 4_749 },
    { rrule: 'FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30', says: none },
    { rrule: 'FREQ=WEEKLY;INTERVAL=99999999999999999999', says: none },
    { rrule: `FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=${'1,'.repeat(100_000)}1`, days: 13 },
  ])('whose rules never come true, or never end: $rrule', ({ rrule, says, days = 0 }) => {
    const text = aCalendarFile([day('20240101'), `RRULE:${rrule}`, 'SUMMARY:A']);
    expect(linesOf(text)).toEqual(says === undefined ? [] : [`c.ics:4:1 A: ${says}`]);
    if (says === undefined) expect(Object.keys(daysOf(text).holidays)).toHaveLength(days);
  });

  it('has so many days, and names of three hundred characters on a day', () => {
    const long = [day('20270101'), end('20280101'), 'SUMMARY:A'];
    expect(linesOf(many(140, long)).map((line) => line.replace(/^c\.ics:\d+:1 /, ''))).toEqual([
      'A: is where the file has more than 50000 days; keep only the holidays',
    ]);
    const crowd = aCalendarFile(...Array.from({ length: 200 }, (_, n) => [day('20270101'), `SUMMARY:Name ${n}`]));
    expect(daysOf(crowd).holidays['2027-01-01']).toMatch(/^Name 0, Name 1, .{283}…$/);
  });

  it('has so many steps for all of its rules', () => {
    const lines = linesOf(many(50, [day('19700101'), 'RRULE:FREQ=DAILY', 'SUMMARY:A']));
    expect(lines.length).toBeGreaterThan(30);
    expect(new Set(lines.map((line) => line.split(' A: ')[1]))).toEqual(
      new Set(['has an RRULE of no holiday; write a rule of each year, such as RRULE:FREQ=YEARLY']),
    );
  });
});
