import type { CalendarSource } from '../calendars/calendar-source.ts';
import { countryWeekend, usualWeekend } from '../calendars/compile-calendars.ts';
import type { Path, ReportMistake } from '../mistake.ts';
import { type Part, sound } from '../schema/read-part.ts';
import { weekdaysText } from '../texts/read-days.ts';
import { checkBases, type SoundCalendars } from './base-rules.ts';
import { reportRepeated } from './listed-names.ts';

/** Weekdays off; null where they are not known. */
type Weekend = readonly number[] | null;

/** Saturday, as cron counts weekdays. */
const saturday = 7;

/**
 * Reports bases that do not fit, a file without its years, dates that are listed twice, a weekend
 * that the operator has to decide, keys without effect.
 */
export function checkCalendars(section: Part<Record<string, CalendarSource>> | undefined, report: ReportMistake): void {
  const parts = Object.entries(section?.parts ?? {});
  const calendars: SoundCalendars = new Map(
    parts.flatMap(([name, part]) => {
      const calendar = sound(part);
      return calendar === undefined ? [] : [[name, calendar] as const];
    }),
  );
  for (const [name, calendar] of calendars) {
    const path = ['calendars', name];
    checkBeginning(calendar, path, report);
    checkBases(name, calendars, section, report);
    checkWeekend(calendar, path, report);
    checkDates(calendar, path, report);
    checkYears(calendar, path, report);
    if (calendar.workSaturdays !== null) checkSaturdays(weekendOf(name, calendars, new Map()), path, report);
  }
}

function checkBeginning({ territory, bases, file }: CalendarSource, path: Path, report: ReportMistake): void {
  if (territory === null) return;
  const refusal = { problem: 'cannot be combined with country', fix: 'delete one of the two' };
  if (bases.length > 0) report([...path, 'base'], refusal);
  if (file !== null) report([...path, file.kind], refusal);
}

function checkWeekend({ territory, weekend }: CalendarSource, path: Path, report: ReportMistake): void {
  if (territory === null || weekend !== null) return;
  const theirs = countryWeekend(territory.country);
  if (theirs.join() === usualWeekend.join()) return;
  const problem = `the weekend of ${territory.country} is not Saturday and Sunday`;
  report(path, { problem, fix: `write weekend: ${weekdaysText(theirs)}, or the days on which your company is closed` });
}

function checkYears({ territory, bases, file, years }: CalendarSource, path: Path, report: ReportMistake): void {
  if (file !== null && years.length === 0) {
    const fix = `write the years for which ${file.path} has every day, such as years: [2027]`;
    report([...path, 'years'], { problem: 'has no year', fix });
  }
  if (years.length === 0 || territory !== null || bases.length > 0 || file !== null) return;
  const problem = 'has no effect, because a calendar without country, base and file is complete in every year';
  report([...path, 'years'], { problem, fix: 'delete it' });
}

function checkSaturdays(weekend: Weekend, path: Path, report: ReportMistake): void {
  if (weekend === null || weekend.includes(saturday)) return;
  const problem = 'has no effect, because Saturday is no day of the weekend';
  report([...path, 'workSaturdays'], { problem, fix: 'delete it, or write weekend: [sat, sun]' });
}

// The weekend that a calendar will have; null where a base cannot be read. What was found is known.
function weekendOf(name: string, calendars: SoundCalendars, known: Map<string, Weekend>): Weekend {
  const calendar = calendars.get(name);
  if (calendar === undefined) return null;
  const found = known.get(name);
  if (found !== undefined) return found;
  // For a circle of bases, which has no weekend.
  known.set(name, null);
  const below = calendar.bases.map((base) => weekendOf(base, calendars, known));
  const theirs = below.every((weekend) => weekend !== null) ? commonDays(below) : null;
  const weekend = calendar.weekend ?? (calendar.bases.length === 0 ? usualWeekend : theirs);
  known.set(name, weekend);
  return weekend;
}

// The days off of a list are those of all of its calendars.
function commonDays(weekends: readonly (readonly number[])[]): readonly number[] {
  return (weekends[0] ?? []).filter((day) => weekends.every((weekend) => weekend.includes(day)));
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
