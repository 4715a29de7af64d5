import type { DayTable } from '../../schedule/day-table.ts';

/**
 * The calendar whose days are worked where any of these works. It knows a year only when all of
 * them do, and lacks what any of them lacks.
 * @throws Error for no tables at all
 */
export function anyOf(tables: readonly DayTable[]): DayTable {
  const [first, ...others] = tables;
  if (first === undefined) throw new Error('a list of calendars is empty');
  const common = (days: (table: DayTable) => readonly number[]): number[] =>
    days(first).filter((day) => others.every((table) => days(table).includes(day)));
  const limited = tables.flatMap(({ years }) => (years === null ? [] : [years]));
  const [known, ...rest] = limited;
  const lacks = [...new Set(tables.flatMap((table) => table.lacks ?? []))];
  return {
    weekend: common(({ weekend }) => weekend),
    years: known?.filter((year) => rest.every((years) => years.includes(year))) ?? null,
    ...{ holidays: {}, workdays: {}, anyOf: tables.flatMap(withoutRemarks) },
    ...ifAny('incomplete', incompleteOf(tables)),
    ...ifAny('unsure', joined(tables.map(({ unsure }) => unsure))),
    ...(lacks.length === 0 ? {} : { lacks }),
  };
}

/** The same calendar with another weekend, in every calendar of its list too. */
export function withWeekend(table: DayTable, weekend: readonly number[]): DayTable {
  const bases = table.anyOf?.map((base) => withWeekend(base, weekend));
  return { ...table, weekend, ...(bases === undefined ? {} : { anyOf: bases }) };
}

/**
 * The same calendar that knows further years, in every calendar of its list too. A calendar that is
 * complete in every year stays so; with `isLimit` it knows these years only.
 */
export function withYears(table: DayTable, years: readonly number[], isLimit: boolean): DayTable {
  const bases = table.anyOf?.map((base) => withYears(base, years, isLimit));
  const known = table.years === null && !isLimit ? null : sorted([...(table.years ?? []), ...years]);
  const incomplete = Object.entries(table.incomplete ?? {}).filter(([year]) => !years.includes(Number(year)));
  const { incomplete: _, ...rest } = table;
  return {
    ...{ ...rest, years: known },
    ...(bases === undefined ? {} : { anyOf: bases }),
    ...ifAny('incomplete', Object.fromEntries(incomplete)),
  };
}

/** The entries of a table's optional part under its key, or nothing when there are none. */
export function ifAny<Key extends string, Value extends object>(key: Key, value: Value): { readonly [K in Key]?: Value } {
  return Object.keys(value).length === 0 ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
}

// What people are told of the tables is told of the whole. A list in a list is one list, if it has
// nothing of its own.
function withoutRemarks({ incomplete: _, unsure: __, lacks: ___, ...table }: DayTable): readonly DayTable[] {
  const isList = table.anyOf !== undefined && table.yearly === undefined && table.workSaturdays === undefined;
  const hasOwn = Object.keys(table.holidays).length + Object.keys(table.workdays).length > 0;
  return isList && !hasOwn ? (table.anyOf ?? []) : [table];
}

// A year that one of the tables has no data for at all is not called incomplete.
function incompleteOf(tables: readonly DayTable[]): Record<string, readonly string[]> {
  const names: Record<string, readonly string[]> = {};
  for (const { incomplete = {} } of tables) {
    for (const [year, missing] of Object.entries(incomplete)) {
      const hasData = ({ years, incomplete: own = {} }: DayTable): boolean =>
        years === null || years.includes(Number(year)) || own[year] !== undefined;
      if (tables.every(hasData)) names[year] = [...new Set([...(names[year] ?? []), ...missing])];
    }
  }
  return names;
}

function joined(all: readonly (Readonly<Record<string, string>> | undefined)[]): Record<string, string> {
  const clauses: Record<string, string> = {};
  for (const [date, clause] of all.flatMap((unsure) => Object.entries(unsure ?? {}))) {
    clauses[date] = clauses[date] === undefined || clauses[date] === clause ? clause : `${clauses[date]}, ${clause}`;
  }
  return clauses;
}

function sorted(years: readonly number[]): number[] {
  return [...new Set(years)].sort((a, b) => a - b);
}
