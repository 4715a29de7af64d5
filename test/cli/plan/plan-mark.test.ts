import { expect, it } from 'vitest';
import { markOf } from '../../../cli/plan/plan-mark.ts';
import { dayOf } from '../../../shared/schedule/civil-day.ts';
import { chineseOffice, londonNights, plansOf } from './a-plan.ts';

const exceptions = (lines: string) => `${chineseOffice}\nexceptions: [${lines}]`;
const overnight = chineseOffice.replace('"08:30"', '"22:00"').replace('"19:00", days: workdays', '"07:00", days: after-workdays');
const unknown = (mode: string) => `${chineseOffice}\nunknownYear: ${mode}`;
const startDaily = chineseOffice.replace('08:30", days: workdays', '08:30", days: daily');

it.each([
  { says: 'a workday', lines: chineseOffice, date: '2026-11-23', mark: 'o' },
  { says: 'a Saturday', lines: chineseOffice, date: '2026-11-21', mark: ' ' },
  { says: 'a holiday', lines: chineseOffice, date: '2026-10-01', mark: 'H' },
  { says: 'a holiday at a weekend', lines: chineseOffice, date: '2026-10-03', mark: 'H' },
  { says: 'a holiday for stops only', lines: startDaily, date: '2026-10-01', mark: 'h' },
  { says: 'a make-up workday', lines: chineseOffice, date: '2026-10-10', mark: 'M' },
  { says: 'the evening of a Monday', lines: overnight, date: '2026-11-23', mark: '+' },
  { says: 'the morning of a Saturday', lines: overnight, date: '2026-11-28', mark: '-' },
  { says: 'the first morning of a holiday', lines: overnight, date: '2026-10-01', mark: 'h' },
  { says: 'an exception that runs', lines: exceptions('{ on: 2026-11-28, run: all }'), date: '2026-11-28', mark: 'E' },
  { says: 'one that skips', lines: exceptions('{ on: 2026-11-27, skip: all }'), date: '2026-11-27', mark: 'X' },
  { says: 'one that skips the stop', lines: exceptions('{ on: 2026-11-27, skip: stop }'), date: '2026-11-27', mark: 'x' },
  { says: 'one that runs on a holiday', lines: exceptions('{ on: 2026-10-01, run: all }'), date: '2026-10-01', mark: 'E' },
  { says: 'one that starts on a holiday', lines: exceptions('{ on: 2026-10-01, run: start }'), date: '2026-10-01', mark: 'x' },
  { says: 'a year without data', lines: unknown('weekdays'), date: '2040-01-02', mark: '?' },
  { says: 'such a year, skipped', lines: unknown('skip'), date: '2040-01-02', mark: '?' },
  { says: 'a Sunday of it', lines: unknown('weekdays'), date: '2040-01-01', mark: ' ' },
  { says: 'a Sunday of it that fails', lines: unknown('fail'), date: '2040-01-01', mark: '?' },
  { says: 'a night without 01:30', lines: londonNights, date: '2026-03-29', mark: '!' },
  { says: 'a night with two', lines: londonNights, date: '2026-10-25', mark: '!' },
  {
    says: 'a night without 01:30 that is skipped',
    lines: `${londonNights}\nexceptions: [{ on: 2026-03-29, skip: start }]`,
    date: '2026-03-29',
    mark: 'X',
  },
  { says: 'any other night', lines: londonNights, date: '2026-10-26', mark: '+' },
])('$says is marked "$mark"', ({ lines, date, mark }) => {
  const [plan] = plansOf({ hours: lines }, date, 1);
  expect(plan && markOf(plan.moments, dayOf(date), plan.table)).toBe(mark);
});
