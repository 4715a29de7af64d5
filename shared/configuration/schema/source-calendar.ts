import * as z from 'zod/mini';
import type { CalendarSource } from '../calendars/calendar-source.ts';
import { readTerritory } from '../calendars/read-territory.ts';
import { readWeekdays } from '../texts/read-days.ts';
import { readDate } from '../texts/read-time.ts';
import { bounded, described, fullList, mapping, readText } from './source-schema.ts';

const dates = z.array(readText(readDate, 'write a date such as 2026-12-31'), {
  error: 'write a list of dates such as [2026-12-31]',
});

const fixWeekend = 'write a list of weekdays such as [sat, sun]';
const weekend = z.pipe(
  fullList(readText(readWeekdays, fixWeekend), fixWeekend).check(
    z.refine((entries) => new Set(entries.flat()).size < 7, {
      error: 'delete the weekdays on which people work',
      params: { problem: 'has all seven days' },
    }),
  ),
  z.transform((entries: (readonly number[])[]): readonly number[] => [...new Set(entries.flat())].sort((a, b) => a - b)),
);

const fixYears = 'write a list of the years for which holidays and workdays are complete, such as [2027]';
const years = z.array(bounded(z.int({ error: fixYears }), 1970, 2199, fixYears), { error: fixYears });

/** A calendar as a person writes it, each text read to its meaning. */
export const calendar = z.pipe(
  mapping({
    country: described(
      'Country, or state, whose public holidays count: CN (with make-up workdays), DE-BY, US-CA, SG.',
      z.optional(readText(readTerritory, 'write a code such as CN, DE, DE-BY or US-CA')),
    ),
    base: described(
      'Instead of country: the calendar that this one adds its days to.',
      z.optional(z.string({ error: 'write the name of another calendar' })),
    ),
    holidays: described('Further days off, as dates.', z._default(dates, [])),
    workdays: described('Further workdays, as dates.', z._default(dates, [])),
    years: described(
      'Years for which holidays and workdays above are complete, where the country has no holiday data.',
      z._default(years, []),
    ),
    weekend: described('Weekdays off. Default: those of the base, or else [sat, sun].', z.optional(weekend)),
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
