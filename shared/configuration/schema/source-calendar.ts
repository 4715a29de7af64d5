import * as z from 'zod/mini';
import type { CalendarSource } from '../calendars/calendar-source.ts';
import { readTerritory } from '../calendars/read-territory.ts';
import { readPath } from '../texts/field-text.ts';
import { readWeekdays } from '../texts/read-days.ts';
import { readDate, readDateOrYearly } from '../texts/read-time.ts';
import { bounded, described, fullList, mapping, oneOrMore, readText, refuse } from './source-schema.ts';

const fixDate = 'write a date such as 2026-12-31, or "12-24" for each year';
const dates = z.array(readText(readDateOrYearly, fixDate), { error: 'write a list of dates such as [2026-12-31, "12-24"]' });

const fixBase = 'write the name of another calendar, or a list of names such as [hk, sg]';
const bases = oneOrMore(z.string({ error: fixBase }), fixBase);

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

const fixFile = 'write the path of a file such as sg-2027.ics';
const filePath = readText(readPath, fixFile);

const fixEvery = 'write a number of weeks from 1 to 52, such as 2';
const fixFrom = 'write the date of the first Saturday on which people work, such as 2026-12-05';
const everyWeeks = mapping({
  every: described('A Saturday is worked every so many weeks: 2 is every second week.', weeks()),
  from: described('The first such Saturday, or a day of its week.', readText(readDate, fixFrom)),
});

function weeks() {
  return bounded(z.int({ error: fixEvery }), 1, 52, fixEvery);
}

const fields = mapping({
  country: described(
    'Country, or state, whose public holidays count: CN (with make-up workdays), DE-BY, US-CA, SG.',
    z.optional(readText(readTerritory, 'write a code such as CN, DE, DE-BY or US-CA')),
  ),
  base: described(
    'Instead of country: the calendar that this one adds its days to. A day is worked where any of a list works.',
    z.optional(bases),
  ),
  ics: described("Instead of country: a government's own iCalendar file, beside this file.", z.optional(filePath)),
  list: described('Instead of ics: a text file with a date and a name in each line.', z.optional(readText(readPath, fixFile))),
  holidays: described('Further days off: dates, or "12-24" for each year.', z._default(dates, [])),
  workdays: described('Further workdays: dates, or "12-24" for each year.', z._default(dates, [])),
  years: described('Years for which the file, and holidays and workdays above, are complete.', z._default(years, [])),
  weekend: described('Weekdays off. Default: those of the base, or else [sat, sun].', z.optional(weekend)),
  workSaturdays: described('Saturdays on which people work: { every: 2, from: 2026-12-05 }.', z.optional(everyWeeks)),
});

/** A calendar as a person writes it, each text read to its meaning. */
export const calendar = z.pipe(
  fields,
  z.transform((value: z.output<typeof fields>, context): CalendarSource => {
    const { country, base, ics, list, weekend: off, workSaturdays, ...days } = value;
    if (ics !== undefined && list !== undefined) {
      return refuse(context, value, { problem: 'cannot be combined with ics', fix: 'delete one of the two' }, ['list']);
    }
    const files = [
      { kind: 'ics' as const, path: ics },
      { kind: 'list' as const, path: list },
    ];
    const file = files.find(({ path }) => path !== undefined);
    return {
      territory: country ?? null,
      bases: base ?? [],
      file: file?.path === undefined ? null : { kind: file.kind, path: file.path },
      weekend: off ?? null,
      workSaturdays: workSaturdays ?? null,
      ...days,
    };
  }),
);
