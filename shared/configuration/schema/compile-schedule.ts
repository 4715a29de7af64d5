import type { Schedule, Target } from '../../contract/compiled-configuration.ts';
import type { SourceSchedule } from './source-schedule.ts';

/** What a schedule's stop does where neither it nor a target says: nothing is released, and no plug is pulled. */
const stopDefaults = { stopMode: 'keep-charging', force: false, forceAfter: 5 * 60_000 } as const;

/** A schedule with every default filled in: `region` null where there is none, stop options handed down to the targets. */
export function compileSchedule(source: SourceSchedule): Schedule {
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
    expiresAfterMs: source.expiresAfter,
    confirmWithinMs: source.confirmWithin,
    dryRun,
    batchMode,
    targets: targets.map((each) => compileTarget(each, source)),
  };
}

function compileTarget(source: SourceSchedule['targets'][number], schedule: SourceSchedule): Target {
  const { account, region, instances, tags, resourceGroup, maxMatches, initLocalDisk } = source;
  const selects = tags !== undefined || resourceGroup !== undefined;
  return {
    account,
    region: region ?? null,
    instances: instances ?? [],
    selection: selects ? { tags: tags ?? {}, resourceGroup: resourceGroup ?? null, maxMatches: maxMatches ?? null } : null,
    initLocalDisk,
    stopMode: source.stopMode ?? schedule.stopMode ?? stopDefaults.stopMode,
    force: source.force ?? schedule.force ?? stopDefaults.force,
    forceAfterMs: source.forceAfter ?? schedule.forceAfter ?? stopDefaults.forceAfter,
  };
}
