import type { PlannedMoment } from '../../shared/plan/planned-moment.ts';
import { timeText } from '../../shared/schedule/civil-day.ts';

const mostLines = 12;

/** A plan's times of day, each with its times in UTC and how often it runs and is skipped. The ends of them when they are too many. */
export function timeLines(moments: readonly PlannedMoment[]): string[] {
  const alike = [...Map.groupBy(moments, ({ action, time }) => `${action.padEnd('start'.length)}  ${timeText(time)}`)];
  const lines = alike.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([title, group]) => timeLine(title, group));
  if (lines.length <= mostLines) return lines;
  const shown = mostLines / 2;
  return [...lines.slice(0, shown), `  ... ${lines.length - mostLines} more ...`, ...lines.slice(-shown)];
}

function timeLine(title: string, group: readonly PlannedMoment[]): string {
  const utc = [...new Set(group.filter(({ shown }) => shown > 0).map(({ at }) => new Date(at).toISOString().slice(11, 16)))];
  const runs = group.filter((moment) => moment.runs).length;
  const skipped = group.length - runs;
  const counts = `runs ${times(runs)}${skipped === 0 ? '' : `, is skipped ${times(skipped)}`}`;
  return `  ${title}  ${utc.length === 0 ? '' : `(${utc.toSorted().join(' or ')} UTC)  `}${counts}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
