import { describe, expect, it } from 'vitest';
import { Driver } from '../../../local/engine/driver.ts';
import { PlannedWork } from '../../../local/engine/planned-work.ts';
import { standingClock } from './standing-clock.ts';

/** Works planned on a clock that only the driver moves. */
function planned() {
  const clock = standingClock();
  const did: string[] = [];
  const work = new PlannedWork({ now: clock.now, wake: () => driver.wake() });
  const driver: Driver = new Driver([work], { clock, virtual: true, report: () => {} });
  const note = (name: string) => async () => {
    did.push(`${name} at ${clock.now()}`);
  };
  return { clock, did, work, driver, note };
}

describe('work that comes from outside', () => {
  it('is done at its time, in order, and the clock goes from one to the next', async () => {
    const { did, work, driver, note } = planned();
    work.plan(60_000, note('c'));
    work.plan(-5, note('a'));
    work.plan(60_000, note('d'));
    work.plan(10_000, note('b'));
    expect(await driver.run(1_000_000)).toBe('idle');
    expect(did).toEqual(['a at 0', 'b at 10000', 'c at 60000', 'd at 60000']);
  });

  it('waits for the one before it', async () => {
    const { did, work, driver, note } = planned();
    let finish = (): void => {};
    work.plan(0, () => new Promise((resolve) => (finish = resolve)));
    work.plan(0, note('next'));
    const run = driver.run(1_000);
    await new Promise((resolve) => setImmediate(resolve));
    // Something else wakes the driver meanwhile.
    await work.startDue();
    expect(did).toEqual([]);
    finish();
    await run;
    expect(did).toEqual(['next at 0']);
  });

  it('throws out of the run what it throws itself', async () => {
    const { work, driver } = planned();
    work.plan(0, () => Promise.reject(new Error('no such route')));
    await expect(driver.run(1_000)).rejects.toThrow('no such route');
  });

  it('is left for a later run when its time is beyond this one', async () => {
    const { did, work, driver, note } = planned();
    work.plan(2_000, note('late'));
    expect(await driver.run(1_000)).toBe('limit');
    expect(did).toEqual([]);
    await driver.run(5_000);
    expect(did).toEqual(['late at 2000']);
  });
});
