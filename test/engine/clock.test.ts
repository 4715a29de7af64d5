import { expect, test } from 'vitest';
import { runScenario } from './run-scenario.ts';

test('fire fills in the due time in whole seconds', async () => {
  expect(await runScenario('fired')).toMatchObject({ did: 'time', tag: '2031-01-02T03:04:05Z' });
});

test('a function sees virtual time, cold and warm, has its whole timeout, and its requests are signed in it', async () => {
  const result = await runScenario('virtualTime');
  const [cold, warm] = result.did as { loadedAt: number; date: string; now: number; remaining: number }[];
  const [first, second] = result.times as { before: number; after: number }[];
  expect(cold?.loadedAt).toBeGreaterThanOrEqual(Number(first?.before));
  expect(warm?.loadedAt).toBe(cold?.loadedAt);
  for (const [seen, time] of [
    [cold, first],
    [warm, second],
  ] as const) {
    expect(seen?.now).toBeGreaterThanOrEqual(Number(time?.before));
    expect(seen?.now).toBeLessThanOrEqual(Number(time?.after));
    expect(Math.abs(Date.parse(String(seen?.date)) - Number(seen?.now))).toBeLessThan(1000);
    expect(seen?.remaining).toBeGreaterThan(9000);
    expect(seen?.remaining).toBeLessThanOrEqual(10_000);
  }
  expect(result.aheadOfMachine).toBe(6);
  expect(result.published).toBe(1);
  // The SDK takes over the clock of a server's Date header.
  const served = (result.did as { date?: string }[]).at(-1)?.date;
  expect(Math.abs(Date.parse(String(served)) - Number(second?.after))).toBeLessThan(10_000);
});

test('cron rules fire at their wall-clock time across a change of daylight saving', async () => {
  const { from, until, now, firings } = (await runScenario('cron')) as {
    [key in 'from' | 'until' | 'now']: number;
  } & { firings: { due: string; ran: number }[] };
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
  for (const { due, ran } of firings) expect(Math.abs(ran - Date.parse(due))).toBeLessThan(5000);
  expect(now).toBeGreaterThanOrEqual(until);
});

test('a delivery that is refused is tried again until the event is too old, then buried', async () => {
  expect(await runScenario('retries')).toEqual({
    settled: true,
    did: 0,
    at: [0, 10, 30],
    codes: ['AccessDenied'],
    final: true,
    dead: ['{"do":"time","tag":"2031-01-02T00:00:00Z"}'],
  });
});

test('a schedule that does not exist is an error that names those that do', async () => {
  expect(await runScenario('unknownSchedule')).toEqual({ message: 'the stack has 0 schedules named evening; it has morning' });
});
