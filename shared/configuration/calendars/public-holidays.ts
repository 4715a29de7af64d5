import type { DayTable } from '../../schedule/day-table.ts';
import { holidayYears, type Territory } from './calendar-source.ts';
import { corrections } from './corrections/all-corrections.ts';
import { corrected, isAbout } from './corrections/correction.ts';
import { lacking } from './doubts/lacking.ts';
import { unsureDays } from './doubts/unsure-days.ts';
import { knownYears, seedYears } from './known-years.ts';
import { libraryDays } from './library-days.ts';

/** The code of a territory, as an operator writes it: `US-CA-LA`. */
export function codeOf({ country, state, region }: Territory): string {
  return [country, state, region].filter((part) => part !== null).join('-');
}

/**
 * The public holidays of a territory: those of date-holidays with our corrections, the years for
 * which they are complete, and what is not certain about them.
 */
export function publicHolidays(territory: Territory): Omit<DayTable, 'weekend'> {
  const code = codeOf(territory);
  const rows = corrections.filter((row) => isAbout(row, code));
  const { days, workdays } = corrected(rows, libraryDays(territory, [...seedYears, ...holidayYears]));
  const { years, incomplete } = knownYears(code, days, [...seedYears, ...holidayYears]);
  const holidays: Record<string, string> = {};
  // If two holidays are on one day, the first one gives the name, in the library's order.
  for (const { date, name } of days) if (isCovered(Number(date.slice(0, 4)))) holidays[date] ??= name;
  const unsure = unsureDays(code, days);
  const lacks = lacking(code);
  return {
    ...{ years, holidays, workdays },
    ...(Object.keys(incomplete).length === 0 ? {} : { incomplete }),
    ...(Object.keys(unsure).length === 0 ? {} : { unsure }),
    ...(lacks.length === 0 ? {} : { lacks }),
  };
}

function isCovered(year: number): boolean {
  return holidayYears.includes(year);
}
