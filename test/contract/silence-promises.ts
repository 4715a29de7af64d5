import { expect, it } from 'vitest';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { deserted } from '../shared/http/scripted-server.ts';
import { aCloud, many } from './a-cloud.ts';
import { aProvider, failureIn } from './a-provider.ts';
import type { Phrasing } from './phrasing.ts';

/** No answer is told apart from no request: only what certainly never left this machine is known not to have happened. */
export function silencePromises(name: ProviderName, phrasing: Phrasing): void {
  const { id, credentials, region, look } = phrasing;

  it('knows that nothing was done when the connection is refused', async () => {
    const origin = await deserted();
    const { observe, start, counted } = aProvider(name, { origin, credentials, region });
    for (const call of [observe, start]) {
      const { failure } = await failureIn(call([id(0)]));
      expect(failure).toMatchObject({ kind: 'transient', code: 'Reveille.Unreachable', requestId: null });
      expect(failure.message).toContain(new URL(origin).host);
    }
    expect(counted).toEqual([look, 'StartInstances']);
  });

  it.each([
    { when: 'before', ends: 'stopped' },
    { when: 'after', ends: 'starting' },
  ] as const)('does not know what was done when the connection breaks $when the start took effect', async ({ when, ends }) => {
    const faults = [{ provider: name, action: 'StartInstances', fault: { kind: 'reset', when } }] as const;
    const { start, observe, received } = await aCloud(name, phrasing, many(phrasing, 1), { faults });
    const { failure } = await failureIn(start([id(0)]));
    expect(failure).toMatchObject({ kind: 'outcomeUnknown', code: 'Reveille.NoAnswer', requestId: null });
    expect(received().filter(({ action }) => action === 'StartInstances')).toHaveLength(1);
    expect((await observe([id(0)])).get(id(0))?.state).toBe(ends);
  });

  it.each(['look', 'start'] as const)('does not know what was done when a %s hangs until time is up', async (call) => {
    const time = new AbortController();
    const action = call === 'look' ? look : 'StartInstances';
    const faults = [{ provider: name, action, fault: { kind: 'hang' } }] as const;
    const { observe, start, received, counted } = await aCloud(name, phrasing, many(phrasing, 1), {
      faults,
      beforeAnswer: () => time.abort(),
      call: { signal: time.signal },
    });
    const { failure } = await failureIn(call === 'look' ? observe([id(0)]) : start([id(0)]));
    expect(failure).toMatchObject({ kind: 'outcomeUnknown', code: 'Reveille.NoAnswer' });
    expect(failure.message).toContain('did not answer in time');
    expect([received().length, counted.length]).toEqual([1, 1]);
  });

  it('sends and counts nothing once time is up', async () => {
    const { observe, start, received, counted } = await aCloud(name, phrasing, many(phrasing, 1), {
      call: { signal: AbortSignal.abort() },
    });
    for (const call of [observe, start]) {
      expect((await failureIn(call([id(0)]))).failure).toMatchObject({ kind: 'transient', code: 'Reveille.OutOfTime' });
    }
    expect([received(), counted]).toEqual([[], []]);
  });
}
