import { describe, expect, it } from 'vitest';
import { aligned } from '../bench/aligned.ts';
import { median } from '../bench/cold-start.ts';
import { ingestDoor } from '../bench/ingest-door.ts';
import { paceKept } from '../bench/pace-kept.ts';
import { callsSection, doorSection, rateSection, stormSection, weightSection } from '../bench/sections.ts';
import type { Report } from '../shared/history/report.ts';
import type { ScenarioResult } from './support/scenario.ts';

type Received = ScenarioResult['received'][number];

const row = (verdict: 'confirmed' | 'rejected') =>
  ({ account: 't', region: null, instanceId: 'i', verdict, code: null, message: null, requestId: null, attempts: 1 }) as const;
const report = (verdict: 'confirmed' | 'rejected' = 'confirmed'): Report => ({
  jobs: [{ id: 's/start/T', schedule: 's', action: 'start', scheduledAt: 'T', verdicts: [row(verdict)] }],
  deadLetters: [],
  alerts: [],
  alarms: [],
  alertsReceived: [],
  restarts: [],
  calls: { tencent: { DescribeInstances: 30, StartInstances: 10 } },
});
const starts = (count: number, everyMs: number, code: string | null = null): Received[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ provider: 'tencent', action: 'StartInstances', dryRun: false, ids: [] },
    ...{ at: n * everyMs, code },
  }));

describe('the pace that calls kept', () => {
  const never = () => false;
  it.each([
    { at: [], perSecond: 0, mostInASecond: 0 },
    { at: [5], perSecond: 0, mostInASecond: 1 },
    { at: [0, 500, 1000, 1500, 2000], perSecond: 2, mostInASecond: 2 },
    { at: [2000, 0, 999, 1, 2], perSecond: 2, mostInASecond: 4 },
  ])('$at: $perSecond a second, at most $mostInASecond', ({ at, perSecond, mostInASecond }) => {
    const kept = paceKept(
      at.map((each) => ({ at: each, code: null })),
      never,
    );
    expect(kept).toEqual({ calls: at.length, throttled: 0, perSecond, mostInASecond });
  });
});

describe('what the bench says of a run', () => {
  it('holds when starts came at 90 % of the limit or more, none throttled, all confirmed', () => {
    const { text, holds } = rateSection({ report: report(), received: starts(11, 105) }, 1_100);
    expect(holds).toBe(true);
    expect(text).toMatch(/StartInstances\s+11\s+0\s+10\/s\s+10\s+9\.52\/s\s+95\.2 %/);
  });

  it.each([
    { what: 'are slower', verdict: 'confirmed', received: starts(11, 112) },
    { what: 'were throttled', verdict: 'confirmed', received: starts(11, 105, 'RequestLimitExceeded') },
    { what: 'did not lead to running instances', verdict: 'rejected', received: starts(11, 105) },
  ] as const)('does not hold when starts $what', ({ verdict, received }) => {
    expect(rateSection({ report: report(verdict), received }, 1_100).holds).toBe(false);
  });

  it('adds up the calls of each provider', () => {
    const { text, holds } = callsSection({ report: report() }, 1_000);
    expect(text).toMatch(/tencent StartInstances\s+10\n/);
    expect(text).toMatch(/tencent all\s+40\n/);
    expect(holds).toBe(true);
    expect(callsSection({ report: { ...report(), jobs: [] } }, 1_000).holds).toBe(false);
  });

  const storm = { statements: 10, messages: 2, reads: 12, writes: 4, lost: 1, largest: 2_000, ms: 7.6, acted: 2, waiting: 8 };
  it.each([
    { what: 'every alert acted or waits', change: {}, holds: true },
    { what: 'an alert is lost', change: { waiting: 7 }, holds: false },
    { what: 'the brake did not hold', change: { acted: 3, waiting: 7 }, holds: false },
    { what: 'there was more than one write for each', change: { writes: 11 }, holds: false },
  ])('holds for a storm when $what: $holds', ({ change, holds }) => {
    const section = stormSection([storm, { ...storm, ...change }]);
    expect(section.holds).toBe(holds);
    expect(section.text).toMatch(/\n +10 +2 +2 +8 +12 +4 +1 +2,000 +8\n/);
  });

  const door = {
    alerts: 100,
    inOne: 50,
    requests: 2,
    refused: 0,
    messages: 2,
    sends: 2,
    secretReads: 1,
    queued: 100,
    twice: 0,
    ms: 4,
  };
  it.each([
    { what: 'every alert is on the queue', change: {}, holds: true },
    { what: 'an alert is lost', change: { queued: 99 }, holds: false },
    { what: 'an alert is there twice', change: { twice: 1 }, holds: false },
    { what: 'a request was refused', change: { refused: 1 }, holds: false },
    { what: 'a request cost two messages', change: { messages: 101 }, holds: false },
    { what: 'a request cost two calls', change: { sends: 101 }, holds: false },
  ])('holds for the door when $what: $holds', ({ change, holds }) => {
    const ones = { ...door, inOne: 1, requests: 100, messages: 100, sends: 100, ms: 20, ...change };
    const section = doorSection([ones, door]);
    expect(section.holds).toBe(holds);
    expect(section.text).toMatch(/\n +50 +100 +2 +2 +2 +1 +4 +1.00× +1.00×$/m);
    expect(section.text).toMatch(/ 5.00× +0.10×\n/);
  });

  it('compares bundles with the first', () => {
    const weights = [
      { name: 'ours', bytes: 1_000, importMs: 20 },
      { name: 'theirs', bytes: 3_500, importMs: 50 },
    ];
    expect(weightSection(weights).text).toMatch(/theirs\s+3,500\s+3\.50×\s+50\.0 ms\s+2\.50×/);
  });
});

it('counts what the door did with the alerts of some requests', async () => {
  const cost = await ingestDoor(120, 50);
  expect(cost).toMatchObject({ alerts: 120, requests: 3, messages: 3, sends: 3, queued: 120, twice: 0, refused: 0 });
});

it.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 9, 2], 3],
])('the median of %j is %d', (figures, middle) => {
  expect(median(figures)).toBe(middle);
});

it('aligns names to the left and figures to the right', () => {
  expect(aligned([['a', '10', '2'], ['long', '5'], ['']])).toBe('  a     10  2\n  long   5\n');
});
