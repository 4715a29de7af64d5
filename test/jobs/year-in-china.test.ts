import { expect, it } from 'vitest';
import { parseConfiguration } from '../../shared/configuration/configuration-file.ts';
import { dayOf } from '../../shared/schedule/civil-day.ts';
import { slotOf } from '../../shared/schedule/rule-slot.ts';
import { Timetable } from '../../shared/schedule/timetable.ts';

// Every day of a year, as dispatch decides it and as the plan shows it; the weeks that matter also
// run through the real template and bundles (test/scenarios/weeks.test.ts).

const { schedules, calendars } = parseConfiguration(
  `
accounts: { ali: { provider: alibaba, secret: a } }
calendars: { cn: { country: CN } }
schedules:
  office-hours:
    timezone: Asia/Shanghai
    calendar: cn
    start: { at: "08:30", days: workdays }
    targets: [{ account: ali, region: cn-hangzhou, instances: [i-1] }]
`,
  'china.yaml',
);
const office = schedules['office-hours'];
if (office === undefined) throw new Error('the configuration has no office hours');
const timetable = new Timetable(office, calendars.cn ?? null);

/**
 * The State Council's notice for 2026: the weekdays that are off, and the weekend days that are
 * worked.
 */
const weekdaysOff =
  '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07'.split(' ');
const makeUpDays = '01-04 02-14 02-28 05-09 09-20 10-10'.split(' ');

const dates = Array.from({ length: 365 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));

it('decides every day of the year alike for dispatch and for the plan, and as the notice says', () => {
  const decided = dates.map((date) => {
    const due = Date.parse(`${date}T00:30:00Z`);
    const [planned] = timetable.plan(dayOf(date), 1);
    const decision = timetable.decisionOn('start', slotOf({ expression: 'cron(30 8 * * ? *)', timezone: 'Asia/Shanghai' }, due));
    expect([planned?.instants, planned?.decision], date).toEqual([[due], decision]);
    return { date: date.slice(5), ...decision };
  });
  const datesOf = (cause: string) => decided.filter((each) => each.cause === cause).map(({ date }) => date);
  expect(datesOf('holiday')).toEqual(weekdaysOff);
  expect(datesOf('makeUp')).toEqual(makeUpDays);
  const ran = decided.filter(({ kind }) => kind === 'run').map(({ date }) => date);
  expect(ran).toEqual([...datesOf('workday'), ...makeUpDays].toSorted());
  expect(ran).toHaveLength(365 - 104 + 6 - 19);
});
