import * as z from 'zod/mini';
import type { CalendarSource } from '../calendars/calendar-source.ts';
import { readTerritory } from '../calendars/read-territory.ts';
import { readWeekdays } from '../texts/days-text.ts';
import { readDate } from '../texts/time-text.ts';
import { fullList, mapping, readText } from './source-schema.ts';

const dates = z.array(readText(readDate, 'write a date such as 2026-12-31'), {
  error: 'write a list of dates such as [2026-12-31]',
});

const fixWeekend = 'write a list of weekdays such as [sat, sun]';
const weekend = z.pipe(
  fullList(readText(readWeekdays, fixWeekend), fixWeekend).check(
    z.refine((entries) => new Set(entries.flat()).size < 7, {
      error: 'leave out the weekdays on which people work',
      params: { problem: 'has every day of the week' },
    }),
  ),
  z.transform((entries: (readonly number[])[]): readonly number[] => [...new Set(entries.flat())].sort((a, b) => a - b)),
);

const fixYear = 'write the years that your lists have completely, such as [2027]';
const year = z.int({ error: fixYear }).check(z.refine((value) => value >= 1970 && value < 2200, { error: fixYear }));
const years = z.array(year, { error: fixYear });

/** A calendar as a person writes it, each text read to its meaning. */
export const calendar = z.pipe(
  mapping({
    country: z.optional(readText(readTerritory, 'write a code such as CN, DE, DE-BY or US-CA')),
    base: z.optional(z.string({ error: 'write the name of another calendar' })),
    holidays: z._default(dates, []),
    workdays: z._default(dates, []),
    years: z._default(years, []),
    weekend: z.optional(weekend),
  }),
  z.transform(
    ({ country, base, weekend: off, ...days }): CalendarSource => ({
      territory: country ?? null,
      base: base ?? null,
      weekend: off ?? null,
      ...days,
    }),
  ),
);
