import { quote } from '../../text/describe-value.ts';
import type { CalendarSource } from '../calendars/calendar-source.ts';
import type { Mistake, ReportMistake } from '../mistake.ts';
import { type Part, sound } from '../schema/read-part.ts';
import { emptyYears, type FileDays } from './file-days.ts';
import { type FoundFiles, readCalendarText } from './read-calendar-files.ts';

/** The calendars of a file, read part by part. */
type Calendars = Part<Record<string, CalendarSource>> | undefined;

/** The paths of the calendar files that sound calendars name. */
export function calendarPaths(calendars: Calendars): readonly string[] {
  return withFiles(calendars).map(({ file }) => file.path);
}

/**
 * The days of the calendars' files, by the name of the calendar. `report` is told of files that
 * are missing and of years that a file does not have; `mistakes` gets those of the files' own
 * lines, once for each file.
 */
export function daysOfFiles(
  calendars: Calendars,
  files: FoundFiles,
  report: ReportMistake,
  mistakes: Mistake[],
): ReadonlyMap<string, FileDays> {
  const read = new Map<string, ReturnType<typeof readCalendarText>>();
  const days = new Map<string, FileDays>();
  for (const { name, file, years } of withFiles(calendars)) {
    const found = files.get(file.path);
    const text = found?.text ?? { problem: 'was not read, because the configuration is no file', fix: 'save it as a file' };
    if (found === undefined || 'problem' in text) {
      const { problem, fix } = text as Exclude<typeof text, { readonly value: string }>;
      report(['calendars', name, file.kind], { problem: `${quote(found?.file ?? file.path)}: ${problem}`, fix });
      continue;
    }
    const key = `${file.kind} ${file.path}`;
    const known = read.get(key);
    const result = known ?? readCalendarText(file.kind, text.value, found.file);
    read.set(key, result);
    if ('mistakes' in result) {
      if (known === undefined) mistakes.push(...result.mistakes);
      continue;
    }
    for (const year of emptyYears(result.days, years)) {
      const problem = `${quote(found.file)} has no day in ${year}`;
      report(['calendars', name, 'years', years.indexOf(year)], { problem, fix: 'delete the year, or name a file that has it' });
    }
    days.set(name, result.days);
  }
  return days;
}

function withFiles(calendars: Calendars) {
  return Object.entries(calendars?.parts ?? {}).flatMap(([name, part]) => {
    const { file, years } = sound(part) ?? { file: null, years: [] };
    return file === null ? [] : [{ name, file, years }];
  });
}
