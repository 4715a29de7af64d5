import { timeText } from '../schedule/civil-day.ts';
import { WallTime } from '../schedule/wall-time.ts';
import { dotted } from '../text/describe-value.ts';
import { instantText, localText, type PlannedMoment } from './planned-moment.ts';

/** True for a moment that would run at a local time that the clock leaves out, or shows twice. */
export function isClockChange({ decision, shown }: PlannedMoment): boolean {
  return decision.kind === 'run' && shown !== 1;
}

/**
 * One line for people for each action of a schedule that a change of the clock takes away or shows
 * twice; several times of one day are one line. `moments` are of one schedule, in order of time.
 */
export function clockWarnings(moments: Iterable<PlannedMoment>, timeZone: string): readonly string[] {
  const odd = [...moments].filter(isClockChange);
  const alike = Map.groupBy(odd, ({ action, day, shown }) => `${action} ${day} ${shown}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [clockWarning(first, group, timeZone)];
  });
}

function clockWarning(first: PlannedMoment, group: readonly PlannedMoment[], timeZone: string): string {
  const last = group.at(-1) ?? first;
  const { schedule, action } = first;
  const times = group.length === 1 ? '' : ` and ${group.length - 1} more until ${timeText(last.time)}`;
  const what = `${dotted(['schedules', schedule])}: ${action} at ${localText(first)}${times}`;
  const isOne = group.length === 1;
  if (first.shown > 0) {
    const which = isOne ? 'that time' : 'these times';
    return `${what} ${isOne ? 'runs once, at' : 'run once each, from'} ${instantText(first.at)}: clocks go back in ${timeZone} and show ${which} twice`;
  }
  const why = `clocks go forward in ${timeZone} and leave ${isOne ? 'that time' : 'these times'} out`;
  return `${what} ${isOne ? 'does' : 'do'} not run: ${why}; for that day add { once: "${shownInstead(first, timeZone)}" }`;
}

// What the clock shows at the instant that the time would have had without the change.
function shownInstead({ at }: PlannedMoment, timeZone: string): string {
  return new Date(new WallTime(timeZone).at(at)).toISOString().slice(0, 'YYYY-MM-DDThh:mm'.length);
}
