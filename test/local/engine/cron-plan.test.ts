import { expect, it } from 'vitest';
import { planFirings } from '../../../local/engine/scheduler/cron-plan.ts';
import { loadStack } from '../../../local/engine/template/stack.ts';
import { fixtureTemplate, propertiesIn } from './fixture/template.ts';

/** The instants at which a rule with these properties fires in the first week of December. */
function firings(properties: object): string[] {
  const template = fixtureTemplate();
  Object.assign(propertiesIn(template, 'Morning'), { ScheduleExpressionTimezone: 'UTC', ...properties });
  const stack = loadStack({ stackName: 'Fixture', template, codeFolder: String }, 'http://127.0.0.1:1');
  const week = { after: Date.parse('2026-11-30T23:59:59Z'), until: Date.parse('2026-12-07T23:59:59Z') };
  const [morning] = stack.resources('AWS::Scheduler::Schedule');
  const plan = planFirings(morning === undefined ? [] : [morning], () => week);
  return plan.take(week.until).map(({ at }) => new Date(at).toISOString().slice(5, 16));
}

const daily = { ScheduleExpression: 'cron(30 8 * * ? *)' };
const once = { ScheduleExpression: 'at(2026-12-02T08:30:00)' };
const all = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `12-${day}T08:30`);

it.each([
  { says: 'fires each day', properties: daily, at: all },
  { says: 'fires from its StartDate on', properties: { ...daily, StartDate: '2026-12-05T08:30:00Z' }, at: all.slice(4) },
  { says: 'fires up to its EndDate', properties: { ...daily, EndDate: '2026-12-03T08:29:00Z' }, at: all.slice(0, 2) },
  {
    says: 'for one time ignores both',
    properties: { ...once, StartDate: '2026-12-05T00:00:00Z', EndDate: '2026-12-01T00:00:00Z' },
    at: ['12-02T08:30'],
  },
])('a rule $says', ({ properties, at }) => {
  expect(firings(properties)).toEqual(at);
});
