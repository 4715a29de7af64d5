import { quote } from '../../text/describe-value.ts';
import type { Report } from '../mistake.ts';
import type { ConfigurationParts, ScheduleParts } from '../schema/read-parts.ts';
import { checkCalendars } from './calendar-rules.ts';
import { checkExceptions } from './exception-rules.ts';
import { reportRepeated, reportUnknown } from './listed-names.ts';
import { checkStopOptions } from './stop-option-rules.ts';
import { checkTargets } from './target-rules.ts';
import { checkTransitions } from './transition-rules.ts';

/**
 * Reports the mistakes of a configuration that its shape alone does not show: bad names, unknown accounts and calendars, options of the
 * wrong provider, entries listed twice, times that contradict one another. Every part that could be read is looked at, whatever else
 * is wrong; a rule that needs a whole schedule or calendar waits until that one has a sound shape.
 */
export function checkConfiguration(parts: ConfigurationParts, report: Report): void {
  for (const section of ['accounts', 'calendars', 'schedules'] as const) {
    for (const name of parts[section].keys()) checkName(name, section, report);
  }
  checkCalendars(parts.calendars, report);
  for (const schedule of parts.schedules.values()) if (schedule !== null) checkSchedule(schedule, parts, report);
  const email = parts.alerts?.given.email;
  const addresses: readonly unknown[] = Array.isArray(email) ? email : [];
  reportRepeated(
    addresses.map((each, index) => ({
      key: typeof each === 'string' ? each.toLowerCase() : undefined,
      path: ['alerts', 'email', index],
    })),
    report,
  );
}

function checkSchedule(schedule: ScheduleParts, parts: ConfigurationParts, report: Report): void {
  const { fields, sound } = schedule;
  const { given, path } = fields;
  if (given.start === undefined && given.stop === undefined) {
    report(path, { problem: 'has neither start nor stop', fix: 'write start: { at: "08:30", days: mon-fri }, or a stop' });
  }
  const { calendar } = fields.sound;
  if (calendar !== undefined) reportUnknown(calendar, parts.calendars.keys(), 'calendar', [...path, 'calendar'], report);
  checkTargets(schedule, parts, report);
  if (sound === null) return;
  checkTransitions(sound, report);
  checkExceptions(sound, report);
  checkStopOptions(sound, report);
}

function checkName(name: string, section: string, report: Report): void {
  if (/^[a-z][a-z0-9-]{0,39}$/.test(name)) return;
  const fix = 'start with a lower-case letter, and use at most 40 of a-z, 0-9 and -';
  report([section, name], { problem: `${quote(name)} cannot be a name`, fix }, { atKey: true });
}
