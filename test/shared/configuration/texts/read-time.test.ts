import { describe, expect, it } from 'vitest';
import { readDateOrYearly, readYearly } from '../../../../shared/configuration/texts/read-time.ts';

describe('a day of each year', () => {
  it.each(['12-24', '01-01', '02-29'])('%s is one', (text) => {
    expect(readYearly(text)).toEqual({ value: text });
  });

  it.each([
    { text: '02-30', problem: '02-30 does not exist', fix: 'write a day that this month has, such as 12-24' },
    { text: '00-10', problem: '00-10 does not exist', fix: 'write a day that this month has, such as 12-24' },
    { text: '24-12', problem: '24-12 does not exist', fix: 'write the month first: "12-24"' },
    { text: '1-6', problem: '"1-6" is not a day', fix: 'write "01-06"' },
    { text: '12/24', problem: '"12/24" is not a day of each year', fix: 'write month and day, such as 12-24' },
    { text: '2026-12-24', problem: '"2026-12-24" is not a day of each year', fix: 'write month and day, such as 12-24' },
  ])('$text is none: $problem; $fix', ({ text, problem, fix }) => {
    expect(readYearly(text)).toEqual({ problem, fix });
  });
});

describe('a date or a day of each year', () => {
  it.each(['2026-12-24', '12-24'])('%s is one', (text) => {
    expect(readDateOrYearly(text)).toEqual({ value: text });
  });

  it.each([
    { text: '2027-02-29', problem: '2027-02-29 does not exist', fix: 'write a day that this month has' },
    { text: '02-30', problem: '02-30 does not exist', fix: 'write a day that this month has, such as 12-24' },
    {
      text: 'Christmas',
      problem: '"Christmas" is not a date',
      fix: 'write year, month and day, such as 2026-11-28, or 11-28 for each year',
    },
  ])('$text is none: $problem; $fix', ({ text, problem, fix }) => {
    expect(readDateOrYearly(text)).toEqual({ problem, fix });
  });
});
