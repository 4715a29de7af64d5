import * as z from 'zod/mini';
import type { Schedule, Target } from '../../contract/compiled-configuration.ts';
import { batchModes, transitionActions } from '../../domain/vocabulary.ts';
import { type Transition, unknownYears } from '../../schedule/transition.ts';
import type { Path } from '../mistake.ts';
import { readDuration } from '../texts/duration.ts';
import { readDate } from '../texts/read-time.ts';
import { readTimeZone } from '../texts/time-zone.ts';
import { mappingsIn, type Part } from './read-part.ts';
import { exception } from './source-exception.ts';
import { choice, described, flag, fullList, mapping, readText } from './source-schema.ts';
import { type SourceTarget, stopOptions, target } from './source-target.ts';
import { times } from './source-transition.ts';

const duration = readText(readDuration, 'write one number and a unit, such as 60m');
const date = readText(readDate, 'write a date such as 2027-06-30');

const usualExpiry = 60 * 60_000;
const fixExpiry = 'write a duration such as 60m, or { start: 60m, stop: 6h }';
const expiresAfter = z.union([
  z.pipe(
    readText(readDuration, fixExpiry),
    z.transform((both: number) => ({ start: both, stop: both })),
  ),
  mapping(
    {
      start: described('For starts.', z._default(duration, usualExpiry)),
      stop: described('For stops.', z._default(duration, usualExpiry)),
    },
    fixExpiry,
  ),
]);

/**
 * A schedule as a person writes it, each text read to its meaning. A rule checks that it has a
 * start or a stop.
 */
export const sourceSchedule = mapping({
  timezone: described(
    'IANA time zone of every time and date of the schedule, such as Asia/Shanghai. Default UTC.',
    z._default(readText(readTimeZone, 'write an IANA time zone such as Asia/Shanghai'), 'UTC'),
  ),
  calendar: described(
    'One of the names under calendars: what workdays and the other days by the calendar mean.',
    z.optional(z.string({ error: 'write the name of a calendar' })),
  ),
  unknownYear: described(
    'What counts in a year without holiday data. weekdays (default): all days but the weekend are workdays; skip: no day is a workday; fail: each job becomes a dead letter.',
    z.optional(choice(unknownYears)),
  ),
  from: described('The first day of the schedule: 2026-12-01. Default: it has begun.', z.optional(date)),
  until: described('The last day of the schedule, included: 2027-06-30. Default: it has no end.', z.optional(date)),
  start: times('When the machines start: a time, or a list of times.'),
  stop: times('When the machines stop: a time, or a list of times.'),
  ...stopOptions(),
  exceptions: described(
    'Days that differ from the usual start and stop.',
    z._default(z.array(exception, { error: 'write a list such as [{ on: 2026-11-28, run: all }]' }), []),
  ),
  expiresAfter: described(
    'A job that is older than this does not run any more: 1m to 24h, or { start: 60m, stop: 6h }. Default 60m.',
    z._default(expiresAfter, { start: usualExpiry, stop: usualExpiry }),
  ),
  confirmWithin: described(
    'Longest time from "accepted by the provider" to "seen running" or "seen stopped"; later counts as failed: 1m to 24h. Default 15m.',
    z._default(duration, 15 * 60_000),
  ),
  dryRun: described('true: only check, start and stop nothing. Default false.', z._default(flag(), false)),
  batchMode: described(
    'Alibaba only. SuccessFirst (default) starts each machine that can start, AllTogether all of a batch of 100 or none.',
    z._default(choice(batchModes), 'SuccessFirst'),
  ),
  targets: described('The machines, at least one target.', fullList(target, 'write a list with at least one target')),
});

/** A schedule with each text read to its meaning; durations are milliseconds. */
export type SourceSchedule = z.output<typeof sourceSchedule>;

/**
 * The stop options where neither the schedule nor the target has them: no power is cut. A stopMode
 * has no default: where a provider has the choice, the rules ask for it.
 */
const stopDefaults = { withoutChoice: 'keep-charging', force: false, forceAfter: 5 * 60_000 } as const;

/**
 * A schedule with every default filled in: `region` null where there is none, stop options handed
 * down to the targets.
 */
function compileSchedule(source: SourceSchedule): Schedule {
  const { timezone, calendar, unknownYear, start, stop, exceptions, dryRun, batchMode, targets } = source;
  return {
    timezone,
    calendar: calendar ?? null,
    unknownYear: unknownYear ?? 'weekdays',
    transitions: [
      ...(start ?? []).map((rule) => ({ action: 'start' as const, rule })),
      ...(stop ?? []).map((rule) => ({ action: 'stop' as const, rule })),
    ],
    exceptions,
    ...(source.from !== undefined && { from: source.from }),
    ...(source.until !== undefined && { until: source.until }),
    expiresAfterMs: source.expiresAfter,
    confirmWithinMs: source.confirmWithin,
    dryRun,
    batchMode,
    targets: targets.map((each) => compileTarget(each, source)),
  };
}

function compileTarget(source: SourceTarget, schedule: SourceSchedule): Target {
  const { account, region, instances, tags, resourceGroup, maxMatches, initLocalDisk } = source;
  const selects = tags !== undefined || resourceGroup !== undefined;
  return {
    account,
    region: region ?? null,
    instances: instances ?? [],
    selection: selects ? { tags: tags ?? {}, resourceGroup: resourceGroup ?? null, maxMatches: maxMatches ?? null } : null,
    initLocalDisk,
    stopMode: source.stopMode ?? schedule.stopMode ?? stopDefaults.withoutChoice,
    force: source.force ?? schedule.force ?? stopDefaults.force,
    forceAfterMs: source.forceAfter ?? schedule.forceAfter ?? stopDefaults.forceAfter,
  };
}

/**
 * A schedule of a sound shape: as a person wrote it, what that means, and where each transition is
 * in the file.
 */
export interface SoundSchedule {
  readonly path: Path;
  readonly source: SourceSchedule;
  readonly meaning: Schedule;
  /** In the order of `meaning.transitions`. */
  readonly transitions: readonly (Transition & { readonly path: Path })[];
}

/** The schedules of a file that have a sound shape, by name. */
export function soundSchedules(section: Part<Record<string, SourceSchedule>> | undefined): ReadonlyMap<string, SoundSchedule> {
  const found = mappingsIn(section).flatMap(({ path, whole, parts }) => {
    if (whole === null) return [];
    const meaning = compileSchedule(whole.value);
    const places = transitionActions.flatMap((action) => placesOf(parts[action]));
    const transitions = meaning.transitions.map((each, index) => ({ ...each, path: places[index] ?? path }));
    return [[String(path.at(-1)), { path, source: whole.value, meaning, transitions }] as const];
  });
  return new Map(found);
}

function placesOf(times: Part<unknown> | undefined): readonly Path[] {
  if (times?.given === undefined) return [];
  return Array.isArray(times.given) ? times.given.map((_, index) => [...times.path, index]) : [times.path];
}
