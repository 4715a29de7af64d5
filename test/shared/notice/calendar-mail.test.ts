import { describe, expect, it } from 'vitest';
import type { CalendarNotice } from '../../../shared/notice/notice.ts';
import { mailOf } from '../../../shared/notice/notice-mail.ts';
import { theJob } from '../../support/a-batch.ts';

const notice: CalendarNotice = {
  kind: 'calendar-ends',
  job: { ...theJob('start'), schedule: 'hours' },
  timezone: 'Asia/Shanghai',
  calendar: 'cn',
  year: 2027,
  days: 14,
  missing: [],
  schedules: [{ name: 'hours', unknownYear: 'weekdays' }],
};

describe('the mail about a calendar', () => {
  it.each([
    { unknownYear: 'weekdays', consequence: 'every day outside the weekend counts as a workday' },
    { unknownYear: 'skip', consequence: 'workdays of that year are skipped' },
    { unknownYear: 'fail', consequence: 'jobs of that year end in the dead letters of the jobs queue' },
  ] as const)('tells what will happen and what to do: $unknownYear', ({ unknownYear, consequence }) => {
    expect(mailOf({ ...notice, schedules: [{ name: 'hours', unknownYear }] }).message.split('\n')).toEqual([
      'Calendar cn has no holidays for 2027, which begins in 14 days.',
      '',
      `Schedule hours, unknownYear ${unknownYear}: ${consequence}.`,
      '',
      'To do: install a release of Reveille that knows 2027. Or list all holidays and workdays of 2027 in the calendar, add',
      'years: [2027], and deploy. "npx reveille plan" shows what will happen then.',
    ]);
  });

  it.each([
    { days: 30, when: 'in 30 days', begins: 'begins in 30 days' },
    { days: 1, when: 'in 1 day', begins: 'begins in 1 day' },
    { days: 0, when: 'now', begins: 'has begun' },
    { days: -3, when: 'now', begins: 'has begun' },
  ])('says how near the end is: $days days', ({ days, when, begins }) => {
    const { subject, message } = mailOf({ ...notice, days });
    expect(subject).toBe(`Reveille: calendar cn ends ${when}`);
    expect(message).toMatch(new RegExp(`^Calendar cn has no holidays for 2027, which ${begins}\\.\n`));
  });

  it('names the schedules by what they do then', () => {
    const schedules = [
      { name: 'arcade', unknownYear: 'weekdays' },
      { name: 'mall', unknownYear: 'fail' },
      { name: 'zoo', unknownYear: 'weekdays' },
    ] as const;
    const { message } = mailOf({ ...notice, schedules });
    expect(message).toContain(
      'Schedules arcade, zoo, unknownYear weekdays: every day outside the weekend counts as a workday.\n' +
        'Schedule mall, unknownYear fail: jobs of that year end in the dead letters of the jobs queue.\n',
    );
  });

  it('names a hundred schedules, and counts the others', () => {
    const schedules = Array.from({ length: 102 }, (_, n) => ({ name: `s${n}`, unknownYear: 'skip' as const }));
    expect(mailOf({ ...notice, schedules }).message).toContain('s98, s99 and 2 more, unknownYear skip:');
  });

  it('names the holidays that the data lacks', () => {
    const { subject, message } = mailOf({ ...notice, missing: ['Deepavali', 'Hari Raya Haji'] });
    expect(subject).toBe('Reveille: calendar cn is incomplete in 14 days');
    expect(message.split('\n').slice(0, 2)).toEqual([
      'Calendar cn is incomplete for 2027, which begins in 14 days.',
      'Its data lacks: Deepavali, Hari Raya Haji.',
    ]);
    expect(message).toContain('To do: install a release of Reveille that knows all of 2027.');
  });
});
