import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cronInstants, parseCron } from '../../../shared/schedule/aws-cron.ts';

interface Wall {
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
  readonly month: number;
  readonly weekday: string;
}

const minuteMs = 60_000;

/**
 * Every minute of some weeks as the zone's clock shows it, asked of Intl one by one; a time shown
 * twice is kept once.
 */
function walk(timeZone: string, from: string, weeks: number): ReadonlyMap<number, Wall> {
  const numeric = { month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { ...numeric, weekday: 'short', hourCycle: 'h23', timeZone });
  const shown = new Set<string>();
  const walls = new Map<number, Wall>();
  for (let index = 1; index < weeks * 7 * 24 * 60; index += 1) {
    const instant = Date.parse(from) + index * minuteMs;
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const wall = { minute: Number(part.minute), hour: Number(part.hour), day: Number(part.day), month: Number(part.month) };
    const key = JSON.stringify(wall);
    if (!shown.has(key)) walls.set(instant, { ...wall, weekday: part.weekday ?? '' });
    shown.add(key);
  }
  return walls;
}

// Each says with its own means which minutes its expression selects.
const expressions: readonly (readonly [string, (wall: Wall) => boolean])[] = [
  ['30 8 ? * MON-FRI *', ({ minute, hour, weekday }) => minute === 30 && hour === 8 && !weekday.startsWith('S')],
  ['0/7 * * * ? *', ({ minute }) => minute % 7 === 0],
  ['*/20 0-3 * * ? *', ({ minute, hour }) => minute % 20 === 0 && hour < 4],
  [
    '59 0,1,2,3,23 ? * 1,7 *',
    ({ minute, hour, weekday }) => minute === 59 && [0, 1, 2, 3, 23].includes(hour) && weekday.startsWith('S'),
  ],
  [
    '15 1-2 8-31/3 3,4,9-11 ? *',
    ({ minute, hour, day, month }) =>
      minute === 15 && (hour === 1 || hour === 2) && day >= 8 && day % 3 === 2 && [3, 4, 9, 10, 11].includes(month),
  ],
];

describe('a walk over every minute finds the same instants', () => {
  it.each([
    ['Asia/Shanghai', '2026-10-20T00:00:00Z'],
    ['America/New_York', '2026-03-01T00:00:00Z'],
    ['America/New_York', '2026-10-20T00:00:00Z'],
    ['Europe/London', '2026-03-20T00:00:00Z'],
    ['Europe/London', '2026-10-15T00:00:00Z'],
    ['Australia/Lord_Howe', '2026-03-25T00:00:00Z'],
    ['Australia/Lord_Howe', '2026-09-25T00:00:00Z'],
    ['America/Santiago', '2026-08-25T00:00:00Z'],
  ])('%s from %s', { timeout: 30_000 }, (timeZone, from) => {
    const walls = walk(timeZone, from, 3);
    const end = Date.parse(from) + 3 * 7 * 24 * 60 * minuteMs;
    for (const [expression, selects] of expressions) {
      const walked = [...walls].filter(([, wall]) => selects(wall)).map(([instant]) => instant);
      const found: number[] = [];
      for (const instant of cronInstants(parseCron(expression), timeZone, Date.parse(from))) {
        if (instant >= end) break;
        found.push(instant);
      }
      expect(walked.length).toBeGreaterThan(0);
      expect(found).toEqual(walked);
    }
  });
});

const values = (first: number, last: number): fc.Arbitrary<string> => {
  const one = fc.integer({ min: first, max: last });
  const range = fc.tuple(one, one).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const step = fc
    .tuple(fc.oneof(fc.constant('*'), one.map(String), range), fc.integer({ min: 1, max: Math.min(last, 20) }))
    .map((pair) => pair.join('/'));
  return fc.uniqueArray(fc.oneof(one.map(String), range, step), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));
};
const weekday = fc.integer({ min: 1, max: 7 });
const dayOfWeek = fc.oneof(
  fc.uniqueArray(weekday, { minLength: 1, maxLength: 3 }).map((days) => days.join(',')),
  fc.constantFrom('MON-FRI', 'SUN,SAT', '*'),
  weekday.map((day) => `${day}L`),
  fc.tuple(weekday, fc.integer({ min: 1, max: 5 })).map((pair) => pair.join('#')),
);
const dayOfMonth = fc.oneof(
  values(1, 31),
  fc.constantFrom('L', 'LW', '*'),
  fc.integer({ min: 1, max: 31 }).map((day) => `${day}W`),
);
const days = fc.oneof(
  dayOfMonth.map((each) => [each, '?'] as const),
  dayOfWeek.map((each) => ['?', each] as const),
);

it('without daylight saving, croner finds the same instants', () => {
  const from = Date.parse('2026-11-20T10:07:30Z');
  fc.assert(
    fc.property(values(0, 59), values(0, 23), days, values(1, 12), (minute, hour, [inMonth, inWeek], month) => {
      const croner = new Cron(`0 ${minute} ${hour} ${inMonth} ${month} ${inWeek.replace('L', '#L')} *`, {
        ...{ timezone: 'UTC', mode: '7-part', alternativeWeekdays: true, sloppyRanges: true, domAndDow: true, paused: true },
      });
      // EventBridge's years end in 2199; croner goes on. A fifth Sunday in February comes so
      // seldom that this shows.
      const theirs = croner
        .nextRuns(40, new Date(from))
        .map((run) => run.getTime())
        .filter((instant) => instant < Date.UTC(2200, 0));
      const ours = cronInstants(parseCron(`${minute} ${hour} ${inMonth} ${month} ${inWeek} *`), 'UTC', from).take(40);
      expect([...ours]).toEqual(theirs);
    }),
    { numRuns: 300, examples: [['0', '0', ['?', '1#5'], '2']] },
  );
});
