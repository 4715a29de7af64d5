import { expect, it } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { failureIn } from '../../support/providers/a-provider.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';

/** Accepted means accepted and no more; every id has its own answer. */
export function startPromises(name: ProviderName, phrasing: Phrasing): void {
  const { id } = phrasing;

  it('accepts stopped instances, which are seen starting and later running', async () => {
    const { start, observe, clock } = await aCloud(name, phrasing, many(phrasing, 2, { startSeconds: 20 }));
    const ids = [id(0), id(1)];
    const states = async () => [...(await observe(ids)).values()].map(({ state }) => state);
    expect(await states()).toEqual(['stopped', 'stopped']);
    expect([...(await start(ids))]).toMatchObject(ids.map((own) => [own, { result: 'accepted' }]));
    expect(await states()).toEqual(['starting', 'starting']);
    clock.ms += 20_000;
    expect(await states()).toEqual(['running', 'running']);
  });

  it('starts 100 instances with one request and answers for each', async () => {
    const { start, received } = await aCloud(name, phrasing, many(phrasing, 100));
    const ids = Array.from({ length: 100 }, (_, n) => id(n));
    expect([...(await start(ids)).keys()]).toEqual(ids);
    expect(received()).toEqual([{ action: 'StartInstances', ids: 100, code: null }]);
  });

  it('does not count a start that fell back as anything but a later look', async () => {
    const { start, observe, clock } = await aCloud(name, phrasing, { [id(0)]: { fallsBack: 1, startSeconds: 5 } });
    expect((await start([id(0)])).get(id(0))).toMatchObject({ result: 'accepted' });
    clock.ms += 5_000;
    expect((await observe([id(0)])).get(id(0))?.state).toBe('stopped');
  });

  it('says that a running instance is in the wrong state, not that it failed for good', async () => {
    const { provider, ...cloud } = await aCloud(name, phrasing, many(phrasing, 1));
    await cloud.start([id(0)]);
    const second = cloud.start([id(0)], { batchMode: 'AllTogether' });
    expect((await failureIn(second)).failure).toMatchObject({ kind: 'wrongState', requestId: expect.stringMatching(/./) });
    expect(provider.name).toBe(name);
  });
}
