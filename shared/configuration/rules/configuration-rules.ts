import { quote } from '../../text/describe-value.ts';
import type { SourceMistake, Step } from '../source-mistake.ts';
import { calendarMistakes } from './calendar-rules.ts';
import { exceptionMistakes } from './exception-rules.ts';
import { oppositeMistakes } from './opposite-rules.ts';
import { repeated } from './repeated.ts';
import { type SeenConfiguration, type SeenSchedule, seeConfiguration } from './seen-configuration.ts';
import { stopOptionMistakes } from './stop-option-rules.ts';
import { targetMistakes } from './target-rules.ts';
import { transitionMistakes } from './transition-rules.ts';
import { unknownName } from './unknown-name.ts';
import { type WrittenSchedule, writtenCalendars, writtenSchedules } from './written-parts.ts';

/**
 * The mistakes of a configuration that its shape alone does not show: bad names, unknown accounts and calendars, options of the wrong
 * provider, entries listed twice, times that contradict one another. Looks at every part that can be read, whatever else is wrong; what
 * needs a whole schedule or calendar to be understood waits until that one has a sound shape.
 */
export function brokenRules(source: unknown): readonly SourceMistake[] {
  const seen = seeConfiguration(source);
  return [
    ...(['accounts', 'calendars', 'schedules'] as const).flatMap((section) =>
      Object.keys(seen[section]).flatMap((name) => badName(name, section)),
    ),
    ...calendarMistakes(writtenCalendars(seen.calendars), Object.keys(seen.calendars)),
    ...Object.entries(seen.schedules).flatMap(([name, schedule]) => seenMistakes(schedule, ['schedules', name], seen)),
    ...writtenSchedules(source).flatMap(writtenMistakes),
    ...repeated(seen.alerts.email.map((email, index) => ({ key: email?.toLowerCase(), path: ['alerts', 'email', index] }))),
  ];
}

function seenMistakes(schedule: SeenSchedule | null, path: readonly Step[], seen: SeenConfiguration): readonly SourceMistake[] {
  if (schedule === null) return [];
  const { calendar, start, stop } = schedule;
  const idle = { path, problem: 'has neither start nor stop', fix: 'write start: { at: "08:30", days: mon-fri }, or a stop' };
  return [
    ...(start === undefined && stop === undefined ? [idle] : []),
    ...(calendar === undefined ? [] : unknownName(calendar, Object.keys(seen.calendars), 'calendars', [...path, 'calendar'])),
    ...targetMistakes(schedule, path, seen),
  ];
}

function writtenMistakes(schedule: WrittenSchedule): readonly SourceMistake[] {
  return [
    ...transitionMistakes(schedule),
    ...exceptionMistakes(schedule),
    ...stopOptionMistakes(schedule),
    ...oppositeMistakes(schedule),
  ];
}

function badName(name: string, section: string): readonly SourceMistake[] {
  if (/^[a-z][a-z0-9-]{0,39}$/.test(name)) return [];
  const fix = 'start with a lower-case letter and use at most 40 of a-z, 0-9 and -';
  return [{ path: [section, name], problem: `${quote(name)} is not a name`, fix, atKey: true }];
}
