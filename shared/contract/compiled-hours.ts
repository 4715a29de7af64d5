import * as z from 'zod/mini';
import { transitionActions } from '../domain/vocabulary.ts';
import type { DayTable } from '../schedule/day-table.ts';
import { calendarDays, type TimedSchedule, unknownYears } from '../schedule/transition.ts';

const time = z.string();
const date = z.string();
const span = { from: z.optional(date), to: z.optional(date) };
const weekdays = z.readonly(z.array(z.int()));

const rule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('at'),
    time,
    days: z.union([
      z.enum(['daily', ...calendarDays]),
      weekdays,
      z.strictObject({ nth: z.int(), weekday: z.int(), plus: z.int() }),
    ]),
    only: z.optional(weekdays),
    every: z.optional(z.int()),
    ...span,
  }),
  z.strictObject({ kind: z.literal('cron'), cron: z.string(), ...span }),
  z.strictObject({ kind: z.literal('once'), date, time }),
]);

const exception = z.strictObject({
  from: date,
  to: date,
  effect: z.enum(['run', 'skip']),
  actions: z.readonly(z.array(z.enum(transitionActions))),
  because: z.string(),
});

/** When a schedule does something: its times, its calendar and its exceptions. */
export const timed = z.strictObject({
  timezone: z.string(),
  transitions: z.readonly(z.array(z.strictObject({ action: z.enum(transitionActions), rule }))),
  calendar: z.nullable(z.string()),
  unknownYear: z.enum(unknownYears),
  exceptions: z.readonly(z.array(exception)),
  from: z.optional(date),
  until: z.optional(date),
}) satisfies z.ZodMiniType<TimedSchedule>;

const daysNamed = z.readonly(z.record(date, z.string()));

/**
 * A calendar, compiled at synth, because no function holds the libraries that know holidays. It is
 * read lazily, because a calendar may hold others.
 */
export const dayTable: z.ZodMiniType<DayTable> = z.lazy(() =>
  z.strictObject({
    weekend: weekdays,
    years: z.nullable(weekdays),
    holidays: daysNamed,
    workdays: daysNamed,
    yearly: z.optional(z.strictObject({ holidays: daysNamed, workdays: daysNamed })),
    workSaturdays: z.optional(z.strictObject({ every: z.int(), from: date })),
    anyOf: z.optional(z.readonly(z.array(dayTable))),
    incomplete: z.optional(z.record(z.string(), z.readonly(z.array(z.string())))),
    unsure: z.optional(daysNamed),
    lacks: z.optional(z.readonly(z.array(z.string()))),
  }),
);
