import { describe, expect, it } from 'vitest';
import { target } from './a-deployment.ts';
import { at, dispatching } from './dispatching.ts';

const went = { messages: 1, instances: 2 };
const gap = 'calendar cn has no holiday data for 2027';
const stayed = { messages: 0, instances: 0 };

describe('a job', () => {
  it.each([
    { day: 'a workday', action: 'start', at: '2026-09-30T00:30:00Z' },
    { day: 'a make-up workday', action: 'start', at: '2026-10-10T00:30:00Z' },
    { day: 'a make-up workday', action: 'stop', at: '2026-10-10T11:00:00Z' },
    { day: 'its only day', action: 'stop', at: '2026-12-24T04:00:00Z' },
    { day: 'a holiday, fired by a person', action: 'start', at: '2026-10-01T00:30:00Z', rule: null },
    { day: 'a holiday, fired by a person at another time', action: 'start', at: '2026-10-01T05:31:00Z', rule: null },
  ] as const)('runs on $day: $action at $at', async ({ action, at, ...by }) => {
    const { done, messages, skips } = await dispatching(action, at, {}, by);
    expect([done, skips]).toEqual([went, []]);
    expect(messages).toMatchObject([{ phase: 'act', job: { action, schedule: 'hours', scheduledAt: at } }]);
  });

  it.each([
    { day: 'a holiday', action: 'start', at: '2026-10-01T00:30:00Z', because: 'holiday: National Day' },
    { day: 'a holiday', action: 'stop', at: '2026-10-01T11:00:00.000Z', because: 'holiday: National Day' },
    { day: 'a weekend', action: 'start', at: '2026-10-03T00:30:00Z', because: 'weekend' },
    {
      day: 'a day that is none of its own',
      action: 'stop',
      ...{ at: '2026-12-23T04:00:00Z', because: 'not one of its days', rule: 'cron(0 12 * * ? *)' },
    },
  ] as const)('sends nothing on $day and records why: $action at $at', async ({ day: _, action, at, because, ...rule }) => {
    const { done, messages, skips } = await dispatching(action, at, {}, rule);
    const scheduledAt = at.replace('.000Z', 'Z');
    expect([done, messages]).toEqual([stayed, []]);
    expect(skips).toEqual([{ job: { id: `hours/${action}/${scheduledAt}`, schedule: 'hours', action, scheduledAt }, because }]);
  });

  it.each([
    { effect: 'run', actions: ['start'], action: 'start', at: '2026-10-01T00:30:00Z', done: went, because: [] },
    {
      effect: 'run',
      actions: ['start'],
      action: 'stop',
      at: '2026-10-01T11:00:00Z',
      done: stayed,
      because: ['holiday: National Day'],
    },
    {
      effect: 'skip',
      actions: ['stop'],
      action: 'stop',
      at: '2026-10-10T11:00:00Z',
      done: stayed,
      because: ['exception: release'],
    },
    { effect: 'skip', actions: ['stop'], action: 'start', at: '2026-10-10T00:30:00Z', done: went, because: [] },
  ] as const)(
    'heeds an exception that says $effect for $actions: $action at $at',
    async ({ effect, actions, action, at, ...ends }) => {
      const exception = { from: '2026-10-01', to: '2026-10-10', effect, actions: [...actions], because: 'release' };
      const { done, skips } = await dispatching(action, at, { exceptions: [exception] });
      expect({ done, because: skips.map((skip) => skip.because) }).toEqual(ends);
    },
  );

  it.each([
    { unknownYear: 'weekdays', at: '2027-01-05T00:30:00Z', done: went, because: [], sent: 1 },
    { unknownYear: 'skip', at: '2027-01-05T00:30:00Z', done: stayed, because: [gap], sent: 0 },
    { unknownYear: 'weekdays', at: '2027-01-02T00:30:00Z', done: stayed, because: [`weekend (${gap})`], sent: 0 },
    {
      unknownYear: 'fail',
      at: '2027-01-05T00:30:00Z',
      done: `schedule "hours" does not run (unknownYear: fail): ${gap}`,
      because: [],
      sent: 0,
    },
  ] as const)('in a year without data does as it was told: $unknownYear at $at', async ({ unknownYear, at, ...ends }) => {
    const { done, skips, messages } = await dispatching('start', at, { unknownYear });
    expect({ done, because: skips.map(({ because }) => because), sent: messages.length }).toEqual(ends);
  });

  // Scheduler's table of time zones is an hour behind or ahead of Lambda's.
  it.each([
    { at: '2026-10-01T01:30:00Z', done: stayed },
    { at: '2026-09-30T23:30:00Z', done: stayed },
    { at: '2026-10-03T01:30:00Z', done: stayed },
    { at: '2026-09-30T01:30:00Z', done: went },
    { at: '2026-09-30T23:30:00Z', timezone: 'Asia/Tokyo', done: stayed },
    { at: '2026-10-10T00:00:00Z', timezone: 'Asia/Manila', done: went },
  ])('is decided by the local time of its rule, whatever the clock shows at $at', async ({ at, done, ...zone }) => {
    const ends = await dispatching('start', at, {}, { rule: 'cron(30 8 * * ? *)', ...zone });
    expect(ends.done).toEqual(done);
  });

  it('of a time near midnight is of the day that the rule means', async () => {
    const midnight = { transitions: [{ action: 'start' as const, rule: at('00:10', 'workdays') }] };
    const rule = { rule: 'cron(10 0 * * ? *)' };
    // The clock shows 23:10 of the workday before, and 01:10 of the holiday.
    expect((await dispatching('start', '2026-09-30T15:10:00Z', midnight, rule)).done).toEqual(stayed);
    expect((await dispatching('start', '2026-09-30T17:10:00Z', midnight, rule)).done).toEqual(stayed);
    expect((await dispatching('start', '2026-09-29T17:10:00Z', midnight, rule)).done).toEqual(went);
  });

  it('is decided by the date on its own wall, not by that of UTC', async () => {
    const early = { transitions: [{ action: 'start' as const, rule: at('00:30', 'workdays') }] };
    expect((await dispatching('start', '2026-09-30T16:30:00Z', early)).skips).toMatchObject([
      { because: 'holiday: National Day' },
    ]);
    expect((await dispatching('start', '2026-10-01T16:30:00Z', { ...early, calendar: 'cn' })).done).toEqual(went);
  });

  it('is not run on a guess when its calendar is not there', async () => {
    const { done, messages } = await dispatching('start', '2026-09-30T00:30:00Z', { calendar: 'other' });
    expect([done, messages]).toEqual(['a schedule asks for workdays but has no calendar', []]);
  });

  it('asks for what its targets say of a stop, and finds what they select', async () => {
    const selection = { tags: { power: 'hours' }, resourceGroup: null, maxMatches: 50 };
    const targets = [
      { ...target('ali-prod', 'cn-hangzhou', ['i-1']), stopMode: 'stop-charging' as const, force: true },
      { ...target('zen-edge', null, []), selection },
    ];
    const { done, messages } = await dispatching('stop', '2026-09-30T11:00:00Z', { targets });
    expect(done).toEqual({ messages: 2, instances: 1 });
    expect(messages).toMatchObject([
      { phase: 'act', options: { stopMode: 'stop-charging', force: true } },
      { phase: 'find', account: 'zen-edge', region: null, selection, held: [] },
    ]);
  });
});

describe('jobs of two rules that fire at the same minute', () => {
  const transitions = [
    { action: 'start' as const, rule: at('08:30', 'workdays') },
    { action: 'start' as const, rule: { kind: 'once' as const, date: '2026-12-02', time: '08:30' } },
    { action: 'start' as const, rule: { kind: 'cron' as const, cron: '30 8-9 * * ? *' } },
  ];
  const [daily, date, cron] = ['cron(30 8 * * ? *)', 'at(2026-12-02T08:30:00)', 'cron(30 8-9 * * ? *)'];
  const meeting = '2026-12-02T00:30:00Z';

  it('are one job: the first rule’s, which also reminds', async () => {
    const ends = await Promise.all([daily, date, cron].map((rule) => dispatching('start', meeting, { transitions }, { rule })));
    expect(ends.map(({ done }) => done)).toEqual([went, stayed, stayed]);
    expect(ends.map(({ told, skips }) => [...told, ...skips])).toEqual([
      ['batches', 'Reveille: calendar cn ends in 30 days'],
      [],
      [],
    ]);
    expect(ends.map(({ logged }) => logged.length)).toEqual([0, 1, 1]);
    expect(ends[2]?.logged[0]).toContain('job left to another rule of that minute');
  });

  it('are one skip where the day is none of theirs', async () => {
    const own = { transitions: transitions.filter(({ rule }) => rule.kind !== 'once') };
    const exceptions = [
      { from: '2026-12-02', to: '2026-12-02', effect: 'skip' as const, actions: ['start' as const], because: '' },
    ];
    const ends = await Promise.all([daily, cron].map((rule) => dispatching('start', meeting, { ...own, exceptions }, { rule })));
    expect(ends.map(({ done, skips }) => [done, skips.length])).toEqual([
      [stayed, 1],
      [stayed, 0],
    ]);
  });

  it.each([
    { what: 'a job without a rule', rule: null, at: meeting },
    { what: 'a job of a rule that is gone', rule: 'cron(30 8 ? * MON *)', at: meeting },
    { what: 'a rule that fires alone', rule: cron, at: '2026-12-02T01:30:00Z' },
  ])('leave out no other: $what runs', async ({ rule, at: due }) => {
    expect((await dispatching('start', due, { transitions }, { rule })).done).toEqual(went);
  });
});

describe('the reminder of a calendar that ends', () => {
  const thirtyDaysBefore = '2026-12-02T00:30:00Z';
  const reminder = 'Reveille: calendar cn ends in 30 days';

  it('comes after the batches were sent, so that it cannot keep machines from starting', async () => {
    const { done, told } = await dispatching('start', thirtyDaysBefore);
    expect([done, told]).toEqual([went, ['batches', reminder]]);
  });

  it('that cannot be published is logged, and the job is done: its batches were sent once', async () => {
    const announce = () => Promise.reject(new Error('no topic'));
    const { done, messages, logged } = await dispatching('start', thirtyDaysBefore, {}, { announce });
    expect([done, messages.length]).toEqual([went, 1]);
    const fields = '{"job":"hours/start/2026-12-02T00:30:00Z","calendar":"cn","year":2027,"reason":"no topic"}';
    expect(logged).toEqual([`calendar reminder not sent; it is sent again on its next day: ${fields}`]);
  });

  it('is given a signal that ends before the function does', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    await dispatching('start', thirtyDaysBefore, {}, { announce: async (_notice, signal) => void signals.push(signal) });
    expect(signals).toEqual([expect.any(AbortSignal)]);
  });

  it('comes on a day that is skipped, too', async () => {
    const exception = { from: '2026-12-02', to: '2026-12-02', effect: 'skip' as const, actions: ['start' as const], because: '' };
    const { skips, told } = await dispatching('start', thirtyDaysBefore, { exceptions: [exception] });
    expect([skips.length, told]).toEqual([1, [reminder]]);
  });

  it('does not come with another job of that day', async () => {
    expect((await dispatching('stop', '2026-12-02T11:00:00Z')).told).toEqual(['batches']);
  });
});
