import { expect, it } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn } from '../../support/providers/a-provider.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';
import { deserted } from '../../support/scripted-server.ts';
import { actionOf, callNames, make } from './provider-calls.ts';

/**
 * No answer is told apart from no request: only what certainly never left this machine is known
 * not to have happened.
 */
export function silencePromises(name: ProviderName, phrasing: Phrasing): void {
  const { id, credentials, region } = phrasing;

  it('knows that nothing was done when the connection is refused', async () => {
    const origin = await deserted();
    const called = aProvider(name, { origin, credentials, region });
    for (const call of callNames) {
      const { failure } = await failureIn(make(called, call, [id(0)]));
      expect(failure).toMatchObject({ kind: 'transient', code: 'Reveille.Unreachable', requestId: null });
      expect(failure.message).toContain(new URL(origin).host);
    }
    expect(called.counted).toEqual(callNames.map((call) => actionOf(phrasing, call)));
  });

  it.each([
    { call: 'start', when: 'before', ends: 'stopped' },
    { call: 'start', when: 'after', ends: 'starting' },
    { call: 'stop', when: 'before', ends: 'running' },
    { call: 'stop', when: 'after', ends: 'stopping' },
  ] as const)('does not know what was done when the connection breaks $when the $call took effect', async (row) => {
    const { call, when, ends } = row;
    const action = actionOf(phrasing, call);
    const faults = [{ provider: name, action, fault: { kind: 'reset', when } }] as const;
    const status = call === 'start' ? phrasing.stopped : phrasing.running;
    const cloud = await aCloud(name, phrasing, many(phrasing, 1, { status }), { faults });
    const { failure } = await failureIn(make(cloud, call, [id(0)]));
    expect(failure).toMatchObject({ kind: 'outcomeUnknown', code: 'Reveille.NoAnswer', requestId: null });
    expect(cloud.received().filter((received) => received.action === action)).toHaveLength(1);
    expect((await cloud.observe([id(0)])).get(id(0))?.state).toBe(ends);
  });

  it.each(callNames)('does not know what was done when a %s hangs until time is up', async (call) => {
    const time = new AbortController();
    const faults = [{ provider: name, action: actionOf(phrasing, call), fault: { kind: 'hang' } }] as const;
    const cloud = await aCloud(name, phrasing, many(phrasing, 1), {
      faults,
      beforeAnswer: () => time.abort(),
      call: { signal: time.signal },
    });
    const { failure } = await failureIn(make(cloud, call, [id(0)]));
    expect(failure).toMatchObject({ kind: 'outcomeUnknown', code: 'Reveille.NoAnswer' });
    expect(failure.message).toContain('did not answer in time');
    expect([cloud.received().length, cloud.counted.length]).toEqual([1, 1]);
  });

  it('sends and counts nothing once time is up', async () => {
    const cloud = await aCloud(name, phrasing, many(phrasing, 1), {
      call: { signal: AbortSignal.abort() },
    });
    for (const call of callNames) {
      expect((await failureIn(make(cloud, call, [id(0)]))).failure).toMatchObject({
        kind: 'transient',
        code: 'Reveille.OutOfTime',
      });
    }
    expect([cloud.received(), cloud.counted]).toEqual([[], []]);
  });
}
