import type { Statement } from '../../../shared/contract/alert-message.ts';
import type { RestartConfiguration } from '../../../shared/contract/compiled-configuration.ts';
import type { Restart } from '../../../shared/contract/compiled-restarts.ts';
import type { Draw } from '../draw.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A request of a source that comes in at an instant (epoch milliseconds). */
export interface StoryRequest {
  readonly at: number;
  readonly source: string;
  readonly statements: readonly Statement[];
}

/** What happens outside: a configuration, and the requests that come in, in order of time. */
export interface Story {
  readonly configuration: Pick<RestartConfiguration, 'schedules' | 'calendars' | 'restarts'>;
  readonly requests: readonly StoryRequest[];
}

/** When every story begins: a Thursday, an hour before the hours of its schedule end. */
export const beginning = Date.parse('2026-11-26T10:59:59.000Z');

const sources = ['prometheus', 'grafana'] as const;

/** A story with small numbers, so that every limit is met often. */
export function drawStory(draw: Draw): Story {
  const machines = Array.from({ length: draw.whole(1, 6) }, (_, n) => `i-${n}`);
  const targets = (instances: string[]) => [{ account: 'ali-prod', region: 'cn-hangzhou', instances }];
  const restarts: Record<string, Restart> = { 'web-down': { ...drawPolicy(draw), targets: targets(machines) } };
  if (draw.chance(0.3))
    restarts['any-down'] = { ...drawPolicy(draw), sources: ['grafana'], targets: targets(machines.slice(0, 2)) };
  const hours = {
    timezone: 'UTC',
    transitions: [
      { action: 'start', rule: { kind: 'at', time: '06:00', days: 'daily' } },
      { action: 'stop', rule: { kind: 'at', time: '12:00', days: 'daily' } },
    ],
    calendar: null,
    unknownYear: 'weekdays',
    exceptions: [],
    targets: draw.chance(0.5) ? targets(machines) : [],
  } as const;
  const requests: StoryRequest[] = [];
  const began = new Map<string, Statement>();
  let at = beginning;
  for (let n = draw.whole(2, 14); n > 0; n -= 1) {
    const near = draw.pick([0, 5, 1_000, 40_000, 58_000, 3 * minute, 12 * minute, hour, 5 * hour]);
    at += draw.chance(0.08) ? draw.pick([30 * hour, untilMorning(at)]) : near;
    const source = draw.chance(0.7) ? sources[0] : sources[1];
    const hit = draw.chance(0.2) ? machines : [machines[draw.whole(0, machines.length - 1)] ?? 'i-0'];
    const statements = hit.map((instanceId) => drawStatement(draw, { instanceId, source, at, began }));
    requests.push({ at, source, statements });
  }
  return {
    configuration: { schedules: { hours: { ...hours, targets: [...hours.targets] } }, calendars: {}, restarts } as never,
    requests,
  };
}

/** How long it is until just after the hours begin. */
function untilMorning(at: number): number {
  return 24 * hour - ((at - 6 * hour) % (24 * hour)) + 30_000;
}

function drawPolicy(draw: Draw): Restart {
  return {
    sources: ['prometheus', 'grafana'],
    match: {},
    schedule: draw.chance(0.4) ? 'hours' : null,
    targets: [],
    whenStopped: 'start',
    whenRunning: 'reboot',
    force: false,
    forceAfterMs: 5 * minute,
    holdOffMs: draw.pick([0, 0, minute, 20 * minute]),
    cooldownMs: draw.pick([minute, 5 * minute, 10 * minute]),
    budget: { perHour: draw.whole(1, 3), perDay: draw.whole(2, 6) },
    atOnce: { percent: draw.pick([20, 50, 100]), perMs: draw.pick([minute, 10 * minute, 30 * minute]) },
    flapping: { episodes: draw.whole(3, 8), withinMs: draw.pick([30 * minute, hour, 3 * hour]) },
    maxAgeMs: 30 * minute,
  };
}

interface Met {
  readonly instanceId: string;
  readonly source: string;
  readonly at: number;
  readonly began: Map<string, Statement>;
}

/**
 * A new episode, perhaps under the key of an older one, a repeat of a known one, or its recovery.
 */
function drawStatement(draw: Draw, { instanceId, source, at, began }: Met): Statement {
  const own = [...began.values()].filter((each) => each.instanceId === instanceId && each.labels.source === source);
  const known = own[draw.whole(0, Math.max(0, own.length - 1))];
  const id = `s-${began.size}-${draw.whole(0, 999_999_999)}`;
  if (known !== undefined && draw.chance(0.35)) return { ...known, id, status: draw.chance(0.5) ? 'resolved' : 'firing' };
  const series = `${instanceId}/${draw.whole(0, 3)}`;
  const startsAt = draw.pick([null, new Date(at).toISOString(), new Date(at - draw.whole(1, 40) * minute).toISOString()]);
  // Without a beginning every episode of a series has the same key.
  const episode = startsAt === null && draw.chance(0.7) ? `${series} ` : `${series}/${began.size}`;
  const statement: Statement = { id, status: 'firing', series, episode, startsAt, labels: { source }, instanceId };
  began.set(`${source} ${episode}`, statement);
  return statement;
}
