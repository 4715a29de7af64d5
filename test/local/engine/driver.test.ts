import { expect, it } from 'vitest';
import { Driver, type WorkSource } from '../../../local/engine/driver.ts';
import { standingClock } from './standing-clock.ts';

it('does not jump by what it was told before an invocation ended and left a follow-up', async () => {
  const clock = standingClock();
  const started: number[] = [];
  let running = 1;
  let followUpAt: number | null = null;
  // Every slot of this source is taken, so it names no instant.
  const full: WorkSource = {
    running: () => running,
    nextInstant: async () => followUpAt,
    startDue: async () => {
      if (followUpAt === null || clock.now() < followUpAt) return;
      started.push(clock.now());
      followUpAt = null;
    },
  };
  const later: WorkSource = {
    running: () => 0,
    startDue: async () => {},
    nextInstant: async () => {
      if (running === 1) {
        // Now the invocation ends, and its follow-up is due before the instant of this source.
        running = 0;
        followUpAt = 15_000;
        driver.wake();
      }
      return clock.now() < 180_000 ? 180_000 : null;
    },
  };
  const driver = new Driver([full, later], { clock, virtual: true, report: () => {} });
  expect(await driver.run(1_000_000)).toBe('idle');
  expect(started).toEqual([15_000]);
});
