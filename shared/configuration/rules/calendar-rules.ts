import type { CalendarSource } from '../calendars/calendar-source.ts';
import { usualWeekend } from '../calendars/compile-calendars.ts';
import { countryWeekend } from '../calendars/country-weekend.ts';
import type { SourceMistake, Step } from '../source-mistake.ts';
import { weekdaysText } from '../texts/days-text.ts';
import { repeated } from './repeated.ts';
import { unknownName } from './unknown-name.ts';

/** The mistakes of calendars: two beginnings or an endless one, dates listed twice, a weekend that only the operator knows. */
export function calendarMistakes(
  calendars: ReadonlyMap<string, CalendarSource>,
  names: readonly string[],
): readonly SourceMistake[] {
  return [...calendars].flatMap(([name, calendar]) => {
    const path = ['calendars', name];
    return [
      ...beginningMistakes(calendar, path, names),
      ...circleMistake(name, calendars, [...path, 'base']),
      ...weekendMistake(calendar, path),
      ...dateMistakes(calendar, path),
      ...yearsMistake(calendar, path),
    ];
  });
}

function beginningMistakes(
  { territory, base }: CalendarSource,
  path: readonly Step[],
  names: readonly string[],
): readonly SourceMistake[] {
  if (base === null) return [];
  const both = { path: [...path, 'base'], problem: 'stands beside country', fix: 'keep one of the two' };
  return [...(territory === null ? [] : [both]), ...unknownName(base, names, 'calendars', [...path, 'base'])];
}

// Said once, at the calendar of the circle that is written first.
function circleMistake(
  name: string,
  calendars: ReadonlyMap<string, CalendarSource>,
  path: readonly Step[],
): readonly SourceMistake[] {
  const circle = [name];
  for (let base = calendars.get(name)?.base ?? null; base !== name; base = calendars.get(base)?.base ?? null) {
    if (base === null || circle.includes(base)) return [];
    circle.push(base);
  }
  if ([...calendars.keys()].find((each) => circle.includes(each)) !== name) return [];
  const problem = circle.length === 1 ? 'is the calendar itself' : `leads back to itself: ${[...circle, name].join(' > ')}`;
  return [{ path, problem, fix: 'take it out, or name a calendar that has a country' }];
}

function weekendMistake({ territory, weekend }: CalendarSource, path: readonly Step[]): readonly SourceMistake[] {
  if (territory === null || weekend !== null) return [];
  const theirs = countryWeekend(territory.country);
  if (theirs.join() === usualWeekend.join()) return [];
  const problem = `the weekend of ${territory.country} is ${weekdaysText(theirs)} by the Unicode CLDR`;
  return [{ path, problem, fix: `write weekend: ${weekdaysText(theirs)}, or the days on which you rest` }];
}

function yearsMistake({ territory, base, years }: CalendarSource, path: readonly Step[]): readonly SourceMistake[] {
  if (years.length === 0 || territory !== null || base !== null) return [];
  const problem = 'has no effect: without country and base the lists are all there is to know';
  return [{ path: [...path, 'years'], problem, fix: 'take it out' }];
}

function dateMistakes({ holidays, workdays }: CalendarSource, path: readonly Step[]): readonly SourceMistake[] {
  const listed = (dates: readonly string[], list: string) =>
    dates.map((date, index) => ({ key: date, path: [...path, list, index] }));
  const [off, worked] = [listed(holidays, 'holidays'), listed(workdays, 'workdays')];
  const both = worked.flatMap(({ key, path: at }) => {
    const holiday = off.find((each) => each.key === key);
    return holiday === undefined
      ? []
      : [{ path: at, problem: 'is a holiday as well', fix: 'take one of the two out', first: holiday.path }];
  });
  return [...repeated(off), ...repeated(worked), ...both];
}
