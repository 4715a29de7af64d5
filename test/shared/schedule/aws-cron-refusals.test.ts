import { describe, expect, it } from 'vitest';
import { parseCron } from '../../../shared/schedule/aws-cron.ts';

describe('a refused expression says why', () => {
  const number = (first: number, last: number): string => `write ${first} to ${last}, *, a list or a range`;
  const example = 'write minute, hour, day-of-month, month, day-of-week and year, such as 30 8 ? * MON-FRI *';
  it.each([
    ['', `0 fields instead of six; ${example}`],
    ['30', `1 field instead of six; ${example}`],
    ['30 8 * * 1-5', `5 fields instead of six; ${example}`],
    ['0 30 8 ? * MON-FRI *', `7 fields instead of six; ${example}`],
    ['cron(30 8 ? * MON-FRI *)', 'the fields are wrapped in cron(…); write the six fields alone, such as 30 8 ? * MON-FRI *'],
    ['rate(5 minutes)', 'rate(…) and at(…) are not cron expressions; write six cron fields, such as 30 8 ? * MON-FRI *'],
    ['0 8 * * * *', 'day-of-month and day-of-week are both given; write ? for the one that does not matter'],
    ['0 8 1 * MON *', 'day-of-month and day-of-week are both given; write ? for the one that does not matter'],
    ['0 8 ? * ? *', 'day-of-month and day-of-week are both ?; replace one of them by * or by the days you mean'],
    ['60 * * * ? *', `minute cannot be "60"; ${number(0, 59)}`],
    ['-1 * * * ? *', `minute cannot be "-1"; ${number(0, 59)}`],
    ['/5 * * * ? *', `minute cannot be "/5"; ${number(0, 59)}`],
    ['5/ * * * ? *', `minute cannot be "5/"; ${number(0, 59)}`],
    ['5- * * * ? *', `minute cannot be "5-"; ${number(0, 59)}`],
    ['1,, * * * ? *', `minute cannot be "1,,"; ${number(0, 59)}`],
    ['1.5 * * * ? *', `minute cannot be "1.5"; ${number(0, 59)}`],
    ['0/0 * * * ? *', 'minute cannot step by "0"; write a step from 1 to 59'],
    ['0/90 * * * ? *', 'minute cannot step by "90"; write a step from 1 to 59'],
    ['0/x * * * ? *', 'minute cannot step by "X"; write a step from 1 to 59'],
    ['0/5/5 * * * ? *', 'minute has two steps in "0/5/5"; write one, such as 0/15'],
    ['1-2-3 * * * ? *', `minute cannot be "1-2-3"; ${number(0, 59)}`],
    ['? 8 * * ? *', `minute cannot be "?"; ${number(0, 59)}`],
    ['0 24 * * ? *', `hour cannot be "24"; ${number(0, 23)}`],
    ['0 22-2 * * ? *', 'hour range 22-2 runs backwards; list the values or split it into two ranges'],
    ['0 0 0 * ? *', `day-of-month cannot be "0"; ${number(1, 31)}`],
    ['0 0 32W * ? *', `day-of-month cannot be "32"; ${number(1, 31)}`],
    ['0 0 L-3 * ? *', 'day-of-month cannot be "L-3"; L, LW and W stand alone: write L, LW or 15W'],
    ['0 0 1,L * ? *', 'day-of-month cannot be "1,L"; L, LW and W stand alone: write L, LW or 15W'],
    ['0 0 1 13 ? *', 'month cannot be "13"; write 1 to 12 or JAN to DEC, *, a list or a range'],
    ['0 0 1 MON ? *', 'month cannot be "MON"; write 1 to 12 or JAN to DEC, *, a list or a range'],
    ['0 0 ? * 0 *', 'day-of-week cannot be "0"; write 1 to 7 or SUN to SAT, *, a list or a range'],
    ['0 0 ? * 8 *', 'day-of-week cannot be "8"; write 1 to 7 or SUN to SAT, *, a list or a range'],
    ['0 0 ? * JUL *', 'day-of-week cannot be "JUL"; write 1 to 7 or SUN to SAT, *, a list or a range'],
    ['15 12 ? * -1 *', 'day-of-week cannot be "-1"; write 1 to 7 or SUN to SAT, *, a list or a range'],
    ['0 0 ? * SAT- *', 'day-of-week cannot be "SAT-"; write 1 to 7 or SUN to SAT, *, a list or a range'],
    ['0 0 ? * SAT-XYZ *', 'day-of-week cannot be "XYZ"; write 1 to 7 or SUN to SAT, *, a list or a range'],
    ['0 0 ? * 9-SUN *', 'day-of-week cannot be "9"; write 1 to 7 or SUN to SAT, *, a list or a range'],
    [
      '0 2 ? * TUE#2+4 *',
      'day-of-week cannot be "TUE#2+4", because a cron counts no days from a weekday; write days: { nth: 2, weekday: tue, plus: 4 } with at',
    ],
    [
      '0 2 ? * 6#5+10 *',
      'day-of-week cannot be "6#5+10", because a cron counts no days from a weekday; write days: { nth: 5, weekday: fri, plus: 10 } with at',
    ],
    ['0 0 ? * MON/2 *', 'day-of-week takes no step (/); list the values, such as MON,WED,FRI'],
    ['0 0 ? * 2#6 *', 'day-of-week cannot be #6, because a month has at most five of each weekday; write #1 to #5'],
    ['0 0 ? * 2#1,3#1 *', 'day-of-week cannot be "2#1,3#1"; L and # stand alone: write 6L or 2#1'],
    ['0 0 ? * 5L,3 *', 'day-of-week cannot be "5L,3"; L and # stand alone: write 6L or 2#1'],
    ['0 0 1 * ? 1969', `year cannot be "1969"; ${number(1970, 2199)}`],
    ['0 0 1 * ? 2200', `year cannot be "2200"; ${number(1970, 2199)}`],
  ])('%j: %s', (expression, message) => {
    expect(() => parseCron(expression)).toThrow(expect.objectContaining({ name: 'CronError', message }));
  });
});
