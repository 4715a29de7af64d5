import { expect, it } from 'vitest';
import { lackWarnings, unsureDayWarnings } from '../../../shared/schedule/calendar-doubts.ts';
import { dayOf } from '../../../shared/schedule/civil-day.ts';
import type { DayTable } from '../../../shared/schedule/day-table.ts';

const table: DayTable = {
  ...{ weekend: [1, 7], years: null, holidays: {}, workdays: {} },
  // 6 March 2027 is a Saturday.
  unsure: {
    '2027-03-12': 'the feast',
    '2027-03-04': 'the eve',
    '2027-03-05': 'the feast',
    '2027-03-06': 'the feast',
    '2027-03-08': 'the feast',
    '2027-03-09': 'the feast',
    '2027-03-10': 'the feast',
    '2027-03-03': 'the fast',
  },
  lacks: ['make-up workdays of XX (why)', 'half days'],
};

it.each([
  {
    from: '2027-03-03',
    days: 10,
    says: ['2027-03-03: the fast', '2027-03-04: the eve', '2027-03-05, 2027-03-08 to 2027-03-10, 2027-03-12: the feast'],
  },
  { from: '2027-03-04', days: 2, says: ['2027-03-04: the eve', '2027-03-05: the feast'] },
  { from: '2027-03-04', days: 1, says: ['2027-03-04: the eve'] },
  { from: '2027-03-06', days: 2, says: [] },
])('from $from, $days days have $says', ({ from, days, says }) => {
  const warnings = unsureDayWarnings({ calendar: 'c' }, table, dayOf(from), days);
  expect(warnings).toEqual(says.map((line) => `calendar c is not sure of ${line}`));
});

it('says nothing of a calendar that is sure', () => {
  expect(unsureDayWarnings({ calendar: 'c' }, { ...table, unsure: undefined }, dayOf('2027-03-03'), 10)).toEqual([]);
});

it('names each kind of days that is never there', () => {
  expect(lackWarnings('c', table)).toEqual([
    'calendar c has no make-up workdays of XX (why); list them in its holidays and workdays',
    'calendar c has no half days; list them in its holidays and workdays',
  ]);
  expect(lackWarnings('c', { ...table, lacks: undefined })).toEqual([]);
});
