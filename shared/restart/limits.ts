import type { Restart } from '../contract/compiled-restarts.ts';
import { type Act, type MachineItem, mostRemembered } from './machine-item.ts';

// Every window is exact and slides: what was at t counts at `now` when t > now - window, and a
// cooldown is over when now >= its end. Every instant is in epoch milliseconds.

/**
 * When the machine may be touched again, by the longer of two cooldowns: the act's and the
 * policy's. What power has sent since counts too, because power sends no reboot before.
 * `transitionAt`: when a schedule last started or stopped it, null when that is not recent.
 */
export function cooldownEnd({ acts, permits }: MachineItem, cooldownMs: number, transitionAt: number | null): number {
  const ends = acts.filter(counts).map(({ at, until }) => Math.max(until, at + cooldownMs));
  const sent = Object.values(permits).flatMap((permit) => {
    return permit === null || permit.forgiven === true ? [] : [permit.at + cooldownMs];
  });
  return Math.max(...ends, ...sent, transitionAt === null ? 0 : transitionAt + cooldownMs);
}

/** Whether one more episode at `now` makes as many within the window as trip the machine. */
export function flaps({ episodes }: MachineItem, { episodes: most, withinMs }: Restart['flapping'], now: number): boolean {
  const recent = episodes.filter(({ at, counts }) => counts && at > now - withinMs);
  return recent.length + 1 >= Math.min(most, mostRemembered);
}

/** When the window has room for another act, if it has none at `now`; else null. */
export function freeAt(
  { acts }: MachineItem,
  { windowMs, most, now }: { readonly windowMs: number; readonly most: number; readonly now: number },
): number | null {
  const times = acts.filter((each) => counts(each) && each.at > now - windowMs).map(({ at }) => at);
  const limit = Math.min(most, mostRemembered);
  return times.length < limit ? null : (times[times.length - limit] ?? now) + windowMs;
}

function counts(act: Act): boolean {
  return act.is === 'counted';
}
