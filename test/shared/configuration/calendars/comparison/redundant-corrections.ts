import { corrections } from '../../../../../shared/configuration/calendars/corrections/all-corrections.ts';
import {
  type Correction,
  datesOf,
  isAbout,
  removedDates,
} from '../../../../../shared/configuration/calendars/corrections/correction.ts';
import { type ListedDay, libraryDays } from '../../../../../shared/configuration/calendars/library-days.ts';
import { readTerritory } from '../../../../../shared/configuration/calendars/read-territory.ts';

/** The years for which the library is asked: those that a row can be about. */
const years = Array.from({ length: 13 }, (_, n) => 2024 + n);

/**
 * The days of corrections that the library has right by itself, one line each: they can be deleted.
 * A day of each year is named when the library has it in every year.
 */
export function redundantCorrections(rows: readonly Correction[] = corrections, library: Library = libraryOf()): string[] {
  return rows.flatMap((row) => {
    const { territory } = row;
    const has = library(territory);
    const gone = corrections.filter((each) => isAbout(each, territory));
    const isRemoved = (date: string): boolean => gone.some((each) => removedDates(each).includes(date));
    const added = datesOf(row, row.add);
    const given = added.filter(
      ({ date }) => has.some((day) => day.date === date) && !isRemoved(date) && !isRenamed(gone, has, date),
    );
    const needed = new Set(added.filter((day) => !given.includes(day)).map(({ text }) => text));
    const removed = removedDates(row);
    const absent = removed.filter((date) => !has.some((day) => day.date === date));
    const needless = row.since === undefined ? absent : absent.length === removed.length ? absent : [];
    const names = (row.removeNamed ?? []).filter((name) => !has.some((day) => day.name === name));
    return [
      ...given
        .filter(({ isEachYear, text }) => !isEachYear || !needed.has(text))
        .map(({ date, text }) => `${territory} ${date}: ${text} is there`),
      ...needless.map((date) => `${territory} ${date}: nothing is there`),
      ...names.map((name) => `${territory}: no day is called ${name}`),
    ];
  });
}

/** The days of a territory as the library alone has them. */
export type Library = (code: string) => readonly ListedDay[];

// The library has a day only under a name that a correction takes away.
function isRenamed(rows: readonly Correction[], has: readonly ListedDay[], date: string): boolean {
  const gone = rows.flatMap(({ removeNamed = [] }) => removeNamed);
  return has.filter((day) => day.date === date).every(({ name }) => gone.includes(name));
}

function libraryOf(): Library {
  const known = new Map<string, readonly ListedDay[]>();
  return (code) => {
    const read = known.get(code);
    if (read !== undefined) return read;
    const territory = readTerritory(code);
    if (!('value' in territory)) throw new Error(`a correction is about ${code}, which the library does not know`);
    const days = libraryDays(territory.value, years);
    known.set(code, days);
    return days;
  };
}
