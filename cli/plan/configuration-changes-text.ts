import type { ConfigurationChange, ConfigurationChanges, MachinesChange } from '../../shared/plan/configuration-changes.ts';
import { hangingLines } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { plural } from '../terminal/plural.ts';

/** So many ids of machines are named in a line; the rest is counted. */
const mostIds = 5;
/** A value is cut after so many characters. */
const longestValue = 80;

/**
 * What differs between two configurations besides their times, as text for people: the dangerous
 * lines begin with `!` and say why. Empty when nothing differs.
 */
export function configurationChangesText({ changes, machines }: ConfigurationChanges, paint: Paint): string[] {
  const lines = [
    ...machines.map((each) => ({ ...each, text: machinesText(each) })),
    ...changes.map((each) => ({ ...each, text: valuesText(each) })),
  ];
  return lines
    .toSorted((a, b) => Number(a.danger === null) - Number(b.danger === null))
    .flatMap(({ path, text, danger }) => {
      const [sign, why] = danger === null ? ['~', ''] : ['!', `; ${danger}`];
      const own = hangingLines(`  ${sign} `, `${path}: ${text}${why}`, paint.columns);
      return danger === null ? own : own.map(paint.bad);
    });
}

/** `2 schedules change, +50 and -3 machines`: one line for the top; null when nothing differs. */
export function configurationSummary({ changes, machines }: ConfigurationChanges): string | null {
  if (changes.length + machines.length === 0) return null;
  const paths = [...changes, ...machines].map(({ path }) => path.split('.').slice(0, 2).join('.'));
  const schedules = new Set(paths.filter((path) => path.startsWith('schedules.'))).size;
  const sum = (of: (each: MachinesChange) => readonly string[]) => machines.reduce((total, each) => total + of(each).length, 0);
  const [added, removed] = [sum(({ added: own }) => own), sum(({ removed: own }) => own)];
  const dangers = [...changes, ...machines].filter(({ danger }) => danger !== null).length;
  return [
    `${plural(schedules, 'schedule')} change${schedules === 1 ? 's' : ''}`,
    ...(added + removed === 0 ? [] : [`+${added} and -${removed} machines`]),
    `${plural(changes.length, 'setting')} differ${changes.length === 1 ? 's' : ''}`,
    ...(dangers === 0 ? [] : [`${dangers} to look at twice`]),
  ].join(', ');
}

function machinesText({ added, removed }: MachinesChange): string {
  const signed = (sign: string, ids: readonly string[]) => {
    if (ids.length === 0) return [];
    const more = ids.length > mostIds ? ` and ${ids.length - mostIds} more` : '';
    return [`${sign}${ids.length} (${ids.slice(0, mostIds).join(', ')}${more})`];
  };
  return [...signed('+', added), ...signed('-', removed)].join(' ');
}

function valuesText({ path, before, after }: ConfigurationChange): string {
  if (before === null) return 'is new';
  if (after === null) return 'is gone';
  // The plan below shows it day by day.
  if (/^calendars\.|\.(transitions|exceptions)$/.test(path)) return 'differs; the times below say how';
  const text = /Ms(\.\w+)?$/.test(path) ? minutesText : valueText;
  return `${text(before)} → ${text(after)}`;
}

/** Durations are compiled to milliseconds. */
function minutesText(value: unknown): string {
  return `${Number(value) / 60_000} min`;
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
