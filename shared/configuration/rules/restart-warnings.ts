import type { Configuration, Schedule } from '../../contract/compiled-configuration.ts';
import type { Restart } from '../../contract/compiled-restarts.ts';
import type { SourceKind, TransitionAction } from '../../domain/vocabulary.ts';
import { dotted } from '../../text/describe-value.ts';

type Whole = Pick<Configuration, 'schedules' | 'sources' | 'restarts'>;

/**
 * Warnings about restarts and sources that mean something else than they seem to: hours that never
 * begin or never end, a machine that a schedule stops and a restart starts again, a schedule that
 * may have its machines by tags, labels that a source does not send, and a source whose alerts name
 * no machine.
 */
export function restartWarnings({ schedules, sources, restarts }: Whole): readonly string[] {
  const ofSources = Object.entries(sources).flatMap(([name, { kind, names, idLabel }]) => {
    if (kind !== 'uptime-kuma' || Object.keys(names).length > 0 || idLabel === 'alertname') return [];
    return [`${dotted(['sources', name])}: ${kind} does not send the id of a machine; write names: { <monitor>: <id> }`];
  });
  const ofRestarts = Object.entries(restarts).flatMap(([name, restart]) => {
    const said = [...hourWarnings(restart, schedules), ...tagWarnings(restart, schedules), ...labelWarnings(restart, sources)];
    return said.map((warning) => `${dotted(['restarts', name])}: ${warning}`);
  });
  return [...ofSources, ...ofRestarts];
}

function hourWarnings(restart: Restart, schedules: Whole['schedules']): readonly string[] {
  if (restart.schedule === null) return restart.whenStopped === 'start' ? fightWarnings(restart, schedules) : [];
  const schedule = schedules[restart.schedule];
  if (schedule === undefined || (has(schedule, 'start') && has(schedule, 'stop'))) return [];
  return has(schedule, 'stop')
    ? [`schedule ${restart.schedule} has no start, so it never wants a machine on, and nothing is ever restarted`]
    : [`schedule ${restart.schedule} has no stop, so from its first start on it wants its machines on at all hours`];
}

// A planned stop raises the alert that asks for a restart.
function fightWarnings({ targets }: Restart, schedules: Whole['schedules']): readonly string[] {
  const keys = new Set(targets.flatMap(machinesOf));
  return Object.entries(schedules).flatMap(([name, schedule]) => {
    const shared = has(schedule, 'stop') && schedule.targets.flatMap(machinesOf).some((key) => keys.has(key));
    return shared
      ? [
          `schedule ${name} stops machines that this restart starts again at all hours; write schedule: ${name}, unless you mean it`,
        ]
      : [];
  });
}

// Which machines have the tags is known when a job runs, and not when an alert comes.
function tagWarnings({ schedule: own, targets }: Restart, schedules: Whole['schedules']): readonly string[] {
  const places = new Set(targets.map(placeOf));
  return Object.entries(schedules).flatMap(([name, schedule]) => {
    const found =
      name === own ? undefined : schedule.targets.find((each) => each.selection !== null && places.has(placeOf(each)));
    if (found === undefined) return [];
    const where = [found.account, found.region].filter((word) => word !== null).join(' ');
    return [
      `schedule ${name} selects machines of ${where} by tags or group; if it has these, its starts and stops begin no cooldown here; write schedule: ${name}, or list their ids there`,
    ];
  });
}

function placeOf({ account, region }: Pick<Restart['targets'][number], 'account' | 'region'>): string {
  return JSON.stringify([account, region]);
}

function has({ transitions }: Schedule, action: TransitionAction): boolean {
  return transitions.some((transition) => transition.action === action);
}

function machinesOf({ account, region, instances }: Restart['targets'][number]): readonly string[] {
  return instances.map((id) => JSON.stringify([account, region, id]));
}

/**
 * The labels that alerts of a kind have, as its reader gives them; null where they are the labels
 * that somebody chose.
 */
const labelsOf: Readonly<Record<SourceKind, readonly string[] | null>> = {
  alertmanager: null,
  grafana: null,
  reveille: null,
  cloudmonitor: ['alertname', 'severity'],
  cloudwatch: ['alertname'],
  'tencent-monitor': ['alertname'],
  'uptime-kuma': ['alertname'],
};

function labelWarnings({ sources: named, match }: Restart, sources: Whole['sources']): readonly string[] {
  return named.flatMap((name) => {
    const kind = sources[name]?.kind;
    const known = kind === undefined ? null : labelsOf[kind];
    const missing = known === null ? undefined : Object.keys(match).find((label) => !known.includes(label));
    if (missing === undefined) return [];
    return [
      `alerts of ${name} never match, because ${kind} sends no label ${dotted([missing])}; give ${name} a restart of its own, or match on alertname alone`,
    ];
  });
}
