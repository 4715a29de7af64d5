import { hasFailed } from '../../shared/domain/verdict.ts';
import type { PowerAction } from '../../shared/domain/vocabulary.ts';
import type { VerdictRow } from '../../shared/history/report.ts';
import type { Paint } from '../terminal/paint.ts';
import { plural } from '../terminal/plural.ts';

/** What a stopped instance costs, in words; nothing where the provider does not say. */
const billWords = {
  'not-charged': 'not charged',
  'still-charged': 'still charged',
  subscribed: 'subscribed',
  unknown: '',
} as const;

/** What a restart did, in words. */
const deedWords = { start: 'started', reboot: 'rebooted', 'force-reboot': 'rebooted by force', nothing: 'nothing sent' } as const;

/** The rows of a job as aligned lines for people, two blanks before each. */
export function verdictLines(rows: readonly VerdictRow[], action: PowerAction, paint: Paint): string[] {
  const cells = rows.map((row) => ({
    ...row,
    place: `${row.account}${row.region === null ? '' : ` ${row.region}`}`,
    tries: row.did === undefined ? plural(row.attempts, action) : deedWords[row.did ?? 'nothing'],
    bill: row.billing === undefined ? '' : billWords[row.billing],
  }));
  const width = (pick: (cell: (typeof cells)[number]) => string) => Math.max(0, ...cells.map((cell) => pick(cell).length));
  const [verdictWidth, idWidth, placeWidth, triesWidth] = [
    width((cell) => cell.verdict),
    width((cell) => cell.instanceId),
    width((cell) => cell.place),
    width((cell) => cell.tries),
  ];
  return cells.map((cell) => {
    const colour = hasFailed(cell) ? paint.bad : paint.good;
    const why = cell.code === null ? '' : `  ${cell.code}: ${cell.message ?? ''}`;
    const bill = cell.bill === '' ? '' : `  ${cell.bill}`;
    const where = `${cell.instanceId.padEnd(idWidth)}  ${cell.place.padEnd(placeWidth)}  ${cell.tries.padEnd(triesWidth)}${bill}`;
    return `  ${colour(cell.verdict.padEnd(verdictWidth))}  ${where}${why}`.trimEnd();
  });
}

/**
 * How many rows there are of each verdict, in words: `6 confirmed, 1 rejected`; empty without
 * rows.
 */
export function countsOf(rows: readonly VerdictRow[]): string {
  const counts = Map.groupBy(rows, ({ verdict }) => verdict);
  return [...counts].map(([verdict, own]) => `${own.length} ${verdict}`).join(', ');
}
