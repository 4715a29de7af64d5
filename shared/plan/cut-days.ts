import type { Schedule } from '../contract/compiled-configuration.ts';
import { timeText } from '../schedule/civil-day.ts';
import { timesOf } from '../schedule/rule-times.ts';
import { dotted } from '../text/describe-value.ts';
import { localText, type PlannedMoment } from './planned-moment.ts';
import { type Window, windowsOn } from './windows.ts';

/** What is looked at for days that end too early. */
export interface CutDaysLookedAt {
  /** The schedule's name. */
  readonly name: string;
  readonly schedule: Pick<Schedule, 'transitions'>;
  /** In order of time; those outside the days tell what is usual. */
  readonly windowsAround: readonly Window[];
  readonly fromDay: number;
  readonly days: number;
}

/**
 * The warning of a schedule whose machines go off early on a day that an exception, or a make-up
 * workday, lets run as a workday: a stop of the day's own, such as Saturday's, comes before the
 * stop of a workday, and nothing starts them again. One line for people, about the first such day;
 * empty when there is none. What happens on usual workdays too is meant.
 */
export function cutDayWarnings({ name, schedule, windowsAround, fromDay, days }: CutDaysLookedAt): readonly string[] {
  const usual = new Set(windowsAround.flatMap((window) => (window.idle?.decision.cause === 'workday' ? [pairOf(window)] : [])));
  const cut = windowsOn(windowsAround, fromDay, days).flatMap((window) => {
    const { off, idle } = window;
    if (off === null || idle === null || usual.has(pairOf(window))) return [];
    const isAdded = ['exception', 'makeUp'].includes(idle.decision.cause);
    return isAdded && isByRule(off, schedule) ? [{ off, idle }] : [];
  });
  const [first] = cut;
  if (first === undefined) return [];
  const { off, idle } = first;
  const others = cut.length === 1 ? '' : ` (the first of ${cut.length} such days in ${days} days)`;
  const what = `its stop of ${localText(idle)} (${idle.because}) finds machines off since ${timeText(off.time)}${others}`;
  return [`${dotted(['schedules', name])}: ${what}; to have them on until then, add a once after that under start`];
}

// A once is meant. What a workday stops twice, it stops twice on usual workdays too.
function isByRule({ time }: PlannedMoment, { transitions }: Pick<Schedule, 'transitions'>): boolean {
  return transitions.some(({ action, rule }) => action === 'stop' && rule.kind !== 'once' && timesOf(rule).times.includes(time));
}

function pairOf({ off, idle }: Window): string {
  return `${off?.time} ${idle?.time}`;
}
