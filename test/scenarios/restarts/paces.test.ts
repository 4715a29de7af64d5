import { beforeAll, describe, expect, it } from 'vitest';
import { untilHostEnds } from '../../support/run-host.ts';
import { type EndOf, playRestarts } from './play-restarts.ts';

let end: EndOf<'paces'>;
beforeAll(async () => {
  end = await playRestarts('paces');
}, untilHostEnds);

// How long this machine works is not asserted, only how long the stack lets an alert wait.
describe('from an alert to the provider', () => {
  it('nothing waits when the functions are warm: three seconds are a long time', () => {
    expect(end.timed).toMatchObject({ action: 'StartInstances' });
    expect(end.timed.waitedMs).toBeLessThan(1_000);
  });

  it('the hold-off passes, and not more: what recovers within it is left alone', () => {
    expect(end.held).toMatchObject({ action: 'RebootInstances' });
    expect(end.held.tookMs).toBeGreaterThanOrEqual(60_000);
    expect(end.held.waitedMs).toBeLessThan(62_000);
    expect(end.decisions.recovers).toEqual(['resolved', 'resolved']);
    expect(end.changes.recovers).toEqual([]);
  });
});

describe('one machine is restarted once', () => {
  it('when a request is delivered twice at once, and its episode is told again later', () => {
    expect(end.changes.twice).toEqual(['RebootInstances']);
    expect(end.decisions.twice).toEqual(['firing', 'duplicate', 'duplicate']);
    expect(end.ends.twice).toBe('confirmed');
  });

  it('when two sources tell of it at the same time, and of its recovery', () => {
    expect(end.changes.bySources).toEqual(['RebootInstances']);
    expect(end.decisions.bySources?.slice(0, 2)).toEqual(['firing', 'cooldown']);
    expect(new Set(end.decisions.bySources?.slice(2))).toEqual(new Set(['resolved']));
  });

  it('when the restart function dies right after its claim, or right after it has sent', () => {
    expect(end.changes).toMatchObject({ claimed: ['RebootInstances'], sent: ['RebootInstances'] });
    expect(end.ends).toMatchObject({ claimed: 'confirmed', sent: 'confirmed' });
  });

  it('when the power function dies after the reboot, which is over before anybody looks again', () => {
    expect(end.changes.rebooted).toEqual(['RebootInstances']);
    expect(end.ends.rebooted).toBe('Reveille.RebootNotSeen');
  });

  it('or not at all when the power function dies between its permit and the reboot', () => {
    expect(end.changes.permitted).toEqual([]);
    expect(end.ends.permitted).toBe('Reveille.RebootNotSeen');
  });

  it('each function having died once', () => {
    expect(end.killed).toEqual({ claimed: 1, sent: 1, permitted: 1, rebooted: 1 });
  });
});
