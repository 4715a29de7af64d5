import fc from 'fast-check';
import type { DayTable } from '../../../shared/schedule/day-table.ts';

const two = (count: number): string => String(count).padStart(2, '0');
const yearly = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map(two).join('-'));
const date = fc.tuple(fc.integer({ min: 2000, max: 2100 }), yearly).map(([year, day]) => `${year}-${day}`);
const days = fc.uniqueArray(fc.oneof(date, yearly), { maxLength: 6 });
const saturdays = fc.record({ every: fc.integer({ min: 1, max: 52 }), from: date });

/**
 * A calendar that lists its own days, as somebody could write it, and the table that it must
 * become.
 */
function calendarCalled(name: string) {
  return fc
    .record({ listed: days, cut: fc.nat(6), saturdays: fc.option(saturdays) })
    .map(({ listed, cut, saturdays: worked }) => {
      const [holidays, workdays] = [listed.slice(0, cut), listed.slice(cut)];
      const named = (entries: readonly string[], length: number) =>
        Object.fromEntries(entries.filter((entry) => entry.length === length).map((entry) => [entry, `calendar ${name}`]));
      const eachYear = { holidays: named(holidays, 5), workdays: named(workdays, 5) };
      const hasYearly = listed.some((entry) => entry.length === 5);
      const extra = worked === null ? {} : { workSaturdays: worked };
      const meaning: DayTable = {
        ...{ weekend: [1, 7], years: null, holidays: named(holidays, 10), workdays: named(workdays, 10) },
        ...(hasYearly ? { yearly: eachYear } : {}),
        ...extra,
      };
      return { text: { holidays, workdays, ...extra }, meaning };
    });
}

/** The calendars `c` and `d`, and `both`, a day of which is worked where either works. */
export const drawnCalendars = fc.record({ c: calendarCalled('c'), d: calendarCalled('d') }).map(({ c, d }) => ({
  text: { c: c.text, both: { base: ['c', 'd'] }, d: d.text },
  meaning: {
    ...{ c: c.meaning, d: d.meaning },
    both: { weekend: [1, 7], years: null, holidays: {}, workdays: {}, anyOf: [c.meaning, d.meaning] },
  },
}));
