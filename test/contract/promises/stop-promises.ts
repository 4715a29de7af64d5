import { expect, it } from 'vitest';
import { providerFacts } from '../../../shared/contract/provider-facts.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { failureIn } from '../../support/providers/a-provider.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';

/**
 * Accepted means accepted and no more; a stop is as gentle or as hard as it was asked for, and
 * never left to a default.
 */
export function stopPromises(name: ProviderName, phrasing: Phrasing): void {
  const { id, running } = phrasing;

  it('accepts running instances, which are seen stopping and later stopped', async () => {
    const rows = many(phrasing, 2, { status: running, stopSeconds: 20 });
    const { stop, observe, clock } = await aCloud(name, phrasing, rows);
    const ids = [id(0), id(1)];
    const states = async () => [...(await observe(ids)).values()].map(({ state }) => state);
    expect(await states()).toEqual(['running', 'running']);
    expect([...(await stop(ids))]).toMatchObject(ids.map((own) => [own, { result: 'accepted' }]));
    expect(await states()).toEqual(['stopping', 'stopping']);
    clock.ms += 20_000;
    expect(await states()).toEqual(['stopped', 'stopped']);
  });

  it('stops 100 instances with one request and answers for each', async () => {
    const { stop, received } = await aCloud(name, phrasing, many(phrasing, 100, { status: running }));
    const ids = Array.from({ length: 100 }, (_, n) => id(n));
    expect([...(await stop(ids)).keys()]).toEqual(ids);
    expect(received()).toEqual([{ action: 'StopInstances', ids: 100, code: null }]);
  });

  it.each((['keep-charging', 'stop-charging'] as const).flatMap((mode) => [true, false].map((force) => ({ mode, force }))))(
    'says how to stop, so that no default decides: $mode, force $force',
    async ({ mode, force }) => {
      const { stop, clouds } = await aCloud(name, phrasing, many(phrasing, 1, { status: running }));
      await stop([id(0)], { mode, force });
      const stopCharging = mode === 'stop-charging' && providerFacts[name].features.stopCharging;
      expect(clouds.instance(name, id(0))?.lastStop).toEqual({ forced: force, stopCharging });
    },
  );

  it('does not count a stop that the guest ignores as anything but a later look', async () => {
    const { stop, observe, clock } = await aCloud(name, phrasing, {
      [id(0)]: { status: running, ignoresStop: 1, stopSeconds: 5 },
    });
    expect((await stop([id(0)])).get(id(0))).toMatchObject({ result: 'accepted' });
    clock.ms += 5_000;
    expect((await observe([id(0)])).get(id(0))?.state).toBe('running');
  });

  it('ends a stop that is stuck by force', async () => {
    const row = { status: running, stuckStopping: true, stopSeconds: 5 };
    const { stop, observe, clock } = await aCloud(name, phrasing, { [id(0)]: row });
    const state = async () => (await observe([id(0)])).get(id(0))?.state;
    await stop([id(0)]);
    clock.ms += 3_600_000;
    expect(await state()).toBe('stopping');
    expect((await stop([id(0)], { force: true })).get(id(0))).toMatchObject({ result: 'accepted' });
    clock.ms += 5_000;
    expect(await state()).toBe('stopped');
  });

  it('says that a stopped instance is in the wrong state, not that it failed for good', async () => {
    const { stop, word } = await aCloud(name, phrasing, many(phrasing, 1));
    const { failure } = await failureIn(stop([id(0)], { batchMode: 'AllTogether' }));
    expect(failure).toMatchObject({ kind: 'wrongState', requestId: expect.stringMatching(/./) });
    expect(word(id(0))).toBe(phrasing.stopped);
  });

  it('is told when an instance is not there, as for a start', async () => {
    const { stop } = await aCloud(name, phrasing, many(phrasing, 1, { status: running }));
    const { failure } = await failureIn(stop([id(9), id(0)], { batchMode: 'AllTogether' }));
    expect(failure).toMatchObject({ kind: 'instance', code: expect.stringMatching(/NOT_?FOUND/i) });
  });
}
