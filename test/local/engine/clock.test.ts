import { expect, test } from 'vitest';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { scenarioHost } from './scenario-host.ts';
import { dstSchedules, dstSeasons } from './scenarios/dst-zones.ts';

const runScenario = scenarioHost();

type Time = Readonly<{ before: number; after: number }>;
type Seen = Readonly<{ loadedAt: number; date: string; now: number; remaining: number }>;
type Firing = Readonly<{ due: string; ran: number; count: number }>;

/**
 * A firing ran when it was due: not earlier, and from the first delivery of its message; a second
 * comes a minute later.
 */
function expectOnTime(due: number, { ran, count }: { readonly ran: number; readonly count: number }): void {
  expect(ran).toBeGreaterThanOrEqual(due);
  expect(ran).toBeLessThan(due + 60_000);
  expect(count).toBe(1);
}

test('fire fills in the due time in whole seconds', async () => {
  expect(await runScenario('fired')).toMatchObject({ did: 'time', tag: '2031-01-02T03:04:05Z' });
});

test('a function sees virtual time, cold and warm, has its whole timeout, and its requests are signed in it', async () => {
  const result = await runScenario('virtualTime');
  const [cold, warm] = result.did as [Seen, Seen];
  const [first, second] = result.times as [Time, Time];
  expect(cold.loadedAt).toBeGreaterThanOrEqual(first.before);
  expect(warm.loadedAt).toBe(cold.loadedAt);
  for (const [seen, time] of [
    [cold, first],
    [warm, second],
  ] as const) {
    const date = Date.parse(seen.date);
    expect(date).toBeGreaterThanOrEqual(time.before);
    expect(seen.now).toBeGreaterThanOrEqual(date);
    expect(seen.now).toBeLessThanOrEqual(time.after);
    // Its deadline is its whole timeout after some moment between the sending and the end of its
    // work.
    expect(seen.now + seen.remaining).toBeGreaterThanOrEqual(time.before + 10_000);
    expect(seen.remaining).toBeLessThanOrEqual(10_000);
  }
  // Two times three hours, less the moments in which the functions worked.
  expect(Math.round(result.jumpedHours as number)).toBe(6);
  expect(result.published).toBe(1);
  // The SDK takes over the clock of a server's Date header.
  const served = (result.did as { date?: string }[]).at(-1)?.date;
  const servedAt = Date.parse(String(served));
  // The header has whole seconds.
  expect(servedAt).toBeGreaterThanOrEqual(second.after - 1000);
  expect(servedAt).toBeLessThanOrEqual(result.end as number);
});

test('cron rules fire at their wall-clock time across a change of daylight saving', async () => {
  const { from, until, now, firings } = (await runScenario('cron')) as {
    [key in 'from' | 'until' | 'now']: number;
  } & { firings: Firing[] };
  const wall = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/New_York',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const expected: string[] = [];
  for (let minute = Math.ceil(from / 60_000) * 60_000; minute <= until; minute += 1_800_000 - (minute % 1_800_000)) {
    if (/^(Sun|Mon),? 09:30$/.test(wall.format(minute))) expected.push(new Date(minute).toISOString().replace('.000Z', 'Z'));
  }
  expect(firings.map(({ due }) => due)).toEqual(expected);
  expect(new Set(expected.map((due) => due.slice(11, 13)))).toEqual(new Set(['13', '14']));
  for (const { due, ran, count } of firings) expectOnTime(Date.parse(due), { ran, count });
  expect(now).toBeGreaterThanOrEqual(until);
});

test('in another year every request is still signed and served in its time, and days are those of each rule’s zone', async () => {
  const { began, startedInMs, asked, published, firings, fired, now } = (await runScenario('anotherYear')) as {
    [key in 'began' | 'startedInMs' | 'published' | 'now']: number;
  } & { asked: object[]; firings: { tag: string; now: number; count: number }[]; fired: { schedule: string; input: string }[] };
  expect(began).toBeGreaterThanOrEqual(Date.parse('2024-03-09T05:00Z'));
  expect(began).toBeLessThanOrEqual(Date.parse('2024-03-09T05:00Z') + startedInMs);
  const [secret, , date] = asked as [{ answer: { SecretString: string } }, object, { date: string }];
  expect(secret).toMatchObject({ did: 'secret', answer: { SecretString: '{"key":"value"}' } });
  expect(date.date).toMatch(/^Sat, 09 Mar 2024 05:/);
  expect(published).toBe(1);
  const due = ['2024-03-08T15:00:00Z', '2024-03-10T13:30:00Z', '2024-03-11T13:30:00Z', '2024-03-11T14:59:00Z'];
  expect(firings.map(({ tag }) => tag)).toEqual(due);
  expect(fired.map(({ schedule }) => schedule)).toEqual(['first', 'morning', 'morning', 'last']);
  expect(fired.map(({ input }) => JSON.parse(input).tag)).toEqual(due);
  // The clock began after the first one's time, so it fired late; the others had their own.
  for (const { tag, now: ran, count } of firings.slice(1)) expectOnTime(Date.parse(tag), { ran, count });
  expect(now).toBeGreaterThanOrEqual(Date.parse('2024-03-12T04:00Z'));
});

test('every rule fires at exactly the planned instants of sixty days with a change of the clocks, in spring and in autumn', async () => {
  const { firings } = (await runScenario('dstChanges')) as { firings: Firing[] };
  const planned = dstSchedules.flatMap((schedule) =>
    dstSeasons.flatMap(({ first, count }) =>
      [...new Timetable(schedule, null).plan(first, count)].flatMap(({ instants }) =>
        instants.slice(0, 1).map((instant) => `${schedule.timezone} ${new Date(instant).toISOString().replace('.000Z', 'Z')}`),
      ),
    ),
  );
  const due = firings.map((firing) => firing.due);
  expect(due.toSorted()).toEqual(planned.toSorted());
  // From the lists of the three places for 2026: a time in a gap does not fire, a time in an
  // overlap fires the first time only.
  expect(due.length).toBe(3 * 4 * 120 - 4);
  for (const [zone, instants] of [
    ['Europe/London', ['2026-03-28T01:45:00Z', '2026-03-30T00:45:00Z', '2026-10-25T00:45:00Z', '2026-10-26T01:45:00Z']],
    ['America/New_York', ['2026-03-08T06:45:00Z', '2026-03-09T06:15:00Z', '2026-11-01T05:45:00Z', '2026-11-01T07:15:00Z']],
    ['Australia/Lord_Howe', ['2026-04-04T14:45:00Z', '2026-04-04T15:45:00Z', '2026-10-03T15:30:00Z']],
  ] as const)
    expect(due).toEqual(expect.arrayContaining(instants.map((instant) => `${zone} ${instant}`)));
  for (const never of [
    'Europe/London 2026-03-29T01:45:00Z',
    'Europe/London 2026-10-25T01:45:00Z',
    'America/New_York 2026-03-08T07:15:00Z',
    'America/New_York 2026-11-01T06:45:00Z',
    'Australia/Lord_Howe 2026-10-03T15:45:00Z',
    'Australia/Lord_Howe 2026-04-04T15:15:00Z',
  ])
    expect(due).not.toContain(never);
  for (const { due: text, ...firing } of firings) expectOnTime(Date.parse(text.split(' ')[1] ?? ''), firing);
});

test('a delivery that is refused is tried again until the event is too old, then buried', async () => {
  expect(await runScenario('retries')).toEqual({
    fired: 1,
    settled: true,
    did: 0,
    waits: [0, 1, 3],
    codes: ['AccessDenied'],
    final: true,
    dead: [
      {
        MessageBody: '{"do":"time","tag":"2031-01-02T00:00:00Z"}',
        QueueUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/000000000000\/Fixture-Jobs$/),
      },
    ],
  });
});

test('a schedule that does not exist is an error that names those that do', async () => {
  expect(await runScenario('unknownSchedule')).toEqual({ message: 'the stack has 0 schedules named evening; it has morning' });
});
