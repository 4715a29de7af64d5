import fc from 'fast-check';
import { calendarDays } from '../../../shared/schedule/transition.ts';

/** A text and what it must compile to, both built from the same draws. */
interface Drawn<Meaning> {
  readonly text: unknown;
  readonly meaning: Meaning;
}

const two = (count: number): string => String(count).padStart(2, '0');
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const date = fc.tuple(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
const dateText = date.map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`);
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const cron = fc.constantFrom('30 8 ? * MON-FRI *', '0/15 * L * ? *', '0 0 ? JAN-MAR 2#1 2026-2030', '* * 15W 2 ? *');

const range = fc.tuple(fc.nat(6), fc.nat(6)).map(([from, length]) => ({
  text: length === 0 ? weekdays[from] : `${weekdays[from]}-${weekdays[(from + length) % 7]}`,
  meaning: Array.from({ length: length + 1 }, (_, n) => ((from + n) % 7) + 1),
}));

const days: fc.Arbitrary<Drawn<unknown>> = fc.oneof(
  fc.constantFrom('daily', ...calendarDays).map((word) => ({ text: word, meaning: word })),
  fc
    .record({ nth: fc.constantFrom(-1, 1, 2, 5), weekday: fc.nat(6), plus: fc.integer({ min: 0, max: 28 }) })
    .map(({ nth, weekday, plus }) => ({
      text: { nth, weekday: weekdays[weekday], ...(plus === 0 ? {} : { plus }) },
      meaning: { nth, weekday: weekday + 1, plus },
    })),
  range.map(({ text, meaning }) => ({ text, meaning: meaning.toSorted() })),
  fc.array(range, { minLength: 1, maxLength: 3 }).map((ranges) => ({
    text: ranges.map(({ text }) => text),
    meaning: [...new Set(ranges.flatMap(({ meaning }) => meaning))].sort(),
  })),
);

/** What a time may have beside its days, where these are a word. */
const narrowed: fc.Arbitrary<{ readonly text: object; readonly meaning: object }> = fc.oneof(
  fc.constant({ text: {}, meaning: {} }),
  range.map(({ text, meaning }) => ({ text: { only: text }, meaning: { only: meaning.toSorted() } })),
  fc.record({ every: fc.integer({ min: 1, max: 52 }), from: dateText }).map((both) => ({ text: both, meaning: both })),
  fc.uniqueArray(dateText, { minLength: 2, maxLength: 2 }).map((dates) => {
    const [from, to] = dates.toSorted();
    return { text: { from, to }, meaning: { from, to } };
  }),
  fc.constantFrom({ from: '11-15', to: '02-29' }, { from: '06-01', to: '08-31' }).map((span) => ({ text: span, meaning: span })),
);

const rule: fc.Arbitrary<Drawn<{ readonly kind: string; readonly days?: unknown }>> = fc.oneof(
  fc.record({ at: time, days: fc.option(days), narrowed }).map(({ at, days: on, narrowed: { text, meaning } }) => ({
    text: { at, ...(on === null ? {} : { days: on.text }), ...(typeof on?.meaning === 'object' ? {} : text) },
    meaning: {
      ...{ kind: 'at', time: at, days: on === null ? 'daily' : on.meaning },
      ...(typeof on?.meaning === 'object' ? {} : meaning),
    },
  })),
  cron.map((text) => ({ text: { cron: text }, meaning: { kind: 'cron', cron: text } })),
  fc.tuple(dateText, time).map(([on, at]) => ({ text: { once: `${on}T${at}` }, meaning: { kind: 'once', date: on, time: at } })),
);

const exception = fc
  .record({
    days: fc.uniqueArray(dateText, { minLength: 1, maxLength: 2 }),
    which: fc.boolean(),
    because: fc.stringMatching(/^[a-z]{0,9}$/),
  })
  .map(({ days: dates, which, because }) => {
    const [from = '', to = from] = dates.toSorted();
    return {
      text: {
        ...(from === to ? { on: from } : { from, to }),
        skip: which ? 'all' : 'start',
        ...(because === '' ? {} : { because }),
      },
      meaning: { from, to, effect: 'skip', actions: which ? ['start', 'stop'] : ['start'], because },
    };
  });

/**
 * When a schedule starts, and the exceptions from it. It has no stop, whose distance from a start
 * would have to be drawn as well.
 */
export const drawnTimes = fc
  .record({
    rules: fc.uniqueArray(rule, { minLength: 1, maxLength: 3, selector: ({ meaning }) => JSON.stringify(meaning) }),
    exceptions: fc.array(exception, { maxLength: 3 }),
    unknownYear: fc.option(fc.constantFrom('weekdays', 'skip', 'fail')),
  })
  .map(({ rules, exceptions: drawn, unknownYear }) => {
    const asks = rules.some(({ meaning }) => calendarDays.some((word) => word === meaning.days));
    // An exception has no effect on dates.
    const exceptions = rules.every(({ meaning }) => meaning.kind === 'once') ? [] : drawn;
    const [only] = rules;
    return {
      text: {
        start: rules.length === 1 ? only?.text : rules.map(({ text }) => text),
        exceptions: exceptions.map(({ text }) => text),
        ...(asks ? { calendar: 'c' } : {}),
        ...(asks && unknownYear !== null ? { unknownYear } : {}),
      },
      meaning: {
        transitions: rules.map(({ meaning }) => ({ action: 'start', rule: meaning })),
        exceptions: exceptions.map(({ meaning }) => meaning),
        calendar: asks ? 'c' : null,
        unknownYear: asks && unknownYear !== null ? unknownYear : 'weekdays',
      },
    };
  });
