import { dayMs, dayOf, dayOfWall, dayText, parseDay, parseTime, timeText } from '../../schedule/civil-day.ts';
import { nearestOpposites } from '../../schedule/opposites.ts';
import { asksCalendar, calendarDays } from '../../schedule/transition.ts';
import { WallTime } from '../../schedule/wall-time.ts';
import type { ReportMistake } from '../mistake.ts';
import type { SoundSchedule } from '../schema/source-schedule.ts';
import { durationText } from '../texts/duration.ts';
import { reportRepeated } from './listed-names.ts';

/**
 * Reports times of a schedule that are listed twice, that the clock leaves out, or that need a
 * calendar that the schedule does not have; a calendar that no time needs; a start and a stop that
 * come too close.
 */
export function checkTransitions(schedule: SoundSchedule, report: ReportMistake): void {
  const listed = schedule.transitions.map(({ action, rule, path }) => ({ key: JSON.stringify([action, rule]), path }));
  reportRepeated(listed, report);
  checkDays(schedule, report);
  checkGaps(schedule, report);
  checkCalendarUse(schedule, report);
  checkOpposites(schedule, report);
}

function checkDays({ transitions, meaning: { from, until }, path }: SoundSchedule, report: ReportMistake): void {
  if (from !== undefined && until !== undefined && until < from) {
    const fix = 'write the first day under from and the last under until';
    report([...path, 'until'], { problem: `${until} is before ${from}, the first day`, fix });
    return;
  }
  for (const { action, rule, path: at } of transitions) {
    if (rule.kind !== 'once') continue;
    const bound = from !== undefined && rule.date < from ? `from: ${from}` : `until: ${until}`;
    // The stop of the last evening may come on the morning after.
    const spareMs = action === 'stop' ? dayMs : 0;
    const isLate = until !== undefined && dayOf(rule.date) > dayOf(until) + spareMs;
    if (!isLate && (from === undefined || rule.date >= from)) continue;
    report([...at, 'once'], { problem: `is outside the days of the schedule (${bound})`, fix: 'change one of the two' });
  }
}

function checkGaps({ transitions, meaning: { timezone } }: SoundSchedule, report: ReportMistake): void {
  for (const { rule, path } of transitions) {
    if (rule.kind !== 'once') continue;
    const [day, time] = [parseDay(rule.date), parseTime(rule.time)];
    if (day === null || time === null || new WallTime(timezone).showingsOf(day, time).length > 0) continue;
    const problem = `${rule.time} does not exist on ${rule.date} in ${timezone}, because the clocks go forward`;
    report([...path, 'once'], { problem, fix: 'write an earlier or a later time' });
  }
}

function checkCalendarUse({ transitions, source, path }: SoundSchedule, report: ReportMistake): void {
  const asking = transitions.filter(asksCalendar);
  if (source.calendar === undefined) {
    const fix = 'add one to the schedule (calendar: cn), or write mon-fri';
    for (const each of asking) report([...each.path, 'days'], { problem: 'needs a calendar, and the schedule has none', fix });
    if (source.unknownYear !== undefined) {
      report([...path, 'unknownYear'], { problem: 'has no effect without a calendar', fix: 'delete it' });
    }
  } else if (asking.length === 0) {
    const problem = `has no effect, because no start or stop has days: ${calendarDays.slice(0, -1).join(', ')} or ${calendarDays.at(-1)}`;
    report([...path, 'calendar'], { problem, fix: 'write days: workdays where you mean it, or delete the calendar' });
  }
}

// A late start could still be running when the stop begins, and fight it. The same holds for a
// late stop.
function checkOpposites({ meaning, transitions }: SoundSchedule, report: ReportMistake): void {
  const nearest = nearestOpposites(meaning);
  if (nearest === null) return;
  const [before, after] = [transitions[nearest.first], transitions[nearest.second]];
  if (before === undefined || after === undefined) return;
  const { confirmWithinMs } = meaning;
  const expiresAfterMs = meaning.expiresAfterMs[before.action];
  const apart = nearest.at[1] - nearest.at[0];
  if (apart >= expiresAfterMs + confirmWithinMs) return;
  const wall = new WallTime(meaning.timezone);
  const [earlier, later] = nearest.at.map((instant) => {
    const shown = wall.at(instant);
    return `${dayText(dayOfWall(shown))} ${timeText(shown - dayOfWall(shown))}`;
  });
  if (apart === 0) {
    const problem = `${after.action} and ${before.action} are at the same minute, for example ${earlier}`;
    report(after.path, { problem, fix: 'move one of the two' });
    return;
  }
  const longest = `${durationText(expiresAfterMs)} + ${durationText(confirmWithinMs)}`;
  const problem = `${after.action} (for example ${later}) comes ${durationText(apart)} after ${before.action} (${earlier}), which can take expiresAfter + confirmWithin = ${longest}`;
  report(after.path, { problem, fix: 'move them apart, or shorten expiresAfter or confirmWithin' });
}
