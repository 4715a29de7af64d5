import { parseDay, parseTime } from '../../schedule/civil-day.ts';
import { asksCalendar } from '../../schedule/transition.ts';
import { WallTime } from '../../schedule/wall-time.ts';
import type { SourceMistake } from '../source-mistake.ts';
import { repeated } from './repeated.ts';
import type { WrittenSchedule } from './written-parts.ts';

/** The mistakes of a schedule's own times: listed twice, never on the clock, asking for a calendar that is not there or not asking. */
export function transitionMistakes(schedule: WrittenSchedule): readonly SourceMistake[] {
  const { transitions } = schedule;
  return [
    ...repeated(transitions.map(({ action, rule, path }) => ({ key: JSON.stringify([action, rule]), path }))),
    ...gapMistakes(schedule),
    ...calendarMistakes(schedule),
  ];
}

function gapMistakes({ transitions, meaning }: WrittenSchedule): readonly SourceMistake[] {
  return transitions.flatMap(({ rule, path }) => {
    if (rule.kind !== 'once') return [];
    const [day, time] = [parseDay(rule.date), parseTime(rule.time)];
    if (day === null || time === null || new WallTime(meaning.timezone).showingsOf(day, time).length > 0) return [];
    const problem = `there is no ${rule.time} on ${rule.date} in ${meaning.timezone}, where the clock is set forward over it`;
    return [{ path: [...path, 'once'], problem, fix: 'write a time before or after that hour' }];
  });
}

function calendarMistakes({ transitions, source, path }: WrittenSchedule): readonly SourceMistake[] {
  const { calendar, unknownYear } = source;
  const asking = transitions.filter(asksCalendar);
  if (calendar === undefined) {
    const fix = 'add a calendar to the schedule, such as calendar: cn, or write mon-fri';
    const without = { path: [...path, 'unknownYear'], problem: 'has no effect without a calendar', fix: 'take it out' };
    return [
      ...asking.map((each) => ({ path: [...each.path, 'days'], problem: 'follows a calendar, and the schedule has none', fix })),
      ...(unknownYear === undefined ? [] : [without]),
    ];
  }
  if (asking.length > 0) return [];
  const problem = 'has no effect, since no start or stop follows its workdays';
  return [{ path: [...path, 'calendar'], problem, fix: 'write days: workdays where you mean it, or take the calendar out' }];
}
