import { createRequire } from 'node:module';
import type { DayTable } from '../../schedule/day-table.ts';
import { holidayYears } from './calendar-source.ts';
import { knownYears, seedYears } from './known-years.ts';
import type { ListedDay } from './library-days.ts';

/**
 * The data of the chinese-days package, after the State Council's yearly notices: date →
 * `English,Chinese,days off`.
 */
export interface ChineseDays {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

/** China's holidays and make-up workdays, of those years that have been announced. */
export function chinaDays(): Omit<DayTable, 'weekend'> {
  // Required, not imported, so that no bundler includes the data and only a calendar that needs it
  // loads it.
  return chinaTable(createRequire(import.meta.url)('chinese-days/dist/chinese-days.json'));
}

/**
 * China's days from given data. A year is announced when the data has its National Day, because the
 * notice of the year before reaches into January; it is known when it has every holiday of the years
 * before.
 */
export function chinaTable({ holidays, workdays }: ChineseDays): Omit<DayTable, 'weekend'> {
  const listed = Object.entries(named(holidays)).map(([date, name]): ListedDay => ({ date, name, origin: 'dated' }));
  const announced = [...seedYears, ...holidayYears].filter((year) => holidays[`${year}-10-01`] !== undefined);
  const { years, incomplete } = knownYears('CN', listed, announced);
  return {
    ...{ years, holidays: covered(named(holidays)), workdays: covered(named(workdays)) },
    ...(Object.keys(incomplete).length === 0 ? {} : { incomplete }),
  };
}

function named(days: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(days).map(([date, text]) => [date, nameIn(text)]));
}

function covered(days: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(days).filter(([date]) => holidayYears.includes(Number(date.slice(0, 4)))));
}

// `National Day,国庆节,3` becomes `National Day (国庆节)`.
function nameIn(text: string): string {
  const [english, chinese] = text.split(',');
  return `${english} (${chinese})`;
}
