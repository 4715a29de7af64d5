import { lengthText, type Window } from '../../shared/plan/windows.ts';
import { timeText } from '../../shared/schedule/civil-day.ts';
import { hangingLines } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { plural } from '../terminal/plural.ts';
import { dateText } from '../terminal/time-text.ts';

/** With more different lengths, only the shortest and the longest are told. */
const mostLengths = 3;

/**
 * For how long a schedule wants its machines on, as wide as `paint` says: `On  21 windows, 220 h 30
 * min, 10 h 30 min each`. Windows count whole, also where they begin before the plan or end after
 * it. Without windows there is no line.
 */
export function windowLines(windows: readonly Window[], paint: Paint): string[] {
  const closed = windows.flatMap(({ lengthMs }) => (lengthMs === null ? [] : [lengthMs]));
  const told = [...(closed.length === 0 ? [] : [closedText(closed)]), ...windows.flatMap(openText)];
  // Painted last: the colours must not count as columns.
  return told.length === 0
    ? []
    : hangingLines('On  ', told.join('; '), paint.columns).map((line) => line.replace(/^On/, paint.title));
}

function closedText(lengths: readonly number[]): string {
  const total = lengthText(lengths.reduce((sum, length) => sum + length, 0));
  if (lengths.length === 1) return `1 window, ${total}`;
  return `${plural(lengths.length, 'window')}, ${total}, ${eachText(lengths)}`;
}

function eachText(lengths: readonly number[]): string {
  const alike = [...Map.groupBy(lengths, (length) => lengthText(length))];
  const [first = ['', []]] = alike;
  if (alike.length === 1) return `${first[0]} each`;
  if (alike.length > mostLengths) return `from ${lengthText(Math.min(...lengths))} to ${lengthText(Math.max(...lengths))} each`;
  const byLength = alike.toSorted(([, a], [, b]) => (a[0] ?? 0) - (b[0] ?? 0));
  return byLength.map(([text, own]) => `${own.length} of ${text}`).join(', ');
}

function openText({ on, off }: Window): string[] {
  return off === null ? [`without a stop from ${dateText(on.day)} ${timeText(on.time)}`] : [];
}
