/**
 * One thing a person has to change in a file. `line` and `column` count from 1 and are null where the file gives no place; `path` is
 * dotted (`schedules.office-hours.start.cron`), empty for the file as a whole. Never holds the value of a secret.
 */
export interface Mistake {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly path: string;
  readonly problem: string;
  readonly fix: string;
}

/** A file that cannot be used, with everything that is wrong in it. The message has one line per mistake. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(formatMistake).join('\n'));
    this.mistakes = mistakes;
  }
}

/** A mistake as one line: `reveille.yaml:12:18 schedules.office-hours.start.cron: <what is wrong>; <what would be right>`. */
export function formatMistake(mistake: Mistake): string {
  const place = mistake.line === null ? mistake.file : `${mistake.file}:${mistake.line}:${mistake.column ?? 1}`;
  const where = mistake.path === '' ? `${place}:` : `${place} ${mistake.path}:`;
  return `${where} ${mistake.problem}; ${mistake.fix}`;
}
