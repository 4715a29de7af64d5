import { describe, expect, it } from 'vitest';
import { good, morningsInProcess } from '../scenarios/starts/morning-scenarios.ts';
import { ends, started, tally } from '../support/fleet.ts';
import { playInProcess } from '../support/play-in-process.ts';

describe('the seed’s own example: two good ids and i-TestID', () => {
  it('with AllTogether starts nothing and rejects all three with that code', async () => {
    const run = await playInProcess(morningsInProcess['all-together']);
    const code = 'InvalidInstanceId.NotFound';
    expect(ends(run)).toEqual([`${good[0]} rejected ${code}`, `${good[1]} rejected ${code}`, `i-TestID rejected ${code}`]);
    expect(started(run)).toEqual([]);
    expect(Object.values(run.instances).map(({ status }) => status)).toEqual(['Stopped', 'Stopped']);
    expect(run.report.alerts).toHaveLength(1);
  });
});

describe('what is seen decides', () => {
  it('an instance already running is `already`, without a start call', async () => {
    const run = await playInProcess(morningsInProcess['already-running']);
    expect(tally(run)).toEqual({ already: 4 });
    expect(run.received.filter(({ action }) => action.startsWith('Start'))).toEqual([]);
    expect(run.report.deadLetters).toEqual([]);
  });

  it('one that falls back to stopped is started once more', async () => {
    const run = await playInProcess(morningsInProcess['falls-back-once']);
    expect(tally(run)).toEqual({ confirmed: 2 });
    expect(started(run)).toEqual([...good, ...good]);
    expect(run.report.jobs[0]?.verdicts.map(({ attempts }) => attempts)).toEqual([2, 2]);
  });

  it('one that falls back again is never `confirmed`', async () => {
    const run = await playInProcess(morningsInProcess['falls-back-always']);
    expect(ends(run)).toEqual([
      `${good[0]} rejected Reveille.FellBack`,
      'ins-r8hr2upy rejected Reveille.FellBack',
      '1500000000000000001 rejected Reveille.FellBack',
    ]);
    expect(started(run).toSorted()).toEqual(
      [good[0], good[0], 'ins-r8hr2upy', 'ins-r8hr2upy', '1500000000000000001', '1500000000000000001'].toSorted(),
    );
    expect(run.report.alerts).toHaveLength(3);
  });
});

describe('calls', () => {
  it('250 Alibaba ids cost three starts and three dry runs', async () => {
    const run = await playInProcess(morningsInProcess['alibaba-250']);
    expect(tally(run)).toEqual({ confirmed: 250 });
    expect(run.report.calls).toMatchObject({ alibaba: { StartInstances: 3, 'StartInstances:DryRun': 3 } });
  });

  it('120 Zenlayer ids are all observed, although its pages hold 20 by default', async () => {
    const run = await playInProcess(morningsInProcess['zenlayer-120']);
    expect(tally(run)).toEqual({ confirmed: 120 });
    expect(run.report.calls).toMatchObject({ zenlayer: { StartInstances: 2 } });
  });
});
