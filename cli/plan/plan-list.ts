import type { PlannedMoment } from '../../shared/plan/planned-moment.ts';
import { timeText } from '../../shared/schedule/civil-day.ts';
import { hangingLines } from '../terminal/columns.ts';
import { dateText } from '../terminal/date-text.ts';
import type { Paint } from '../terminal/paint.ts';

const utcColumns = 'YYYY-MM-DD hh:mm UTC'.length;

/** Moments one by one, at most 100 columns wide: weekday, date and time on the zone's clock, the same in UTC, the action and why. */
export function momentLines(moments: readonly PlannedMoment[], paint: Paint): string[] {
  return moments.flatMap((moment) => {
    const { day, time, action, runs } = moment;
    const start = `  ${dateText(day)}  ${timeText(time)}  ${utcOf(moment).padEnd(utcColumns)}  ${action.padEnd('start'.length)}  `;
    const because = runs ? moment.because : `skipped: ${moment.because}`;
    const lines = hangingLines(start, because);
    return runs ? lines : lines.map(paint.quiet);
  });
}

function utcOf({ at, shown }: PlannedMoment): string {
  return shown === 0 ? '-' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
