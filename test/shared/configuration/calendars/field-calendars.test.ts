import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../../shared/configuration/configuration-file.ts';
import { configurationWarnings } from '../../../../shared/configuration/configuration-warnings.ts';
import { planReport } from '../../../../shared/plan/plan-report.ts';
import { schedulePlans } from '../../../../shared/plan/schedule-plan.ts';
import { dayOf } from '../../../../shared/schedule/civil-day.ts';

/** Office hours by the calendar of a country, as a configuration. */
function office(country: string, timezone: string, more = '') {
  const text = [
    'accounts: { ali: { provider: alibaba, secret: reveille/ali } }',
    `calendars: { c: { country: ${country}${more} } }`,
    'schedules:',
    '  office:',
    `    timezone: ${timezone}`,
    '    calendar: c',
    '    start: { at: "08:30", days: workdays }',
    '    stop: { at: "19:00", days: workdays }',
    '    stopMode: keep-charging',
    '    targets: [{ account: ali, region: cn-hangzhou, instances: [i-bp67acfmxazb4p0001] }]',
  ].join('\n');
  return parseConfiguration(text, 'r.yaml');
}

type Office = ReturnType<typeof office>;

function planOf(configuration: Office, from: string, days: number) {
  const plans = schedulePlans(configuration, { from: dayOf(from), days, schedule: null }, 0);
  if (!('value' in plans)) throw new Error(plans.problem);
  return planReport(plans.value, []);
}

/** The dates of some days from a date on which the machines start. */
function worked(configuration: Office, from: string, days: number): string[] {
  const starts = planOf(configuration, from, days).transitions.filter(({ action }) => action === 'start');
  return starts.map(({ local }) => local.slice(0, 10));
}

// What people met in public, each with the dates of their government.
describe('Singapore 2027, as the Ministry of Manpower has it', () => {
  const singapore = office('SG', 'Asia/Singapore');

  it('runs on 9 March and rests on the feasts and on Vesak Day', () => {
    const days = worked(singapore, '2027-01-01', 365);
    expect(days).toContain('2027-03-09');
    for (const off of ['2027-03-10', '2027-05-17', '2027-05-20']) expect(days).not.toContain(off);
    expect(planOf(singapore, '2027-01-01', 365).warnings).toEqual([]);
  });

  it('warns of 2028 by the name of what is missing, and of the days that are not sure', () => {
    expect(planOf(singapore, '2028-05-01', 30).warnings).toEqual([
      'schedules.office: calendar c is incomplete for 2028 (without Vesak Day): every day outside the weekend counts as a workday (unknownYear: weekdays)',
      'schedules.office: calendar c is not sure of 2028-05-04 to 2028-05-05: Hari Raya Haji may begin a day earlier or later, by the moon',
      'schedules.office: calendar c is not sure of 2028-05-09: perhaps Vesak Day, which is not announced',
    ]);
  });
});

describe('South Korea', () => {
  const korea = office('KR', 'Asia/Seoul');

  it.each([
    { from: '2026-02-13', days: 8, works: ['2026-02-13', '2026-02-19', '2026-02-20'] },
    { from: '2027-05-01', days: 5, works: ['2027-05-04'] },
    { from: '2029-02-12', days: 5, works: ['2029-02-15', '2029-02-16'] },
  ])('from $from rests on the eve of Seollal and on a substitute of Labour Day', ({ from, days, works }) => {
    expect(worked(korea, from, days)).toEqual(works);
  });
});

describe('Hungary', () => {
  const hungary = office('HU', 'Europe/Budapest');

  it('works on Saturday 12 December 2026 for Christmas Eve, by decree 10/2025', () => {
    expect(worked(hungary, '2026-12-10', 18)).toEqual([
      ...['2026-12-10', '2026-12-11', '2026-12-12', '2026-12-14', '2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18'],
      ...['2026-12-21', '2026-12-22', '2026-12-23'],
    ]);
  });

  it('says that it does not have those of later years', () => {
    expect(configurationWarnings(hungary, Date.parse('2026-11-27'))).toEqual([
      'schedules.office: calendar c has no make-up workdays after 2026 of HU (a ministerial decree orders them year by year); list them in its holidays and workdays',
    ]);
  });
});

describe('what validate says of the next 366 days', () => {
  const now = Date.parse('2026-11-27T06:00:00Z');
  const ofDays = (configuration: Office) =>
    configurationWarnings(configuration, now).filter((warning) => warning.includes('is not sure of'));

  it('has a line for each doubt, days in a row as one span, no weekend and no day after them', () => {
    const emirates = ofDays(office('AE', 'Asia/Dubai'));
    expect(emirates).toHaveLength(5);
    expect(emirates[0]).toBe(
      'schedules.office: calendar c is not sure of 2027-03-08 to 2027-03-12: End of Ramadan (Eid al-Fitr) may begin a day earlier or later, by the moon',
    );
    expect(emirates.filter((warning) => warning.includes('2027-05-15'))).toEqual([]);
    expect(emirates.filter((warning) => warning.includes('2028'))).toEqual([]);
  });

  it('is about the days of the schedule only', () => {
    const emirates = office('AE', 'Asia/Dubai');
    const { office: asking } = emirates.schedules;
    if (asking === undefined) throw new Error('no schedule');
    const within = (days: { readonly from?: string; readonly until?: string }) =>
      ofDays({ ...emirates, schedules: { office: { ...asking, ...days } } }).map(
        (warning) => /not sure of ([\d-]+)/.exec(warning)?.[1],
      );
    expect(within({ until: '2027-03-09' })).toEqual(['2027-03-08']);
    expect(within({ from: '2027-08-01' })).toEqual(['2027-08-13']);
  });

  it('does not doubt what an operator has listed himself', () => {
    const ukraine = ofDays(office('UA', 'Europe/Kyiv'));
    const newYear = 'schedules.office: calendar c is not sure of 2027-01-01: New Year is a workday while martial law lasts';
    expect(ukraine.some((warning) => warning.startsWith('schedules.office: calendar c is not sure of 2027-01-01,'))).toBe(true);
    const listed = ofDays(office('UA', 'Europe/Kyiv', ', workdays: [2027-01-04]'));
    expect(listed).toContain(newYear);
  });

  it('has nothing of a schedule that does not ask the calendar', () => {
    const emirates = office('AE', 'Asia/Dubai');
    const { office: asking } = emirates.schedules;
    if (asking === undefined) throw new Error('no schedule');
    const transitions = asking.transitions.map(({ action }) => ({
      action,
      rule: { kind: 'at' as const, time: '08:30', days: 'daily' as const },
    }));
    const daily = { ...emirates, schedules: { office: { ...asking, transitions } } };
    expect(configurationWarnings(daily, now)).toEqual([]);
    expect(planOf(daily, '2027-03-01', 30).warnings).toEqual([]);
  });
});

it('names what is missing of India, where a year has no list', () => {
  const india = configurationWarnings(office('IN', 'Asia/Kolkata', ', weekend: [sat, sun]'), Date.parse('2026-11-27'));
  expect(india[0]).toMatch(
    /^schedules\.office: calendar c is incomplete for 2027 \(without Buddha Purnima, .*Mahavir Jayanti.*\): every day/,
  );
  expect(india.at(-1)).toBe(
    'schedules.office: calendar c has no holidays of a single state of IN (each state lists its own year by year); list them in its holidays and workdays',
  );
});
