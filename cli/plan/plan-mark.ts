import type { PlannedMoment } from '../../shared/plan/planned-moment.ts';
import { type DayTable, holidaysOn } from '../../shared/schedule/day-table.ts';

/** The one character that a month grid sets beside a day. */
export type PlanMark = keyof typeof markMeanings;

/** What each mark says, in the order of a legend. */
export const markMeanings = {
  o: 'starts and stops',
  '+': 'starts',
  '-': 'stops',
  M: 'make-up workday',
  H: 'holiday, nothing runs',
  h: 'holiday, only some runs',
  E: 'exception, runs',
  X: 'exception, nothing runs',
  x: 'exception, only some runs',
  '?': 'no holiday data for the year',
  '!': 'clocks change',
  ' ': 'nothing is due',
} as const;

/** The mark of a day with these moments. A special reason comes before the plain actions. */
export function markOf(moments: readonly PlannedMoment[], day: number, table: DayTable | null): PlanMark {
  if (moments.length === 0) return table === null || holidaysOn(table, day).length === 0 ? ' ' : 'H';
  const causes = new Set(moments.map(({ decision }) => decision.cause));
  const running = moments.filter(({ runs }) => runs);
  if (moments.some(({ shown, decision }) => shown !== 1 && decision.kind === 'run')) return '!';
  if (causes.has('exception')) return running.length === 0 ? 'X' : running.length < moments.length ? 'x' : 'E';
  if (causes.has('holiday')) return running.length === 0 ? 'H' : 'h';
  if (causes.has('makeUp')) return 'M';
  if (causes.has('unknown')) return '?';
  const actions = new Set(running.map(({ action }) => action));
  return actions.size === 2 ? 'o' : actions.has('start') ? '+' : '-';
}
