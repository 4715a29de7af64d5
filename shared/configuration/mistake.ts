import { dotted } from '../text/describe-value.ts';
import type { Refusal } from '../text/reading.ts';

/** The way to a value in a parsed file: keys of mappings, and indices of lists from 0. */
export type Path = readonly (string | number)[];

/**
 * A refusal with its place: one thing that a person has to change in a file. `line` and `column`
 * count from 1 and are null where the file gives no place; `path` is dotted
 * (`schedules.office-hours.start.cron`), empty for the file as a whole. It never holds the value
 * of a secret.
 */
export interface Mistake extends Refusal {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly path: string;
}

/** Where a mistake points, beside its path. */
export interface Spot {
  /** Points at the key instead of its value. */
  readonly atKey?: boolean;
  /**
   * An earlier place that the refusal speaks of: `{first}` in its problem becomes that line and
   * column.
   */
  readonly first?: Path;
}

/**
 * Records what is wrong with the value at `path`. `{source}` in the fix becomes the value in
 * quotes, as the file has it.
 */
export type ReportMistake = (path: Path, refusal: Refusal, spot?: Spot) => void;

/** Nobody reads more lines than this; the rest are counted. */
const mostListed = 100;

/**
 * A file that cannot be used, with everything that is wrong in it. The message has one line for
 * each of the first hundred mistakes, and counts the others.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    const more = mistakes.length - mostListed;
    const lines = mistakes.slice(0, mostListed).map(formatMistake);
    super([...lines, ...(more > 0 ? [`… and ${more} more ${more === 1 ? 'mistake' : 'mistakes'}`] : [])].join('\n'));
    this.mistakes = mistakes;
  }
}

/** A mistake of a file whose lines are not known. */
export function mistakeIn(file: string, path: readonly PropertyKey[], refusal: Refusal): Mistake {
  return { file, line: null, column: null, path: dotted(path), problem: refusal.problem, fix: refusal.fix };
}

/**
 * A mistake as one line: `reveille.yaml:12:18 schedules.office-hours.start.cron: <what is wrong>;
 * <what to write instead>`.
 */
export function formatMistake(mistake: Mistake): string {
  const place = mistake.line === null ? mistake.file : `${mistake.file}:${mistake.line}:${mistake.column ?? 1}`;
  const where = mistake.path === '' ? `${place}:` : `${place} ${mistake.path}:`;
  return `${where} ${mistake.problem}; ${mistake.fix}`;
}
