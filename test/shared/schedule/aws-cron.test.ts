import { describe, expect, it } from 'vitest';
import { cronInstants, neverFires, parseCron } from '../../../shared/schedule/aws-cron.ts';

function firstInstants(expression: string, timeZone: string, after: string, count: number): readonly string[] {
  return cronInstants(parseCron(expression), timeZone, Date.parse(after))
    .take(count)
    .map((instant) => new Date(instant).toISOString().replace(':00.000Z', 'Z'))
    .toArray();
}

describe('fires in UTC', () => {
  it.each([
    ['30 8 ? * MON-FRI *', '2026-11-20T08:30:00Z', ['2026-11-23T08:30Z', '2026-11-24T08:30Z']],
    [' 30  8 ? *  mon-fri * ', '2026-11-20T08:29:59Z', ['2026-11-20T08:30Z']],
    [
      '50/4 23 31 12 ? *',
      '2026-01-01T00:00:00Z',
      ['2026-12-31T23:50Z', '2026-12-31T23:54Z', '2026-12-31T23:58Z', '2027-12-31T23:50Z'],
    ],
    ['0 0 L 2 ? *', '2027-01-01T00:00:00Z', ['2027-02-28T00:00Z', '2028-02-29T00:00Z']],
    ['0 0 29 FEB ? *', '2096-12-01T00:00:00Z', ['2104-02-29T00:00Z']],
    ['0 0 LW * ? *', '2026-01-01T00:00:00Z', ['2026-01-30T00:00Z', '2026-02-27T00:00Z', '2026-03-31T00:00Z']],
    // 1 August 2026 is a Saturday, 31 May 2026 a Sunday: the nearest weekday lies in the next
    // month, the one taken does not.
    ['0 0 1W 8 ? *', '2026-01-01T00:00:00Z', ['2026-08-03T00:00Z']],
    ['0 0 31W 5,6 ? *', '2026-01-01T00:00:00Z', ['2026-05-29T00:00Z', '2027-05-31T00:00Z']],
    ['0 0 15W 3,8,11 ? *', '2026-01-01T00:00:00Z', ['2026-03-16T00:00Z', '2026-08-14T00:00Z', '2026-11-16T00:00Z']],
    ['0 0 ? * 2#5 *', '2026-01-01T00:00:00Z', ['2026-03-30T00:00Z', '2026-06-29T00:00Z']],
    ['0 0 ? 11 FRIL *', '2026-01-01T00:00:00Z', ['2026-11-27T00:00Z', '2027-11-26T00:00Z']],
    ['0 0 ? * L 2026', '2026-12-20T00:00:00Z', ['2026-12-26T00:00Z']],
    ['0 0 1 1 ? 2030-2040/5', '2026-01-01T00:00:00Z', ['2030-01-01T00:00Z', '2035-01-01T00:00Z', '2040-01-01T00:00Z']],
    ['0 0 1 1 ? 1999', '2026-01-01T00:00:00Z', []],
    ['0 0 30 2 ? *', '2026-01-01T00:00:00Z', []],
  ])('%j after %s: %j', (expression, after, expected) => {
    expect(firstInstants(expression, 'UTC', after, Math.max(expected.length, 1))).toEqual(expected.length === 0 ? [] : expected);
  });
});

describe('daylight saving', () => {
  it.each([
    [
      'Shanghai never changes',
      'Asia/Shanghai',
      '30 8 ? * MON-FRI *',
      '2026-11-20T00:00:00Z',
      ['2026-11-20T00:30Z', '2026-11-23T00:30Z'],
    ],
    [
      'a daily time keeps its wall time in spring',
      'America/New_York',
      '0 9 * * ? *',
      '2026-03-07T00:00:00Z',
      ['2026-03-07T14:00Z', '2026-03-08T13:00Z'],
    ],
    ['and in autumn', 'America/New_York', '0 9 * * ? *', '2026-10-31T00:00:00Z', ['2026-10-31T13:00Z', '2026-11-01T14:00Z']],
    ['a time that does not exist is skipped', 'America/New_York', '30 2 * * ? *', '2026-03-07T08:00:00Z', ['2026-03-09T06:30Z']],
    [
      'a time that comes twice fires once, the first time',
      'America/New_York',
      '30 1 * * ? *',
      '2026-11-01T00:00:00Z',
      ['2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ],
    ['also when asked between the two', 'America/New_York', '30 1 * * ? *', '2026-11-01T05:30:00Z', ['2026-11-02T06:30Z']],
    [
      'hourly, the repeated hour fires once',
      'America/New_York',
      '0 * * * ? *',
      '2026-11-01T04:30:00Z',
      ['2026-11-01T05:00Z', '2026-11-01T07:00Z'],
    ],
    [
      'London springs at one',
      'Europe/London',
      '0,30 1,2 * * ? *',
      '2026-03-29T00:00:00Z',
      ['2026-03-29T01:00Z', '2026-03-29T01:30Z'],
    ],
    [
      'London repeats one to two',
      'Europe/London',
      '30 0-2 * * ? *',
      '2026-10-24T23:00:00Z',
      ['2026-10-24T23:30Z', '2026-10-25T00:30Z', '2026-10-25T02:30Z'],
    ],
    [
      'Lord Howe jumps half an hour',
      'Australia/Lord_Howe',
      '15,45 2 * * ? *',
      '2026-10-03T00:00:00Z',
      ['2026-10-03T15:45Z', '2026-10-04T15:15Z'],
    ],
    [
      'Lord Howe repeats half an hour',
      'Australia/Lord_Howe',
      '15,45 1 * * ? *',
      '2026-04-04T00:00:00Z',
      ['2026-04-04T14:15Z', '2026-04-04T14:45Z', '2026-04-05T14:45Z'],
    ],
    [
      'Samoa had no 30 December 2011',
      'Pacific/Apia',
      '0 12 * * ? *',
      '2011-12-29T00:00:00Z',
      ['2011-12-29T22:00Z', '2011-12-30T22:00Z'],
    ],
  ])('%s', (_, timeZone, expression, after, expected) => {
    expect(firstInstants(expression, timeZone, after, expected.length)).toEqual(expected);
  });
});

it.each([
  ['0 0 30 2 ? *', true],
  ['0 0 31 4,6,9,11 ? *', true],
  ['0 0 29 2 ? 2026-2027', true],
  ['0 0 29 2 ? 2026-2028', false],
  ['0 0 30W FEB ? *', true],
  ['0 0 1 1 ? 1999', false],
])('%j never fires: %s', (expression, never) => {
  expect(neverFires(parseCron(expression))).toBe(never);
});

describe('a range of weekdays that runs backwards', () => {
  it.each([
    ['0 9 ? * SAT-SUN *', '0 9 ? * SAT,SUN *', [1, 7]],
    ['0 9 ? * sat-sun *', '0 9 ? * SAT,SUN *', [1, 7]],
    ['0 9 ? * 7-1 *', '0 9 ? * SAT,SUN *', [1, 7]],
    ['0 9 ? * 6-MON *', '0 9 ? * FRI,SAT,SUN,MON *', [1, 2, 6, 7]],
    ['0 9 ? * MON-SUN *', '0 9 ? * MON,TUE,WED,THU,FRI,SAT,SUN *', [1, 2, 3, 4, 5, 6, 7]],
    ['0 9 ? * WED,FRI-SUN *', '0 9 ? * WED,FRI,SAT,SUN *', [1, 4, 6, 7]],
    ['0 9 ? * SUN-SAT *', '0 9 ? * SUN-SAT *', [1, 2, 3, 4, 5, 6, 7]],
  ])('%j is given to AWS as %j', (written, expression, weekdays) => {
    const cron = parseCron(written);
    expect(cron.expression).toBe(expression);
    expect(cron.days).toEqual({ kind: 'weekdays', weekdays });
  });
});

it('walks a year of workdays in well under the time a reader notices', () => {
  const started = performance.now();
  expect(firstInstants('30 8 ? * MON-FRI *', 'America/New_York', '2026-01-01T00:00:00Z', 261)).toHaveLength(261);
  expect(performance.now() - started).toBeLessThan(500);
});
