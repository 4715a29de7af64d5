import { describe, expect, it } from 'vitest';
import { cronInstants, parseCron } from '../../../shared/schedule/aws-cron.ts';
import { dayMs, dayText, timeText } from '../../../shared/schedule/civil-day.ts';
import { slotOf } from '../../../shared/schedule/rule-slot.ts';
import { WallTime } from '../../../shared/schedule/wall-time.ts';

const textOf = ({ day, time }: ReturnType<typeof slotOf>) => `${dayText(day)}T${timeText(time)}`;

describe('the local time that a firing is for', () => {
  it.each([
    { says: 'both tables agree', expression: 'cron(30 8 * * ? *)', at: '2026-12-25T15:30:00Z', is: '2026-12-25T08:30' },
    { says: 'Scheduler is an hour late', expression: 'cron(30 8 * * ? *)', at: '2026-12-25T16:30:00Z', is: '2026-12-25T08:30' },
    { says: 'Scheduler is an hour early', expression: 'cron(30 8 * * ? *)', at: '2026-12-25T14:30:00Z', is: '2026-12-25T08:30' },
    { says: 'it is late after midnight', expression: 'cron(15 0 * * ? *)', at: '2026-12-25T08:15:00Z', is: '2026-12-25T00:15' },
    { says: 'it is early before midnight', expression: 'cron(15 0 * * ? *)', at: '2026-12-25T06:15:00Z', is: '2026-12-25T00:15' },
    {
      says: 'two times lie around midnight',
      expression: 'cron(30 0,23 ? * FRI *)',
      at: '2026-12-26T07:30:00Z',
      is: '2026-12-25T23:30',
    },
    { says: 'a date', expression: 'at(2026-12-25T08:30:00)', at: '2026-12-26T15:30:00Z', is: '2026-12-25T08:30' },
    {
      says: 'a day that is none of its own',
      expression: 'cron(30 8 ? 1 MON 2031)',
      at: '2026-12-25T15:30:00Z',
      is: '2026-12-25T08:30',
    },
  ])('$says: $is', ({ expression, at, is }) => {
    // Arizona is seven hours behind UTC in every season.
    expect(textOf(slotOf({ expression, timezone: 'America/Phoenix' }, Date.parse(at)))).toBe(is);
  });
});

it('is that of the rule at each firing of a year, by a table whose summer time is another', () => {
  const wall = new WallTime('America/Los_Angeles');
  const from = Date.UTC(2026, 0);
  for (const fields of ['30 8 * * ? *', '10 0 ? * MON-FRI *', '50 23 ? * SUN *', '0 4,16 L * ? *']) {
    const rule = { expression: `cron(${fields})`, timezone: 'America/Phoenix' };
    let fired = 0;
    for (const instant of cronInstants(parseCron(fields), 'America/Los_Angeles', from)) {
      if (instant > from + 365 * dayMs) break;
      const { day, time } = slotOf(rule, instant);
      expect(day + time, fields).toBe(wall.at(instant));
      fired += 1;
    }
    expect(fired).toBeGreaterThan(20);
  }
});
