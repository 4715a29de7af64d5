import { quote } from '../../text/describe-value.ts';
import type { Path, ReportMistake } from '../mistake.ts';
import { isGiven, type Mapping, mappingsIn, type Part, sound } from '../schema/read-part.ts';
import { fixNoSchedule, namePattern, type SourceConfiguration } from '../schema/source-configuration.ts';
import type { SoundSchedule, SourceSchedule } from '../schema/source-schedule.ts';
import { checkCalendars } from './calendar-rules.ts';
import { checkExceptions } from './exception-rules.ts';
import { reportRepeated, reportUnknown } from './listed-names.ts';
import { checkRestarts } from './restart-rules.ts';
import { checkSources } from './source-rules.ts';
import { checkStopOptions } from './stop-option-rules.ts';
import { checkTargets } from './target-rules.ts';
import { checkTransitions } from './transition-rules.ts';

/**
 * Reports the mistakes of a configuration that its shape alone does not show: bad names, unknown
 * accounts, calendars and sources, options of the wrong provider, entries listed twice, times that
 * contradict one another. Every part that could be read is looked at, whatever else is wrong; a
 * rule that needs a whole schedule or calendar waits until that one has a sound shape.
 */
export function checkConfiguration(
  file: Part<SourceConfiguration>,
  schedules: ReadonlyMap<string, SoundSchedule>,
  report: ReportMistake,
): void {
  const { accounts, calendars, schedules: all, sources, restarts, alerts } = file.parts ?? {};
  for (const section of [accounts, calendars, all, sources, restarts]) {
    for (const name of Object.keys(section?.parts ?? {})) checkName(name, section?.path ?? [], report);
  }
  if (namesIn(file) !== null) checkPurpose(all, restarts, report);
  checkAlways(all, report);
  checkCalendars(calendars, report);
  for (const schedule of mappingsIn(all)) checkSchedule(schedule, accounts, calendars, report);
  for (const schedule of schedules.values()) {
    checkTransitions(schedule, report);
    checkExceptions(schedule, report);
    checkStopOptions(schedule, report);
  }
  checkSources(sources, { accounts, restarts }, report);
  checkRestarts(mappingsIn(restarts), file.parts, report);
  const addresses = alerts?.parts?.email?.parts ?? [];
  reportRepeated(
    addresses.flatMap((each) => (each ? [{ key: sound(each)?.toLowerCase(), path: each.path }] : [])),
    report,
  );
}

function checkSchedule(
  schedule: Mapping<SourceSchedule>,
  accounts: Part<SourceConfiguration['accounts']> | undefined,
  calendars: Part<SourceConfiguration['calendars']> | undefined,
  report: ReportMistake,
): void {
  const { parts, path } = schedule;
  if (!isGiven(parts.start) && !isGiven(parts.stop)) {
    report(path, { problem: 'has neither start nor stop', fix: 'write start: { at: "08:30", days: mon-fri }, or a stop' });
  }
  const calendar = sound(parts.calendar);
  if (calendar !== undefined) reportUnknown(calendar, calendars, 'calendar', [...path, 'calendar'], report);
  checkTargets(schedule, accounts, report);
}

/** A file with neither schedules nor restarts does nothing. */
function checkPurpose(schedules: Part<unknown> | undefined, restarts: Part<unknown> | undefined, report: ReportMistake): void {
  if (namesIn(schedules) !== 0 || namesIn(restarts) !== 0) return;
  report(['schedules'], { problem: isGiven(schedules) ? 'is empty' : 'is missing', fix: fixNoSchedule });
}

/** How many names a mapping has; null when it is none, which is a mistake of its own. */
function namesIn(part: Part<unknown> | undefined): number | null {
  if (!isGiven(part)) return 0;
  const given: unknown = part?.given;
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.keys(given).length : null;
}

function checkAlways(schedules: Part<SourceConfiguration['schedules']> | undefined, report: ReportMistake): void {
  if (!Object.hasOwn(schedules?.parts ?? {}, 'always')) return;
  const problem = '"always" cannot be the name of a schedule, because schedule: always of a restart means all hours';
  report(['schedules', 'always'], { problem, fix: 'write another name' }, { atKey: true });
}

function checkName(name: string, section: Path, report: ReportMistake): void {
  if (new RegExp(namePattern).test(name)) return;
  const fix = 'start with a lower-case letter, and use at most 40 of a-z, 0-9 and -';
  report([...section, name], { problem: `${quote(name)} cannot be a name`, fix }, { atKey: true });
}
