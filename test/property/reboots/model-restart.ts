import { restartMessage } from '../../../functions/restart/restart-message.ts';
import type { Restart } from '../../../shared/contract/compiled-restarts.ts';
import { jobId } from '../../../shared/domain/batch-job.ts';
import { aPolicy } from '../../support/a-policy.ts';
import type { Draw } from '../draw.ts';
import type { ModelDay, ModelJob } from '../model-job.ts';
import { drawMachine } from '../model-machine.ts';

/** Seeds from here on are of restarts, those below are of schedules. */
export const restartSeeds = 1_000_000;

const never = { from: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY };
const minute = 60_000;

/**
 * A restart of some machines, now and then with another one of the same machines: soon, when
 * nothing but its permit keeps it from a second reboot, or after the cooldown. Some keep to the
 * hours of a schedule, which end soon. And a machine that nobody asked for.
 */
export function drawRestarts(draw: Draw, now: number): ModelDay {
  const provider = draw.pick(['alibaba', 'tencent', 'zenlayer'] as const);
  const ids = Array.from({ length: draw.whole(1, draw.pick([1, 3, 6])) }, (_, n) => `i-${n}`);
  const machines = new Map([...ids, 'i-other'].map((id) => [id, drawMachine(id, 'restart', never, draw, now)]));
  const regions = Array.from({ length: Math.min(ids.length, draw.whole(1, 2)) }, (_, n) => `region-${n}`);
  const drawn = drawPolicy(draw);
  const jobAt = (restart: string, sentAt: number): ModelJob => {
    const job = jobId(restart, 'restart', new Date(sentAt).toISOString().replace('.000Z', 'Z'));
    const places = regions.map((region, r) => ({ region, instances: ids.filter((_, n) => n % regions.length === r) }));
    const message = restartMessage({ restart, policy: drawn, job, account: 'it', places });
    const { options } = message;
    const deadline = sentAt + options.expiresAfterMs;
    return { id: job, action: 'restart', sentAt, deadline, options, messages: [message], named: ids, selection: null };
  };
  const gap = draw.pick([0, minute, 5 * minute, drawn.cooldownMs, drawn.cooldownMs + minute]);
  const jobs = [jobAt('web', now), ...(draw.chance(0.4) ? [jobAt('db', now + gap)] : [])];
  const isTwin = draw.chance(0.15);
  if (drawn.schedule === null) return { provider, machines, jobs, isTwin, oppositeFrom: null };
  // Every restart was decided within the hours, and its messages may be later.
  const oppositeFrom = now + gap + draw.pick([1_000, 30_000, 3 * minute, 15 * minute]);
  for (const { othersAt } of machines.values()) if (draw.chance(0.7)) othersAt.stop = oppositeFrom;
  return { provider, machines, jobs, isTwin, oppositeFrom };
}

function drawPolicy(draw: Draw): Restart {
  return {
    ...aPolicy,
    whenStopped: draw.chance(0.8) ? 'start' : 'leave',
    whenRunning: draw.chance(0.85) ? 'reboot' : 'leave',
    force: draw.chance(0.5),
    forceAfterMs: draw.pick([minute, 5 * minute]),
    schedule: draw.chance(0.4) ? 'hours' : null,
    cooldownMs: draw.pick([5 * minute, 10 * minute, 30 * minute]),
  };
}
