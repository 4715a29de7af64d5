import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { jobMessage } from '../../../shared/contract/job.ts';
import { watchRuleName } from '../../../shared/domain/names.ts';
import { example, logicalId, stackOf, templateOf } from '../example.ts';
import { statementsOf } from '../statements.ts';

const template = templateOf(example);
const arnOf = (QueueName: string) => ({ 'Fn::GetAtt': [logicalId(template, 'AWS::SQS::Queue', { QueueName }), 'Arn'] });
const group = logicalId(template, 'AWS::Scheduler::ScheduleGroup', { Name: 'reveille' });
const trust = statementsOf(template).filter(({ service }) => service === 'scheduler.amazonaws.com');
const role = trust[0]?.in ?? 'no role that Scheduler may assume';

const [shanghai, newYork] = ['Asia/Shanghai', 'America/New_York'];

describe.each([
  { rule: 'office-hours-start', fires: 'cron(30 8 ? * MON-FRI *)', timezone: shanghai, age: 3600 },
  { rule: 'office-hours-start-2', fires: 'cron(0 10 ? * SAT *)', timezone: shanghai, age: 3600 },
  { rule: 'office-hours-stop', fires: 'cron(0 19 * * ? *)', timezone: shanghai, age: 3600 },
  { rule: 'office-hours-stop-2', fires: 'at(2026-12-24T14:00:00)', timezone: shanghai, age: 3600 },
  { rule: 'nightly-start', fires: 'cron(0 1 * * ? *)', timezone: newYork, age: 86_400 },
])('the rule $rule', ({ rule: name, fires, timezone, age }) => {
  it('fires exactly then, in its own time zone', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: name,
      GroupName: { Ref: group },
      ScheduleExpression: fires,
      ScheduleExpressionTimezone: timezone,
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  it('sends to the jobs queue, tries as long as the job may run, and keeps what it could not deliver', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: name,
      Target: {
        Arn: arnOf('reveille-jobs'),
        RoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
        DeadLetterConfig: { Arn: arnOf('reveille-jobs-dead-letters') },
        RetryPolicy: { MaximumEventAgeInSeconds: age, MaximumRetryAttempts: 185 },
      },
    });
  });

  it('sends what dispatch understands once Scheduler has filled in the due time', () => {
    const [rule] = Object.values(template.findResources('AWS::Scheduler::Schedule', { Properties: { Name: name } }));
    const input: string = rule?.Properties.Target.Input;
    const filled = input.replaceAll('<aws.scheduler.scheduled-time>', '2026-11-23T00:30:00Z');
    expect(jobMessage.parse(JSON.parse(filled))).toEqual({
      version: 1,
      schedule: name.startsWith('nightly') ? 'nightly' : 'office-hours',
      action: name.includes('-stop') ? 'stop' : 'start',
      scheduledAt: '2026-11-23T00:30:00Z',
      rule: fires,
      timezone,
    });
  });
});

it('waits for the policy of its role', () => {
  const policies = Object.keys(template.findResources('AWS::IAM::Policy', { Properties: { Roles: [{ Ref: role }] } }));
  expect(policies).toHaveLength(1);
  const rules = Object.values(template.findResources('AWS::Scheduler::Schedule'));
  expect(rules.length).toBeGreaterThan(1);
  for (const { DependsOn } of rules) expect(DependsOn).toEqual(expect.arrayContaining([...policies, role]));
});

it('acts with a role for rules of this group only', () => {
  expect(trust).toMatchObject([
    {
      condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' }, 'aws:SourceArn': { 'Fn::GetAtt': [group, 'Arn'] } },
      },
    },
  ]);
});

it('acts with a role that may send to the jobs queue and its dead-letter queue, and nothing else', () => {
  const [id] = Object.keys(template.findResources('AWS::IAM::Policy', { Properties: { Roles: [{ Ref: role }] } }));
  const may = statementsOf(template).filter((statement) => statement.in === id);
  expect(may.map(({ actions, resources }) => [...actions, ...resources])).toEqual([
    ['sqs:SendMessage', arnOf('reveille-jobs')],
    ['sqs:SendMessage', arnOf('reveille-jobs-dead-letters')],
  ]);
});

it('is there before dispatch leaves a job to it', () => {
  const all = template.findResources('AWS::Scheduler::Schedule');
  const rules = Object.keys(all).filter((id) => all[id]?.Properties.Name !== watchRuleName);
  const [dispatch] = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { FunctionName: 'reveille-dispatch' } }),
  );
  expect(dispatch?.DependsOn).toEqual(expect.arrayContaining(rules));
});

describe('the rules of a schedule that begins and ends', () => {
  const day = 86_400_000;
  const nightly = example.schedules.nightly;
  /** The dates of its rule; null where it has no rule. */
  const datesAt = (now: number, parts: object) => {
    const schedules = { nightly: { ...nightly, ...parts } } as typeof example.schedules;
    const rules = Template.fromStack(stackOf({ ...example, schedules, restarts: {}, sources: {} }, undefined, now));
    const all = Object.values(rules.findResources('AWS::Scheduler::Schedule'));
    const rule = all.find(({ Properties }) => Properties.Name !== watchRuleName);
    return rule === undefined ? null : [rule.Properties.StartDate, rule.Properties.EndDate];
  };
  const bounds = { from: '2026-12-10', until: '2027-06-30' };
  // Noon in New York.
  const [start, end] = ['2026-12-09T17:00:00.000Z', '2027-07-01T16:00:00.000Z'];

  it.each([
    { says: 'long before it begins', now: '2026-11-27', dates: [start, end] },
    {
      says: 'in the week before, since Scheduler refuses a beginning that has passed',
      now: '2026-12-05',
      dates: [undefined, end],
    },
    { says: 'while it lasts', now: '2027-06-30', dates: [undefined, end] },
    { says: 'when it has ended', now: '2027-07-02', dates: null },
  ])('$says', ({ now, dates }) => {
    expect(datesAt(Date.parse(now), bounds)).toEqual(dates);
  });

  it('last until the window that is open at the end has had its stop', () => {
    const transitions = [
      { action: 'start', rule: { kind: 'at', time: '22:00', days: [4] } },
      { action: 'stop', rule: { kind: 'at', time: '06:00', days: [2] } },
    ];
    const [, ends] = datesAt(0, { until: '2027-06-30', transitions }) ?? [];
    expect(Date.parse(ends) - Date.parse('2027-07-05T10:00:00Z')).toBeGreaterThan(day);
  });
});
