import { describe, expect, it } from 'vitest';
import { planText } from '../../../cli/plan/plan-text.ts';
import { columnsOf } from '../../../cli/terminal/columns.ts';
import { paintFor } from '../../../cli/terminal/paint.ts';
import { chineseOffice, londonNights, plansOf } from './a-plan.ts';

const plain = paintFor({ isTTY: false }, {});
const colours = paintFor({ isTTY: true }, {});
const nothingElse = { warnings: [], bills: [] };
const textOf = (...[schedules, from, days]: Parameters<typeof plansOf>) =>
  planText(plansOf(schedules, from, days), nothingElse, plain);

describe('a plan for people', () => {
  it('says that there is no schedule where a file has restarts alone', () => {
    expect(planText([], nothingElse, plain)).toBe('nothing is due: there is no schedule');
  });

  it('lists a few days line by line, what is skipped too', () => {
    const overnight = [
      'timezone: Europe/London',
      'calendar: feasts',
      'start: { at: "22:00", days: workdays }',
      'stop: { at: "01:30", days: daily }',
    ];
    expect(textOf({ nights: overnight.join('\n') }, '2026-03-28', 4)).toBe(
      [
        'nights  Europe/London  calendar feasts  Sat 2026-03-28 to Tue 2026-03-31',
        '',
        '  Sat 2026-03-28  01:30  2026-03-28 01:30 UTC  stop   daily; on 3 h 30 min',
        '  Sun 2026-03-29  01:30  -                     stop   skipped: this local time does not exist on',
        '                                                      that day (clocks go forward)',
        '  Mon 2026-03-30  01:30  2026-03-30 00:30 UTC  stop   daily',
        '  Mon 2026-03-30  22:00  2026-03-30 21:00 UTC  start  skipped: holiday: calendar feasts',
        '  Tue 2026-03-31  01:30  2026-03-31 00:30 UTC  stop   daily',
        '  Tue 2026-03-31  22:00  2026-03-31 21:00 UTC  start  workday',
        '',
        'On  2 windows, 7 h, 3 h 30 min each',
      ].join('\n'),
    );
  });

  it('shows more days as months, with the days that are special and the times of day', () => {
    const lines = `${chineseOffice}\nexceptions: [{ on: 2026-10-17, run: start, because: "发布, v2" }]`;
    expect(textOf({ 'office-hours': lines }, '2026-09-28', 33)).toBe(
      [
        'office-hours  Asia/Shanghai  calendar cn  Mon 2026-09-28 to Fri 2026-10-30',
        '',
        'September 2026                  October 2026',
        'Mo  Tu  We  Th  Fr  Sa  Su      Mo  Tu  We  Th  Fr  Sa  Su',
        '     .   .   .   .   .   .                   1H  2H  3H  4H',
        ' .   .   .   .   .   .   .       5H  6H  7H  8o  9o 10M 11',
        ' .   .   .   .   .   .   .      12o 13o 14o 15o 16o 17E 18',
        ' .   .   .   .   .   .   .      19o 20o 21o 22o 23o 24  25',
        '28o 29o 30o                     26o 27o 28o 29o 30o  .',
        '',
        'o starts and stops   M make-up workday   H holiday, nothing runs   E exception, runs',
        '',
        'Special days',
        '  Thu 2026-10-01 to Wed 2026-10-07  start and stop skipped  holiday: National Day (国庆节)',
        '  Sat 2026-10-10                    start and stop run      make-up workday: National Day (国庆节)',
        '  Sat 2026-10-17                    start runs              exception: 发布, v2',
        '',
        'Times of day',
        '  start  08:30  (00:30 UTC)  runs 22 times, is skipped 5 times',
        '  stop   19:00  (11:00 UTC)  runs 21 times, is skipped 5 times',
        '',
        'On  21 windows, 268 h 30 min, 20 of 10 h 30 min, 1 of 58 h 30 min',
      ].join('\n'),
    );
  });

  it('puts one schedule after another, and warnings last, one below the other', () => {
    const plans = plansOf({ first: londonNights, second: londonNights.replace('Europe/London', 'UTC') }, '2026-11-23', 1);
    expect(planText(plans, { warnings: ['short', `long ${'word '.repeat(20)}end`], bills: [] }, plain)).toBe(
      [
        'first  Europe/London  Mon 2026-11-23 to Mon 2026-11-23',
        '',
        '  Mon 2026-11-23  01:30  2026-11-23 01:30 UTC  start  daily',
        '',
        'second  UTC  Mon 2026-11-23 to Mon 2026-11-23',
        '',
        '  Mon 2026-11-23  01:30  2026-11-23 01:30 UTC  start  daily',
        '',
        '2 warnings',
        '  short',
        `  long ${'word '.repeat(18).trim()}`,
        '  word word end',
      ].join('\n'),
    );
  });

  it.each([
    { what: 'one window', lines: 'start: { at: "08:00" }\nstop: { at: "18:10" }', days: 1, says: 'On  1 window, 10 h 10 min' },
    {
      what: 'windows alike',
      lines: 'start: { at: "08:00" }\nstop: { at: "18:10" }',
      days: 31,
      says: 'On  31 windows, 315 h 10 min, 10 h 10 min each',
    },
    {
      what: 'a few lengths, the shortest first',
      lines: 'start: { at: "08:00", days: mon-fri }\nstop: [{ at: "20:00", days: tue-sun }, { at: "18:00", days: mon }]',
      days: 7,
      says: 'On  5 windows, 58 h, 1 of 10 h, 4 of 12 h',
    },
    {
      what: 'many lengths',
      lines:
        'start: { at: "08:00" }\nstop: [{ at: "18:00", days: mon }, { at: "19:00", days: tue }, { at: "20:00", days: wed }, { at: "21:00" }]',
      days: 4,
      says: 'On  4 windows, 46 h, from 10 h to 13 h each',
    },
    {
      what: 'a window without a stop',
      lines: 'start: { at: "08:00" }\nstop: [{ once: "2026-11-22T18:00" }, { once: "2026-11-23T18:00" }]',
      days: 3,
      says: 'On  1 window, 10 h; without a stop from Tue 2026-11-24 08:00',
    },
    { what: 'no window', lines: 'start: { at: "08:00" }', days: 3, says: undefined },
    {
      what: 'a window around days on which nothing is due',
      lines: 'start: { at: "08:00", days: sun }\nstop: { at: "18:00", days: sat }',
      days: 3,
      says: 'On  1 window, 154 h',
    },
  ])('says for how long machines are on: $what', ({ lines, days, says }) => {
    const text = textOf({ hours: `timezone: UTC\n${lines}` }, '2026-11-23', days);
    expect(text.split('\n').find((line) => line.startsWith('On'))).toBe(says);
  });

  it.each([
    { days: 14, months: false },
    { days: 15, months: true },
  ])('of $days days shows months: $months', ({ days, months }) => {
    expect(textOf({ hours: chineseOffice }, '2026-11-23', days).includes('Mo  Tu  We')).toBe(months);
  });

  it('says that nothing is due', () => {
    const text = textOf({ hours: chineseOffice }, '2026-11-21', 2);
    expect(text).toBe('hours  Asia/Shanghai  calendar cn  Sat 2026-11-21 to Sun 2026-11-22\n\n  nothing is due');
  });

  it('names a clock change among the special days and in the times of day', () => {
    const text = textOf({ nights: londonNights }, '2026-03-01', 365);
    expect(text).toContain('  Sun 2026-03-29  start skipped  this local time does not exist on that day (clocks go forward)\n');
    expect(text).toContain('  Sun 2026-10-25  start runs     this local time comes twice on that day (clocks go back)');
    expect(text).toContain('  start  01:30  (00:30 or 01:30 UTC)  runs 364 times, is skipped once');
  });

  it('shows the ends of too many times of day', () => {
    const text = textOf({ often: 'start: { cron: "0 * * * ? *" }' }, '2026-11-01', 30);
    const lines = text.slice(text.indexOf('Times of day')).split('\n');
    expect(lines).toHaveLength(14);
    expect(lines[7]).toBe('  ... 12 more ...');
    expect([lines[1], lines.at(-1)]).toEqual([
      '  start  00:00  (00:00 UTC)  runs 30 times',
      '  start  23:00  (23:00 UTC)  runs 30 times',
    ]);
  });

  it.each([
    { from: '2026-01-01', days: 365 },
    { from: '2026-11-21', days: 365 },
    { from: '2028-01-31', days: 800 },
    { from: '2026-11-21', days: 14 },
    { from: '2026-11-21', days: 15 },
  ])('is at most 100 columns wide from $from for $days days, and is coloured without moving', ({ from, days }) => {
    const because = 'a reason of many words, 说明很长, '.repeat(3).trim();
    const schedules = {
      hours: `${chineseOffice}\nexceptions: [{ from: 2026-11-20, to: 2026-12-05, skip: stop, because: "${because}" }]`,
      nights: londonNights,
    };
    const plans = plansOf(schedules, from, days);
    const text = planText(plans, { warnings: [because], bills: [] }, plain);
    for (const line of text.split('\n')) expect(columnsOf(line), line).toBeLessThanOrEqual(100);
    const unpainted = planText(plans, { warnings: [because], bills: [] }, colours)
      .split('\u001b')
      .map((part) => part.replace(/^\[\d+m/, ''))
      .join('');
    expect(unpainted.replaceAll(/ +$/gm, '')).toBe(text.replaceAll(/ +$/gm, ''));
  });

  it('has every date of a year once, under its weekday', () => {
    const text = textOf({ nights: londonNights }, '2026-01-01', 365);
    const columns = [0, 32, 64];
    const found: string[] = [];
    for (const block of text.slice(text.indexOf('January'), text.indexOf('+ starts')).split('\n\n')) {
      const [names = '', , ...weeks] = block.split('\n');
      for (const column of columns) {
        const month = names.slice(column, column + 28).trim();
        for (const week of weeks) {
          for (let weekday = 0; weekday < 7; weekday += 1) {
            const number = week.slice(column + weekday * 4, column + weekday * 4 + 2).trim();
            if (number === '') continue;
            const date = new Date(`${number} ${month} UTC`);
            expect((date.getUTCDay() + 6) % 7).toBe(weekday);
            found.push(date.toISOString().slice(0, 10));
          }
        }
      }
    }
    expect(new Set(found).size).toBe(365);
    expect(found).toHaveLength(365);
  });
});
