import type { Configuration, Schedule, Target } from '../../shared/contract/compiled-configuration.ts';

const usualTarget = {
  instances: [],
  selection: null,
  initLocalDisk: false,
  stopMode: 'keep-charging',
  force: false,
  forceAfterMs: 300_000,
} as const;

/** A target as the configuration file gives it, for what a test does not care about. */
export function aTarget(target: Pick<Target, 'account' | 'region'> & Partial<Target>): Target {
  return { ...usualTarget, instances: [...(target.instances ?? [])], ...target };
}

/** A schedule that starts every day at 09:00 UTC. */
export function aSchedule(changes: Partial<Schedule> = {}): Schedule {
  return {
    timezone: 'UTC',
    transitions: [{ action: 'start', rule: { kind: 'cron', cron: '0 9 * * ? *' } }],
    calendar: null,
    unknownYear: 'weekdays',
    exceptions: [],
    expiresAfterMs: { start: 3_600_000, stop: 3_600_000 },
    confirmWithinMs: 900_000,
    dryRun: false,
    batchMode: 'SuccessFirst',
    targets: [],
    ...changes,
  };
}

/** A configuration with an account of Alibaba, `ali`, and one of Zenlayer, `zen`. */
export function aConfiguration(schedules: Readonly<Record<string, Schedule>>): Configuration {
  return {
    accounts: { ali: { provider: 'alibaba', secret: 's' }, zen: { provider: 'zenlayer', secret: 's' } },
    calendars: {},
    schedules,
    sources: {},
    restarts: {},
    alerts: { email: [] },
  };
}
