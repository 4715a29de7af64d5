import { chinaDays } from '../../../../../shared/configuration/calendars/china-days.ts';
import { countryWeekend } from '../../../../../shared/configuration/calendars/compile-calendars.ts';
import { libraryDays } from '../../../../../shared/configuration/calendars/library-days.ts';
import { publicHolidays } from '../../../../../shared/configuration/calendars/public-holidays.ts';
import { readTerritory } from '../../../../../shared/configuration/calendars/read-territory.ts';
import { dayOf, weekdayOf } from '../../../../../shared/schedule/civil-day.ts';
import type { DayTable } from '../../../../../shared/schedule/day-table.ts';
import { type Explanation, explanationOf, explanations } from './explanations.ts';
import type { SecondSource } from './second-source.ts';

/** The years that are compared. */
const years = [2026, 2027, 2028];

/** How many days of a territory came out how, and those that nothing accounts for. */
export interface Comparison {
  readonly code: string;
  /** Days off and make-up workdays that the library and the second source have alike. */
  readonly equal: number;
  /** Days on which a correction makes our calendar agree with the second source. */
  readonly mended: number;
  /** Days on the weekend, off in both, of which only one source says that they are holidays. */
  readonly weekend: number;
  readonly explained: number;
  readonly unsure: number;
  /** Each as a line for people. */
  readonly unexplained: readonly string[];
}

type Outcome = 'equal' | 'mended' | 'weekend' | 'explained' | 'unsure' | 'unexplained';

/**
 * Compares our calendar of a territory with the second source, day by day; `reasons` explain
 * differences. A territory that Reveille does not know has no days.
 */
export function compare(code: string, second: SecondSource, reasons: readonly Explanation[] = explanations): Comparison {
  const { library, table } = ourDays(code);
  const { holidays = {}, workdays = {}, unsure = {} } = table ?? {};
  const weekend = countryWeekend(code.split('-')[0] ?? '');
  const off = datesOf([...library, ...Object.keys(holidays), ...second.holidays.keys()]).map((date) => ({
    date,
    says: { ours: holidays[date], second: second.holidays.get(date) },
    isInLibrary: library.has(date),
    isAtWeekend: weekend.includes(weekdayOf(dayOf(date))),
  }));
  const worked = datesOf([...Object.keys(workdays), ...second.workdays]).map((date) => ({
    date,
    says: {
      ours: workdays[date] === undefined ? undefined : makeUp,
      second: second.workdays.includes(date) ? makeUp : undefined,
    },
    isInLibrary: code === 'CN' && workdays[date] !== undefined,
    isAtWeekend: false,
  }));
  const counts: Record<Outcome, number> = { equal: 0, mended: 0, weekend: 0, explained: 0, unsure: 0, unexplained: 0 };
  const unexplained: string[] = [];
  for (const { date, says, isInLibrary, isAtWeekend } of [...off, ...worked]) {
    const isAlike = (says.ours === undefined) === (says.second === undefined);
    const isMended = isAlike && isInLibrary !== (says.second !== undefined);
    const isExplained = explanationOf(reasons, code, date) !== null;
    const outcome = isAlike ? (isMended ? 'mended' : 'equal') : isExplained ? 'explained' : reasonless(unsure[date], isAtWeekend);
    counts[outcome] += 1;
    const side = says.ours === undefined ? `second ${says.second}` : `ours ${says.ours}`;
    if (outcome === 'unexplained') unexplained.push(`${code} ${date}: ${side}`);
  }
  return { code, ...counts, unexplained };
}

const makeUp = 'make-up workday';

function reasonless(doubt: string | undefined, isAtWeekend: boolean): Outcome {
  if (doubt !== undefined) return 'unsure';
  return isAtWeekend ? 'weekend' : 'unexplained';
}

function ourDays(code: string): { readonly library: ReadonlySet<string>; readonly table: Omit<DayTable, 'weekend'> | null } {
  if (code === 'CN') {
    const table = chinaDays();
    return { library: new Set(Object.keys(table.holidays)), table };
  }
  const territory = readTerritory(code);
  if (!('value' in territory)) return { library: new Set(), table: null };
  const library = new Set(libraryDays(territory.value, years).map(({ date }) => date));
  return { library, table: publicHolidays(territory.value) };
}

function datesOf(dates: readonly string[]): string[] {
  return [...new Set(dates)].filter((date) => years.includes(Number(date.slice(0, 4)))).sort();
}
