import { describe, expect, it } from 'vitest';
import { playRestarts } from './play-restarts.ts';
import { flapper } from './trip-scenario.ts';

describe('a quiet week with sources', () => {
  it('invokes and calls what the same week does without them, and nothing else', async () => {
    const { withSources, without } = await playRestarts('quiet');
    expect(withSources.queues.filter((name) => !without.queues.includes(name)).toSorted()).toEqual([
      'reveille-alerts',
      'reveille-alerts-dead-letters',
    ]);
    expect(withSources.verdicts).toHaveLength(10);
    expect(withSources.invoked).toEqual({ 'reveille-dispatch': 10, 'reveille-power-alibaba': expect.any(Number) });
    expect(withSources).toEqual({ ...without, queues: withSources.queues });
    // The run record alone: nothing is remembered of any machine.
    expect(Object.keys(withSources.calls).filter((call) => call.startsWith('dynamodb'))).toEqual(['dynamodb:PutItem']);
  });
});

describe('six episodes within an hour', () => {
  it('trip the machine with one notice and exit code 1; once it is resumed it is restarted again', async () => {
    const { tripped, resumed, again } = await playRestarts('trip');
    expect(tripped.code).toBe(1);
    expect(tripped.report.alerts.map(({ subject }) => subject)).toEqual([
      `Reveille: ${flapper} is not restarted any more: flapping`,
    ]);
    const because = tripped.report.restarts.map((row) => row.because);
    expect(because.filter((each) => each === 'flapping')).toHaveLength(1);
    expect(because.filter((each) => each === 'firing')).toHaveLength(3);
    expect(resumed).toMatchObject({ code: 0, said: { resumed: [{ instanceId: flapper, wasHeldBack: true }] } });
    expect(again.code).toBe(0);
    expect(again.report.restarts.map((row) => row.because)).toEqual(['firing', 'resolved']);
    expect(again.report.jobs.flatMap((job) => job.verdicts)).toMatchObject([
      { instanceId: flapper, verdict: 'confirmed', did: 'start' },
    ]);
  });
});
