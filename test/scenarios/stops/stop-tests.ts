import { describe, expect, it } from 'vitest';
import { ends, lettered, stopped } from '../../support/fleet.ts';
import type { ScenarioResult } from '../../support/scenario.ts';
import { type evenings, one, other } from './stop-scenarios.ts';

const ids = Object.values(one);
const softly = { forced: false, stopCharging: false };

/** The tests of stops, on what those came to. */
export function stopTests(results: () => Readonly<Record<keyof typeof evenings, ScenarioResult>>): void {
  it('sees every machine off in the evening, leaves those that are off alone, and tells of the one that does not exist', () => {
    const run = results()['a-stop'];
    expect(ends(run).sort()).toEqual(
      [
        ...ids.map((id) => `${id} confirmed`),
        ...Object.values(other).map((id) => `${id} already`),
        'i-TestID rejected InvalidInstanceId.NotFound',
      ].sort(),
    );
    expect(
      stopped(run)
        .filter((id) => id !== 'i-TestID')
        .sort(),
    ).toEqual([...ids].sort());
    expect(lettered(run)).toEqual(['alibaba: i-TestID']);
    expect(run.report.alerts.map(({ subject }) => subject)).toEqual(['Reveille: a-stop stop: 1 failed on a-stop-alibaba']);
    expect(run.report.alerts[0]?.message).toContain('1 of 3 instances in this batch did not stop.');
    for (const id of ids) expect(run.instances[id]?.lastStop).toEqual(softly);
  });

  describe('a guest that does not shut down', () => {
    it('is left in peace and told of, unless force is asked for', () => {
      const run = results()['stuck-and-left'];
      expect(ends(run).sort()).toEqual(ids.map((id) => `${id} rejected Reveille.NotConfirmed`).sort());
      expect(stopped(run).sort()).toEqual([...ids].sort());
      for (const id of ids) expect(run.instances[id]?.lastStop).toEqual(softly);
    });

    it('is forced once where it is', () => {
      const run = results()['stuck-and-forced'];
      expect(ends(run).sort()).toEqual(ids.map((id) => `${id} confirmed`).sort());
      for (const id of ids) {
        const stops = run.received.filter((call) => call.action === 'StopInstances' && !call.dryRun && call.ids.includes(id));
        // When: test/jobs/times.test.ts, on a clock that no busy machine moves.
        expect(stops).toHaveLength(2);
        const [soft = 0, forced = 0] = stops.map(({ at }) => at);
        expect(forced - soft).toBeGreaterThanOrEqual(300_000);
        expect(forced - soft).toBeLessThan(310_000);
        expect(run.instances[id]?.lastStop?.forced).toBe(true);
      }
    });
  });

  it('stops nothing that comes too late', () => {
    const run = results()['too-late'];
    expect(ends(run).sort()).toEqual(ids.map((id) => `${id} expired Reveille.Expired`).sort());
    expect(stopped(run)).toEqual([]);
  });

  it('stops every machine once although the function died right after it', () => {
    const run = results()['died-after-stopping'];
    expect(run.killed).toBe(1);
    expect(ends(run)).toEqual([`${one.tencent} confirmed`, `${other.tencent} confirmed`]);
    expect(stopped(run)).toEqual([one.tencent, other.tencent]);
  });
}
