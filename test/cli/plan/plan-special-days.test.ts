import { expect, it } from 'vitest';
import { specialDayLines } from '../../../cli/plan/plan-special-days.ts';
import { chineseOffice, plansOf } from './a-plan.ts';

const overnight = ['calendar: cn', 'start: { at: "22:00", days: workdays }', 'stop: { at: "07:00", days: after-workdays }'].join(
  '\n',
);
const excepted = (lines: string) => `${chineseOffice}\nexceptions: [${lines}]`;

it.each([
  {
    says: 'a week of holidays around a weekend, in the evening and on the morning after',
    lines: overnight,
    are: [
      '  Thu 2026-10-01 to Wed 2026-10-07  start skipped  holiday: National Day (国庆节)',
      '  Fri 2026-10-02 to Thu 2026-10-08  stop skipped   after holiday: National Day (国庆节)',
      '  Sat 2026-10-10                    start runs     make-up workday: National Day (国庆节)',
      '  Sun 2026-10-11                    stop runs      after make-up workday: National Day (国庆节)',
    ],
  },
  {
    says: 'the same reason on both sides of an ordinary day',
    lines: excepted('{ on: 2026-10-13, run: all, because: audit }, { on: 2026-10-15, run: all, because: audit }'),
    are: ['  Tue 2026-10-13  start and stop run  exception: audit', '  Thu 2026-10-15  start and stop run  exception: audit'],
  },
  {
    says: 'the same reason for other actions on the next day',
    lines: excepted('{ on: 2026-10-13, run: all, because: audit }, { on: 2026-10-14, run: stop, because: audit }'),
    are: ['  Tue 2026-10-13  start and stop run  exception: audit', '  Wed 2026-10-14  stop runs           exception: audit'],
  },
  {
    says: 'one reason to run and to skip on one day',
    lines: excepted('{ on: 2026-10-13, run: start, because: audit }, { on: 2026-10-13, skip: stop, because: audit }'),
    are: ['  Tue 2026-10-13  start runs    exception: audit', '  Tue 2026-10-13  stop skipped  exception: audit'],
  },
])('$says', ({ lines, are }) => {
  const [plan] = plansOf({ hours: lines }, lines === overnight ? '2026-09-30' : '2026-10-12', 12);
  expect(plan && specialDayLines(plan, { columns: 100 })).toEqual(are);
});
