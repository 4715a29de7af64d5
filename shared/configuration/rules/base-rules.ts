import type { CalendarSource } from '../calendars/calendar-source.ts';
import type { Path, ReportMistake } from '../mistake.ts';
import type { Part } from '../schema/read-part.ts';
import { reportRepeated, reportUnknown } from './listed-names.ts';

/** The calendars that could be read, by name, in the order of the file. */
export type SoundCalendars = ReadonlyMap<string, CalendarSource>;

/** Each list in a list takes its calendars into a function's bundle again. */
const mostBelow = 100;

/**
 * Reports bases that are unknown, listed twice, lead back to their calendar, or lead to more
 * calendars than a function should carry. `section` has all calendars, sound or not.
 */
export function checkBases(
  name: string,
  calendars: SoundCalendars,
  section: Part<Record<string, CalendarSource>> | undefined,
  report: ReportMistake,
): void {
  const { bases = [] } = calendars.get(name) ?? {};
  const path = ['calendars', name, 'base'];
  const isList = Array.isArray(Object(section?.parts?.[name]?.given).base);
  const entries = bases.map((base, index) => ({ key: base, path: isList ? [...path, index] : path }));
  reportRepeated(entries, report);
  for (const { key, path: at } of new Map(entries.map((entry) => [entry.key, entry])).values()) {
    reportUnknown(key, section, 'calendar', at, report);
    checkCircle(name, key, calendars, at, report);
  }
  const count = countBelow(name, calendars, new Map());
  if (count <= mostBelow) return;
  report(path, { problem: `leads to ${count} calendars`, fix: `list at most ${mostBelow}, with those of their own lists` });
}

// Reported once, at the calendar of the circle that comes first in the file.
function checkCircle(name: string, base: string, calendars: SoundCalendars, path: Path, report: ReportMistake): void {
  const order = [...calendars.keys()];
  const later = new Set(order.slice(order.indexOf(name)));
  const circle = wayBack(name, base, calendars, later);
  if (circle === null) return;
  const problem =
    circle.length === 1 ? 'a calendar cannot be its own base' : `the bases form a circle: ${[name, ...circle].join(' > ')}`;
  report(path, { problem, fix: 'delete it, or name a calendar that has a country' });
}

// The names from a base back to a calendar, through those that nobody has looked at yet.
function wayBack(name: string, base: string, calendars: SoundCalendars, open: Set<string>): readonly string[] | null {
  if (base === name) return [name];
  if (!open.delete(base)) return null;
  for (const next of calendars.get(base)?.bases ?? []) {
    const way = wayBack(name, next, calendars, open);
    if (way !== null) return [base, ...way];
  }
  return null;
}

// How many calendars are below one in the compiled table. In a circle each counts once.
function countBelow(name: string, calendars: SoundCalendars, known: Map<string, number>): number {
  const count = known.get(name);
  if (count !== undefined) return count;
  known.set(name, 0);
  const { bases = [] } = calendars.get(name) ?? {};
  const below = bases.reduce((sum, base) => sum + 1 + countBelow(base, calendars, known), 0);
  known.set(name, bases.length > 1 ? below : below - bases.length);
  return known.get(name) ?? 0;
}
