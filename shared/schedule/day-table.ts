import { dayMs, dayText, weekdayOf } from './civil-day.ts';
import { isInWeeks, yearlyText } from './date-span.ts';

/** Saturday, as cron counts weekdays. */
const saturday = 7;

/** Every so many weeks, counted from the week of a date and never before that date. */
export interface EveryWeeks {
  readonly every: number;
  /** A date. A week begins on Monday. */
  readonly from: string;
}

/**
 * A compiled calendar. A date of `holidays` and `workdays` wins over a day of `yearly`, this over
 * `workSaturdays`, and these over `anyOf` and the weekend. With `anyOf`, `weekend` has the days off
 * of all of them, and `years` the years that all of them know.
 */
export interface DayTable {
  /** Weekdays on which nobody works, as cron counts them: 1 is Sunday. */
  readonly weekend: readonly number[];
  /** The years with holiday data, ascending; null when the lists are complete for every year. */
  readonly years: readonly number[] | null;
  /** Date → the holiday's name. */
  readonly holidays: Readonly<Record<string, string>>;
  /** Date → why it is worked. */
  readonly workdays: Readonly<Record<string, string>>;
  /** The same for a day of each year, `12-24`. */
  readonly yearly?: Readonly<Record<'holidays' | 'workdays', Readonly<Record<string, string>>>> | undefined;
  /** The Saturdays on which people work. A holiday on one of them stays a holiday. */
  readonly workSaturdays?: EveryWeeks | undefined;
  /** Other calendars: a day on which people work in any of them is worked. Never empty. */
  readonly anyOf?: readonly DayTable[] | undefined;
  /** Year → the holidays that its data lacks, by name. Such a year is not in `years`. */
  readonly incomplete?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Date → what is not certain about it, as a clause for people. No function needs it. */
  readonly unsure?: Readonly<Record<string, string>> | undefined;
  /** What the data of the territory never has, each a clause for people. No function needs it. */
  readonly lacks?: readonly string[] | undefined;
}

/**
 * What a calendar says of one day. `unknown`: the calendar has no data for the year, so only the
 * weekday is known.
 */
export interface DayKind {
  readonly kind: 'workday' | 'makeUp' | 'holiday' | 'weekend' | 'unknown';
  /** For people: `workday`, `holiday: National Day`, `make-up workday: National Day`. */
  readonly because: string;
  /**
   * True when people work on that day. An unknown day counts as worked when it is outside the
   * weekend.
   */
  readonly worked: boolean;
}

/**
 * What a calendar says of a day. A listed day is known in any year. A holiday on a weekend counts
 * as weekend, except on a Saturday on which people would work.
 */
export function kindOfDay(table: DayTable, day: number): DayKind {
  const listed = listedOn(table, day);
  const atWeekend = table.weekend.includes(weekdayOf(day));
  const isMadeUp = atWeekend && isWorkSaturday(table, day);
  if (listed?.isWorked) return atWeekend ? makeUp(`make-up workday: ${listed.name}`) : workday;
  if (listed !== null) return atWeekend && !isMadeUp ? weekend : holiday([listed.name]);
  const { anyOf } = table;
  if (anyOf !== undefined) return kindOfAny(basesOf(table, anyOf), day);
  if (!knowsYear(table, day)) return { kind: 'unknown', because: 'unknown', worked: !atWeekend || isMadeUp };
  if (isMadeUp) return makeUp('working Saturday');
  return atWeekend ? weekend : workday;
}

/**
 * The names of a day's holidays, each once, also of a holiday on a weekend. Empty for a day on
 * which people work.
 */
export function holidaysOn(table: DayTable, day: number): readonly string[] {
  const listed = listedOn(table, day);
  if (listed !== null) return listed.isWorked ? [] : [listed.name];
  const bases = basesOf(table, table.anyOf ?? []);
  if (bases.some((base) => kindOfDay(base, day).worked)) return [];
  return [...new Set(bases.flatMap((base) => holidaysOn(base, day)))];
}

const workday: DayKind = { kind: 'workday', because: 'workday', worked: true };
const weekend: DayKind = { kind: 'weekend', because: 'weekend', worked: false };

function makeUp(because: string): DayKind {
  return { kind: 'makeUp', because, worked: true };
}

function holiday(names: readonly string[]): DayKind {
  return { kind: 'holiday', because: `holiday: ${names.join(', ')}`, worked: false };
}

function listedOn({ holidays, workdays, yearly }: DayTable, day: number): { isWorked: boolean; name: string } | null {
  const lists = [
    { date: dayText(day), holidays, workdays },
    { date: yearlyText(day), holidays: yearly?.holidays ?? {}, workdays: yearly?.workdays ?? {} },
  ];
  for (const { date, ...names } of lists) {
    const [worked, off] = [names.workdays[date], names.holidays[date]];
    if (worked !== undefined) return { isWorked: true, name: worked };
    if (off !== undefined) return { isWorked: false, name: off };
  }
  return null;
}

function isWorkSaturday({ workSaturdays }: DayTable, day: number): boolean {
  return workSaturdays !== undefined && weekdayOf(day) === saturday && isInWeeks(workSaturdays, day);
}

// The working Saturdays of a calendar are those of every calendar below it.
function basesOf({ workSaturdays }: DayTable, anyOf: readonly DayTable[]): readonly DayTable[] {
  return workSaturdays === undefined ? anyOf : anyOf.map((base) => ({ ...base, workSaturdays }));
}

// A day on which people surely work in one place is worked, whatever is not known of the others.
function kindOfAny(bases: readonly DayTable[], day: number): DayKind {
  const kinds = bases.map((base) => kindOfDay(base, day));
  const find = (kind: DayKind['kind']) => kinds.find((each) => each.kind === kind);
  const sure = find('workday') ?? find('makeUp');
  if (sure !== undefined) return sure;
  const unknown = kinds.find(({ kind, worked }) => kind === 'unknown' && worked) ?? find('unknown');
  if (unknown !== undefined) return unknown;
  return find('holiday') === undefined ? weekend : holiday([...new Set(bases.flatMap((base) => holidaysOn(base, day)))]);
}

/** True when a calendar has holiday data for the year of a day. */
export function knowsYear({ years }: DayTable, day: number): boolean {
  return years === null || years.includes(new Date(day).getUTCFullYear());
}

/** When a calendar's holiday data ends, seen from a day. */
export interface CalendarEnd {
  /** The first year without holiday data, counted from the day's own year. */
  readonly year: number;
  /** Whole days until that year begins; 0 on its first day, negative afterwards. */
  readonly days: number;
}

/** When a calendar's holiday data ends; null for a calendar that needs no data. */
export function calendarEnd({ years }: DayTable, day: number): CalendarEnd | null {
  if (years === null) return null;
  let year = new Date(day).getUTCFullYear();
  while (years.includes(year)) year += 1;
  return { year, days: (Date.UTC(year, 0) - day) / dayMs };
}
