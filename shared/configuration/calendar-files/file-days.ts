import { dayMs, dayOf, dayText } from '../../schedule/civil-day.ts';
import { dotted, quote } from '../../text/describe-value.ts';
import type { Refusal } from '../../text/reading.ts';
import { holidayYears } from '../calendars/calendar-source.ts';
import type { Mistake } from '../mistake.ts';

/** The days of a calendar file: date → names, joined. A day without a name has an empty text. */
export interface FileDays {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

/** Days in a row that one line or event of a file lists. */
export interface ListedDays {
  /** The first day and the last day, as civil days. */
  readonly first: number;
  readonly last: number;
  readonly isWorked: boolean;
  /** One line of text, perhaps empty. */
  readonly name: string;
  /** The line of the file, from 1. */
  readonly line: number;
}

/**
 * Reports what is wrong at a line of a calendar file; `name` is that of the event, if it has one.
 */
export type ReportLine = (line: number | null, name: string, refusal: Refusal) => void;

/** A mistake at a line of a calendar file. */
export function lineMistake(file: string, line: number | null, name: string, refusal: Refusal): Mistake {
  return { file, line, column: line === null ? null : 1, path: name === '' ? '' : dotted([name]), ...refusal };
}

/**
 * An earlier day is over for good; a date before it is one that a program made up, such as 1970.
 */
const earliestPast = Date.UTC(2000, 0);
const firstDay = Date.UTC(holidayYears[0] ?? 0, 0);
const lastYear = holidayYears.at(-1) ?? 0;
const longest = 366;
/** All days of all years of calendars, some ten times. */
const mostDays = 50_000;

/**
 * Reports days that no calendar covers, and rows of days that are too long; true when there is
 * nothing to report.
 */
export function isCovered(row: ListedDays, report: ReportLine): boolean {
  const { first, last, line, name } = row;
  const outside = first < earliestPast ? first : new Date(last).getUTCFullYear() > lastYear ? last : null;
  if (outside === null) return isOrderly(row, report);
  const problem = `the date ${dayText(outside)} is outside ${holidayYears[0]} to ${lastYear}, the years of calendars`;
  report(line, name, { problem, fix: 'correct the date, or delete it' });
  return false;
}

/** Reports a row of days that ends before it begins, or is too long; true when it is neither. */
export function isOrderly({ first, last, line, name }: ListedDays, report: ReportLine): boolean {
  if (last < first) {
    const problem = `ends on ${dayText(last)}, before it begins on ${dayText(first)}`;
    report(line, name, { problem, fix: 'write the first day first' });
    return false;
  }
  const days = (last - first) / dayMs + 1;
  if (days <= longest) return true;
  report(line, name, { problem: `lasts ${days} days`, fix: `correct the last day; a holiday lasts at most ${longest} days` });
  return false;
}

/**
 * The days of a whole file by date, those before the years of calendars left out. Names of one day
 * are joined, each once. Reports a day that is both a holiday and a workday.
 */
export function daysByDate(rows: readonly ListedDays[], report: ReportLine): FileDays {
  const [holidays, workdays] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  let count = 0;
  for (const { first, last, isWorked, name, line } of rows) {
    count += (last - first) / dayMs + 1;
    if (count > mostDays) {
      report(line, name, { problem: `is where the file has more than ${mostDays} days`, fix: 'keep only the holidays' });
      break;
    }
    for (let day = Math.max(first, firstDay); day <= last; day += dayMs) {
      const date = dayText(day);
      const [own, other] = isWorked ? [workdays, holidays] : [holidays, workdays];
      const clash = other.get(date);
      if (clash !== undefined) {
        const problem = `${date} is also a ${isWorked ? 'holiday' : 'workday'}, ${quote(namesText(clash))}`;
        report(line, name, { problem, fix: 'delete one of the two' });
        break;
      }
      own.set(date, (own.get(date) ?? new Set()).add(name));
    }
  }
  return { holidays: textsOf(holidays), workdays: textsOf(workdays) };
}

/** The years, among some, of which a file has no day at all. */
export function emptyYears({ holidays, workdays }: FileDays, years: readonly number[]): readonly number[] {
  const filled = new Set(
    [...Object.keys(holidays), ...Object.keys(workdays)].map((date) => new Date(dayOf(date)).getUTCFullYear()),
  );
  return years.filter((year) => !filled.has(year));
}

/** A name as plans show it: one line, at most 100 characters. */
export function cleanName(text: string): string {
  return cut(text.replace(/[\s\p{C}\p{Z}]+/gu, ' ').trim(), longestName);
}

const longestName = 100;
const longestNames = 300;

function textsOf(days: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string> {
  return Object.fromEntries([...days].map(([date, names]) => [date, namesText(names)]));
}

function namesText(names: ReadonlySet<string>): string {
  return cut([...names].filter((name) => name !== '').join(', '), longestNames);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}
