import type { PlanChange } from '../../shared/plan/plan-changes.ts';
import { timeText } from '../../shared/schedule/civil-day.ts';
import { hangingLines } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { dateText } from '../terminal/time-text.ts';

/**
 * Changes as text for people, as wide as `paint` says: `+` is added, `-` removed, `~` has another
 * reason. Many changes that differ only in their dates are one line. `lone` are the schedules that
 * only one side has. Ends without a newline.
 */
export function changesText(changes: readonly PlanChange[], lone: readonly string[], paint: Paint): string {
  if (changes.length === 0) return [...lone, 'No transition changes.'].join('\n');
  const parts = [...Map.groupBy(changes, ({ moment }) => moment.schedule)].map(([name, own]) =>
    [paint.title(name), ...groups(own).flatMap((group) => groupLines(group, paint))].join('\n'),
  );
  const count = (kind: PlanChange['kind']) => `${changes.filter((change) => change.kind === kind).length} ${kind}`;
  const total = `${count('added')}, ${count('removed')}, ${count('changed')}`;
  return [...(lone.length === 0 ? [] : [lone.join('\n')]), ...parts, total].join('\n\n');
}

const signs = { added: '+', removed: '-', changed: '~' } as const;
/** At most this many lines can be read one by one. */
const mostAlike = 3;

// In order of time of their first changes.
function groups(changes: readonly PlanChange[]): readonly (readonly PlanChange[])[] {
  const alike = Map.groupBy(changes, (change) => `${change.kind} ${change.moment.action} ${change.moment.time} ${why(change)}`);
  const few = [...alike.values()].flatMap((group) => (group.length > mostAlike ? [group] : group.map((change) => [change])));
  return few.toSorted(([a], [b]) => (a?.moment.at ?? 0) - (b?.moment.at ?? 0));
}

function groupLines(group: readonly PlanChange[], paint: Paint): string[] {
  const [first] = group;
  const last = group.at(-1);
  if (first === undefined || last === undefined) return [];
  const { day, time, action } = first.moment;
  const dates = first === last ? dateText(day) : `${dateText(day)} to ${dateText(last.moment.day)}, ${group.length} times`;
  const start = `  ${signs[first.kind]} ${timeText(time)}  ${action.padEnd('start'.length)}  ${dates}  `;
  const lines = hangingLines(start, why(first), paint.columns);
  if (first.kind === 'changed') return lines;
  return lines.map(first.kind === 'added' ? paint.good : paint.bad);
}

function why({ kind, was, is }: PlanChange): string {
  if (kind === 'changed') return `${is} (was ${was})`;
  if (kind === 'added') return was === null ? `${is}` : `${is} (was skipped: ${was})`;
  return is === null ? `(was ${was})` : `now skipped: ${is} (was ${was})`;
}
