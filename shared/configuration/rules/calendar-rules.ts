import type { CalendarSource } from '../calendars/calendar-source.ts';
import { countryWeekend, usualWeekend } from '../calendars/compile-calendars.ts';
import type { Path, ReportMistake } from '../mistake.ts';
import { type Part, sound } from '../schema/read-part.ts';
import { weekdaysText } from '../texts/read-days.ts';
import { reportRepeated, reportUnknown } from './listed-names.ts';

/** The calendars that could be read, by name. */
type Calendars = ReadonlyMap<string, CalendarSource>;

/**
 * Reports bases that do not fit, dates that are listed twice, a weekend that the operator has to
 * decide, years without effect.
 */
export function checkCalendars(section: Part<Record<string, CalendarSource>> | undefined, report: ReportMistake): void {
  const parts = Object.entries(section?.parts ?? {});
  const calendars: Calendars = new Map(
    parts.flatMap(([name, part]) => {
      const calendar = sound(part);
      return calendar === undefined ? [] : [[name, calendar] as const];
    }),
  );
  for (const [name, calendar] of calendars) {
    const path = ['calendars', name];
    const { territory, base } = calendar;
    if (base !== null && territory !== null) {
      report([...path, 'base'], { problem: 'cannot be combined with country', fix: 'delete one of the two' });
    }
    if (base !== null) reportUnknown(base, section, 'calendar', [...path, 'base'], report);
    checkCircle(name, calendars, [...path, 'base'], report);
    checkWeekend(calendar, path, report);
    checkDates(calendar, path, report);
    checkYears(calendar, path, report);
  }
}

// Reported once, at the calendar of the circle that comes first in the file.
function checkCircle(name: string, calendars: Calendars, path: Path, report: ReportMistake): void {
  const circle = [name];
  for (let base = calendars.get(name)?.base ?? null; base !== name; base = calendars.get(base)?.base ?? null) {
    if (base === null || circle.includes(base)) return;
    circle.push(base);
  }
  if ([...calendars.keys()].find((each) => circle.includes(each)) !== name) return;
  const problem =
    circle.length === 1 ? 'a calendar cannot be its own base' : `the bases form a circle: ${[...circle, name].join(' > ')}`;
  report(path, { problem, fix: 'delete it, or name a calendar that has a country' });
}

function checkWeekend({ territory, weekend }: CalendarSource, path: Path, report: ReportMistake): void {
  if (territory === null || weekend !== null) return;
  const theirs = countryWeekend(territory.country);
  if (theirs.join() === usualWeekend.join()) return;
  const problem = `the weekend of ${territory.country} is not Saturday and Sunday`;
  report(path, { problem, fix: `write weekend: ${weekdaysText(theirs)}, or the days on which your company is closed` });
}

function checkYears({ territory, base, years }: CalendarSource, path: Path, report: ReportMistake): void {
  if (years.length === 0 || territory !== null || base !== null) return;
  const problem = 'has no effect, because a calendar without country and base is complete in every year';
  report([...path, 'years'], { problem, fix: 'delete it' });
}

function checkDates({ holidays, workdays }: CalendarSource, path: Path, report: ReportMistake): void {
  const listed = (dates: readonly string[], list: string) =>
    dates.map((date, index) => ({ key: date, path: [...path, list, index] }));
  const [off, worked] = [listed(holidays, 'holidays'), listed(workdays, 'workdays')];
  reportRepeated(off, report);
  reportRepeated(worked, report);
  for (const { key, path: at } of worked) {
    const holiday = off.find((each) => each.key === key);
    if (holiday === undefined) continue;
    report(at, { problem: 'is also a holiday, at {first}', fix: 'delete one of the two' }, { first: holiday.path });
  }
}
