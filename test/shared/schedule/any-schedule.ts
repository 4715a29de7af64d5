import fc from 'fast-check';
import { transitionActions } from '../../../shared/domain/vocabulary.ts';
import { dayMs, dayText } from '../../../shared/schedule/civil-day.ts';
import type { DayTable } from '../../../shared/schedule/day-table.ts';
import { calendarDays, type Days, type TimedSchedule, unknownYears } from '../../../shared/schedule/transition.ts';
import { at, cron, once } from './a-schedule.ts';

/** A schedule without its zone, and its calendar. */
export interface DrawnSchedule {
  readonly schedule: TimedSchedule;
  readonly table: DayTable;
}

/**
 * Cron expressions at quarters of an hour, each with what it says told in another way: its times,
 * and whether it has a day.
 */
export const knownCrons: Readonly<Record<string, { readonly times: readonly string[]; readonly has: (day: Date) => boolean }>> = {
  '0,45 1-2 * * ? *': { times: ['01:00', '01:45', '02:00', '02:45'], has: () => true },
  '30 0 ? * SUN *': { times: ['00:30'], has: (day) => day.getUTCDay() === 0 },
  '15 12 L * ? *': { times: ['12:15'], has: (day) => new Date(day.getTime() + dayMs).getUTCDate() === 1 },
  '0 3 ? * 1L *': {
    times: ['03:00'],
    has: (day) => day.getUTCDay() === 0 && new Date(day.getTime() + 7 * dayMs).getUTCDate() <= 7,
  },
  '45 23 ? 3,10,11 7#1 2026': {
    times: ['23:45'],
    has: (day) => /^2026-(03|10|11)-0[1-7]/.test(day.toISOString()) && day.getUTCDay() === 6,
  },
  '0 0 1,15 * ? *': { times: ['00:00'], has: (day) => [1, 15].includes(day.getUTCDate()) },
};

/**
 * All days that are drawn lie in this range, which holds a year and two days that no calendar
 * drawn here knows.
 */
export const drawnFrom = Date.UTC(2025, 11, 30);
export const drawnDays = 369;

const day = fc.integer({ min: 0, max: drawnDays - 1 }).map((n) => drawnFrom + n * dayMs);
const date = day.map(dayText);
const action = fc.constantFrom(...transitionActions);
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });

// Half of them in the small hours, in which clocks change.
const quarters = fc.oneof(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 95 }));
const time = quarters.map((quarter) => new Date(quarter * 15 * 60_000).toISOString().slice(11, 16));
const nthWeekday = fc.record({
  nth: fc.constantFrom(-1, 1, 2, 3, 4, 5),
  weekday: fc.integer({ min: 1, max: 7 }),
  plus: fc.integer({ min: 0, max: 28 }),
});
const days: fc.Arbitrary<Days> = fc.oneof(
  { arbitrary: fc.constantFrom<Days>('daily', ...calendarDays), weight: 5 },
  { arbitrary: weekdays, weight: 1 },
  { arbitrary: nthWeekday, weight: 1 },
);

/** Dates of a span: with years, without, or one side only. */
const span = fc.oneof(
  fc.record({ from: day, length: fc.integer({ min: 0, max: 200 }) }).map(({ from, length }) => ({
    from: dayText(from),
    to: dayText(from + length * dayMs),
  })),
  fc.tuple(date, date).map(([from, to]) => ({ from: from.slice(5), to: to.slice(5) })),
  date.map((from) => ({ from })),
  date.map((to) => ({ to })),
);

/** What a time has beside its days. */
const narrowed = fc.oneof(
  { arbitrary: fc.constant({}), weight: 4 },
  { arbitrary: weekdays.map((only) => ({ only })), weight: 2 },
  { arbitrary: span, weight: 1 },
  { arbitrary: fc.record({ every: fc.integer({ min: 1, max: 5 }), from: date }), weight: 2 },
  {
    arbitrary: fc
      .record({ only: weekdays, every: fc.integer({ min: 2, max: 3 }), from: day, length: fc.integer({ min: 0, max: 200 }) })
      .map(({ from, length, ...same }) => ({ ...same, from: dayText(from), to: dayText(from + length * dayMs) })),
    weight: 1,
  },
);

const transition = fc.oneof(
  { arbitrary: fc.tuple(action, time, days, narrowed).map((parts) => at(...parts)), weight: 8 },
  { arbitrary: fc.tuple(action, fc.constantFrom(...Object.keys(knownCrons))).map((parts) => cron(...parts)), weight: 3 },
  { arbitrary: fc.tuple(action, date, time).map((parts) => once(...parts)), weight: 1 },
);

const exception = fc
  .record({
    from: day,
    length: fc.integer({ min: 0, max: 20 }),
    effect: fc.constantFrom('run', 'skip'),
    actions: fc.constantFrom([...transitionActions], ...transitionActions.map((one) => [one])),
    because: fc.constantFrom('', 'release'),
  })
  .map(({ from, length, ...same }) => ({ ...same, from: dayText(from), to: dayText(from + length * dayMs) }))
  .chain((dated) => fc.constantFrom(dated, { ...dated, from: dated.from.slice(5), to: dated.to.slice(5) }));

/** The first and the last day of a schedule; most have neither. */
const bounds = fc.oneof(
  { arbitrary: fc.constant({}), weight: 3 },
  { arbitrary: date.map((from) => ({ from })), weight: 1 },
  { arbitrary: date.map((until) => ({ until })), weight: 2 },
);

const names = fc.dictionary(date, fc.constant('a feast'), { maxKeys: 25 });
const yearlyNames = fc.dictionary(
  date.map((each) => each.slice(5)),
  fc.constant('a custom'),
  { maxKeys: 5 },
);

const plainTable: fc.Arbitrary<DayTable> = fc
  .record({
    weekend: fc.constantFrom([1, 7], [6, 7], [6]),
    years: fc.constantFrom([2026], null),
    holidays: names,
    workdays: names,
    yearly: fc.option(fc.record({ holidays: yearlyNames, workdays: yearlyNames }), { nil: undefined }),
    workSaturdays: fc.option(fc.record({ every: fc.integer({ min: 1, max: 3 }), from: date }), { nil: undefined }),
  })
  .map(({ yearly, workSaturdays, ...table }) => ({
    ...table,
    ...(yearly && { yearly }),
    ...(workSaturdays && { workSaturdays }),
  }));

/** A calendar that is worked where any of two others is. */
const listTable: fc.Arbitrary<DayTable> = fc
  .tuple(plainTable, plainTable, plainTable)
  .map(([own, ...anyOf]) => ({ ...own, holidays: {}, years: [2026], anyOf }));

/**
 * Schedules with all kinds of transitions and exceptions, each with a calendar that knows 2026 or
 * all years.
 */
export const anySchedule: fc.Arbitrary<DrawnSchedule> = fc.record({
  schedule: fc
    .record({
      timezone: fc.constant('UTC'),
      transitions: fc.array(transition, { minLength: 1, maxLength: 4 }),
      calendar: fc.constant('drawn'),
      unknownYear: fc.constantFrom(...unknownYears),
      exceptions: fc.array(exception, { maxLength: 3 }),
      bounds,
    })
    .map(({ bounds: ends, ...schedule }) => ({ ...schedule, ...ends })),
  table: fc.oneof({ arbitrary: plainTable, weight: 3 }, { arbitrary: listTable, weight: 1 }),
});

/**
 * Drawn schedules with transitions that meet: an `at` and a `once` at a time of one of the crons,
 * with the cron, all of one action.
 */
export const meetingSchedule: fc.Arbitrary<DrawnSchedule> = fc
  .tuple(anySchedule, action, fc.constantFrom(...Object.keys(knownCrons)), days, date, fc.nat())
  .chain(([{ schedule, table }, what, expression, on, aDate, n]) => {
    const times = knownCrons[expression]?.times ?? [];
    const time = times[n % times.length] ?? '00:00';
    const meet = [cron(what, expression), at(what, time, on), once(what, aDate, time), cron(what, '0/30 1-2 ? * SUN *')];
    const transitions = fc.shuffledSubarray([...meet, ...schedule.transitions], { minLength: 3 });
    return transitions.map((some) => ({ table, schedule: { ...schedule, transitions: some } }));
  });
