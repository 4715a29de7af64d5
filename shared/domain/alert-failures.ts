import type { Explanation } from './own-codes.ts';
import { utf8Length } from './utf8-length.ts';
import type { FailedVerdict } from './verdict.ts';

/** One text of a provider takes up at most so many characters of an alert. */
const longestText = 400;

/**
 * The failed instances of an alert, line by line, in at most `room` bytes: what they have in common is said once. Each code comes with
 * what it means and what to do, then with what the provider said and the instances it said it of. Those that find no room are counted.
 */
export function failureLines(failed: readonly FailedVerdict[], explain: (code: string) => Explanation, room: number): string[] {
  const lines: string[] = [];
  let left = room - bytesOf([leftOut(failed.length)]);
  for (const [told, entry] of entriesOf(failed, explain).entries()) {
    left -= bytesOf(entry);
    if (left < 0) return [...lines, leftOut(failed.length - told)];
    lines.push(...entry);
  }
  return lines;
}

/** The lines of each instance, opened by those that it shares with its followers. */
function entriesOf(failed: readonly FailedVerdict[], explain: (code: string) => Explanation): string[][] {
  const width = Math.max(...failed.map(({ instanceId }) => instanceId.length));
  let separator: string[] = [];
  return grouped(failed, ({ verdict, code }) => `${verdict} ${code}`).flatMap(([first, ...others]) => {
    const { meaning, advice } = explain(first.code);
    const count = `${others.length + 1} ${first.verdict}`;
    const title = [...separator, `${clipped(first.code)}: ${count}`, `  meaning  ${meaning}`, `  to do    ${advice}`];
    separator = [''];
    const entries = grouped([first, ...others], ({ message }) => message).flatMap(([one, ...same]) => [
      [`  message  ${clipped(one.message)}`, instanceLine(one, width)],
      ...same.map((each) => [instanceLine(each, width)]),
    ]);
    return entries.map((entry, index) => (index === 0 ? [...title, ...entry] : entry));
  });
}

function instanceLine({ instanceId, requestId }: FailedVerdict, width: number): string {
  return `    ${requestId === null ? instanceId : `${instanceId.padEnd(width)}  [request ${clipped(requestId)}]`}`;
}

function leftOut(count: number): string {
  return `… and ${count} more, for which there is no room here: the dead letter names each of them, with its code and message.`;
}

/** The items in groups of the same key, in the order in which the keys first appear. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function clipped(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + utf8Length(line) + 1, 0);
}
