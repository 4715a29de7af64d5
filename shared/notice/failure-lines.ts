import type { FailedInstance, FailureGroup } from './notice.ts';

/** A code, message or request id takes up at most this many characters of a mail. */
const longestText = 400;

/**
 * The failed instances of a notice, line by line, in at most `room` bytes. Each code comes once,
 * with what it means and what to do; then what the provider said, once, and the instances that it
 * said it of. Instances that do not fit are counted.
 */
export function failureLines(groups: readonly FailureGroup[], room: number): string[] {
  const entries = entriesOf(groups);
  const lines: string[] = [];
  let left = room - bytesOf([leftOut(entries.length)]);
  for (const [told, entry] of entries.entries()) {
    left -= bytesOf(entry);
    if (left < 0) return [...lines, leftOut(entries.length - told)];
    lines.push(...entry);
  }
  return lines;
}

/** The length of a text in bytes, as AWS counts what a message may hold. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * The lines of each instance. The first instance of a group or message opens with the lines that
 * it shares with those after it.
 */
function entriesOf(groups: readonly FailureGroup[]): string[][] {
  const ids = groups.flatMap(({ said }) => said.flatMap(({ instances }) => instances.map(({ id }) => id.length)));
  const width = Math.max(...ids);
  return groups.flatMap((group, nth) =>
    group.said.flatMap(({ message, instances }, saying) =>
      instances.map((instance, index) => [
        ...(index + saying === 0 ? titleOf(group, nth > 0) : []),
        ...(index === 0 ? [`  message  ${clipped(message)}`] : []),
        instanceLine(instance, width),
      ]),
    ),
  );
}

function titleOf({ verdict, code, meaning, advice, said }: FailureGroup, apart: boolean): string[] {
  const count = said.reduce((sum, { instances }) => sum + instances.length, 0);
  const title = [`${clipped(code)}: ${count} ${verdict}`, `  meaning  ${meaning}`, `  to do    ${advice}`];
  return apart ? ['', ...title] : title;
}

function instanceLine({ id, requestId }: FailedInstance, width: number): string {
  return `    ${requestId === null ? id : `${id.padEnd(width)}  [request ${clipped(requestId)}]`}`;
}

function leftOut(count: number): string {
  return `… and ${count} more, for which there is no room here. The dead letter names each of them with its code and message.`;
}

// Half of a surrogate pair at the end would make the mail one that SNS's client refuses to send.
function clipped(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + utf8Length(line) + 1, 0);
}
