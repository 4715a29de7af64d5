import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCalendarText } from '../../../../shared/configuration/calendar-files/read-calendar-files.ts';
import { formatMistake } from '../../../../shared/configuration/mistake.ts';
import { aCalendarFile } from './a-calendar-file.ts';

function linesOf(text: string): readonly string[] {
  const result = readCalendarText('list', text, 'c.txt');
  return 'mistakes' in result ? result.mistakes.map(formatMistake) : [];
}

it('a list has a day or days in each line, with a name', () => {
  const text = `# Singapore, as the Ministry of Manpower announced it
2027-01-01 New Year's Day

2027-02-06..2027-02-08\tChinese New Year\r
  2027-05-01   Labour Day # and more
2027-05-01 Founding Day
2027-05-01 Founding Day
2027-12-31
2027-08-09, National Day
2027-10-28;Deepavali
2027-12-25: Christmas Day
2019-12-25 Christmas Day
workday: 2027-02-13 Chinese New Year
WORKDAY：2027-02-20 .. 2027-02-21 Chinese New Year
`;
  expect(readCalendarText('list', text, 'c.txt')).toEqual({
    days: {
      holidays: {
        '2027-01-01': "New Year's Day",
        '2027-02-06': 'Chinese New Year',
        '2027-02-07': 'Chinese New Year',
        '2027-02-08': 'Chinese New Year',
        '2027-05-01': 'Labour Day # and more, Founding Day',
        '2027-12-31': '',
        '2027-08-09': 'National Day',
        '2027-10-28': 'Deepavali',
        '2027-12-25': 'Christmas Day',
      },
      workdays: {
        '2027-02-13': 'Chinese New Year',
        '2027-02-20': 'Chinese New Year',
        '2027-02-21': 'Chinese New Year',
      },
    },
  });
});

it.each([
  { text: '', line: 'c.txt: has no day from 2024 to 2036; name a file with holidays as whole days' },
  { text: '# nothing\n', line: 'c.txt: has no day from 2024 to 2036; name a file with holidays as whole days' },
  { text: '2019-12-25 A\n', line: 'c.txt: has no day from 2024 to 2036; name a file with holidays as whole days' },
  { text: 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', line: 'c.txt:1:1: is an iCalendar file; write its path under ics instead of list' },
  { text: '\n2027-02-30 A\n', line: 'c.txt:2:1: 2027-02-30 does not exist; write a day that this month has' },
  { text: '12-25 A\n', line: 'c.txt:1:1: "12-25" is not a date; write year, month and day, such as 2026-11-28' },
  { text: 'Christmas\n', line: 'c.txt:1:1: "Christmas" is not a date; write year, month and day, such as 2026-11-28' },
  { text: 'workday:\n', line: 'c.txt:1:1: "workday" is not a date; write year, month and day, such as 2026-11-28' },
  { text: '2027-01-01..soon A\n', line: 'c.txt:1:1: "soon" is not a date; write year, month and day, such as 2026-11-28' },
  {
    text: '..\n',
    line: 'c.txt:1:1: ".." has no date; write a date and a name, such as 2027-02-06 Chinese New Year',
  },
  {
    text: '2027-02-08..2027-02-06 A\n',
    line: 'c.txt:1:1 A: ends on 2027-02-06, before it begins on 2027-02-08; write the first day first',
  },
  {
    text: '2027-01-01..2028-01-02 A\n',
    line: 'c.txt:1:1 A: lasts 367 days; correct the last day; a holiday lasts at most 366 days',
  },
  {
    text: '1970-01-01 A\n',
    line: 'c.txt:1:1 A: the date 1970-01-01 is outside 2024 to 2036, the years of calendars; correct the date, or delete it',
  },
  {
    text: '2036-12-31..2037-01-01 A\n',
    line: 'c.txt:1:1 A: the date 2037-01-01 is outside 2024 to 2036, the years of calendars; correct the date, or delete it',
  },
  {
    text: '2027-01-01 A\nworkday: 2027-01-01 B\n',
    line: 'c.txt:2:1 B: 2027-01-01 is also a holiday, "A"; delete one of the two',
  },
  {
    text: 'workday: 2027-01-02 A\n2027-01-01..2027-01-03 B\n',
    line: 'c.txt:2:1 B: 2027-01-02 is also a workday, "A"; delete one of the two',
  },
  { text: '2027-01-01\n'.repeat(10_001), line: 'c.txt: has 10001 lines; keep at most 10000, one for each holiday' },
])('$line', ({ text, line }) => {
  expect(linesOf(text)).toEqual([line]);
});

it('the page about the configuration shows a list that can be read, and a message as it is written', () => {
  const page = readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8');
  const [, list = ''] = /```text\n(.*?)```/s.exec(page) ?? [];
  const result = readCalendarText('list', list, 'c.txt');
  expect(result).toMatchObject({ days: { workdays: { '2027-02-13': 'Chinese New Year' } } });
  const event = ['DTSTART;VALUE=DATE:20270230', 'SUMMARY:Labour Day'];
  const bad = readCalendarText(
    'ics',
    aCalendarFile(...Array.from({ length: 2 }, () => ['DTSTART;VALUE=DATE:20270101', 'UID:x']), event),
    'sg-2027.ics',
  );
  const lines = 'mistakes' in bad ? bad.mistakes.map(formatMistake) : [];
  expect(page).toContain(lines[0]);
});
