import { dayMs } from './civil-day.ts';
import { type ClockChange, clockChanges } from './clock-changes.ts';
import { cronFields } from './cron-field.ts';
import { type DayMoments, MomentsOfDays } from './day-moments.ts';
import { apart, isOpposite, type Opposites, type OppositesRow } from './opposite-moments.ts';
import { RowSets } from './row-sets.ts';

/**
 * One year is enough for rules that repeat every week. Crons may meet after many years, for example
 * when the first of a month is a Monday, so every year that a cron can have is looked at. Weeks
 * that are counted, and dates that people write, are looked at for a dozen years.
 */
const firstYear = 2026;
const lastYears = { week: firstYear, year: cronFields.year.last, dates: firstYear + 12 } as const;

/** The rules of a schedule that have no date of their own. */
export interface UsualRules {
  readonly rows: readonly OppositesRow[];
  readonly timeZone: string;
  /** True for a day on which an exception decides. Heeded only where all years are looked at. */
  readonly isExcepted: (day: number) => boolean;
  /** True when a row really has an excepted day. */
  readonly isReal: (row: OppositesRow, day: number) => boolean;
}

/** A day of a walk with its moments. */
interface Visited {
  readonly day: number;
  readonly moments: DayMoments;
}

/** The nearest opposites on all days of the years that the rules can have; null without any. */
export function usualOpposites({ rows, timeZone, isExcepted, isReal }: UsualRules): Opposites | null {
  const sets = new RowSets(rows);
  const lastYear = Math.max(firstYear, ...rows.map(({ repeats }) => lastYears[repeats]));
  const isWeekly = lastYear === firstYear;
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, n) => firstYear + n);
  const days = new MomentsOfDays(isWeekly ? changesIn(timeZone, firstYear) : everyChange(timeZone));
  let nearest: Opposites | null = null;
  let before: Visited | null = null;
  for (const year of years) {
    let day = Date.UTC(year, 0) - dayMs;
    for (const usual of sets.ofYear(year)) {
      day += dayMs;
      const own = !isWeekly && isExcepted(day) ? sets.those((row) => isReal(row, day)) : usual;
      if (own.length === 0) continue;
      const visited = { day, moments: days.of(own, day) };
      const within = visited.moments.nearest;
      if (within !== null && apart(within) < apart(nearest)) {
        nearest = { ...within, at: [within.at[0] + day, within.at[1] + day] };
      }
      if (before !== null) nearest = across(before, visited, nearest);
      before = visited;
    }
  }
  return nearest;
}

// The nearest of what is known, and of the last moments of one day with the first of the next.
function across(a: Visited, b: Visited, known: Opposites | null): Opposites | null {
  let nearest = known;
  for (const last of a.moments.lasts) {
    for (const first of b.moments.firsts) {
      const at = [last.at + a.day, first.at + b.day] as const;
      if (!isOpposite(last, first) || at[1] - at[0] >= apart(nearest)) continue;
      nearest = { first: last.row.index, second: first.row.index, at };
    }
  }
  return nearest;
}

// Kept, because most schedules of a file are in the same few zones.
const known = new Map<string, ClockChange>();

function everyChange(timeZone: string): ClockChange {
  const change = known.get(timeZone) ?? changesIn(timeZone, firstYear, lastYears.year);
  known.set(timeZone, change);
  return change;
}

function changesIn(timeZone: string, first: number, last = first): ClockChange {
  return clockChanges(timeZone, Date.UTC(first, 0) - 2 * dayMs, Date.UTC(last + 1, 0) + 2 * dayMs);
}
