import { expect, it } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { failureIn } from '../../support/providers/a-provider.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';

/**
 * Accepted means accepted and no more: the instance leaves running and comes back. A reboot is as
 * gentle or as hard as it was asked for, and never left to a default.
 */
export function rebootPromises(name: ProviderName, phrasing: Phrasing): void {
  const { id, running } = phrasing;

  it('accepts running instances, which are seen away and later running again', async () => {
    const { reboot, observe, clock } = await aCloud(name, phrasing, many(phrasing, 2, { status: running, rebootSeconds: 20 }));
    const ids = [id(0), id(1)];
    const states = async () => [...new Set([...(await observe(ids)).values()].map(({ state }) => state))];
    expect([...(await reboot(ids))]).toMatchObject(ids.map((own) => [own, { result: 'accepted' }]));
    const [away] = await states();
    expect(['stopping', 'starting']).toContain(away);
    clock.ms += 19_000;
    expect(await states()).toEqual(['starting']);
    clock.ms += 1_000;
    expect(await states()).toEqual(['running']);
  });

  it('reboots 100 instances with one request and answers for each', async () => {
    const { reboot, received } = await aCloud(name, phrasing, many(phrasing, 100, { status: running }));
    const ids = Array.from({ length: 100 }, (_, n) => id(n));
    expect([...(await reboot(ids)).keys()]).toEqual(ids);
    expect(received()).toEqual([{ action: 'RebootInstances', ids: 100, code: null }]);
  });

  it.each([true, false])('says whether the power is cut, so that no default decides: force %s', async (force) => {
    const { reboot, observe, clock } = await aCloud(name, phrasing, many(phrasing, 1, { status: running, stuckRebooting: true }));
    await reboot([id(0)], { force });
    clock.ms += 3_600_000;
    expect((await observe([id(0)])).get(id(0))?.state === 'running').toBe(force);
  });

  it('does not count a reboot that the guest ignores as anything but running', async () => {
    const { reboot, observe } = await aCloud(name, phrasing, many(phrasing, 1, { status: running, ignoresReboot: 1 }));
    expect((await reboot([id(0)])).get(id(0))).toMatchObject({ result: 'accepted' });
    const seen = (await observe([id(0)])).get(id(0));
    expect(seen).toMatchObject({ state: 'running', succeeded: null });
  });

  it('says that a stopped instance is in the wrong state, not that it failed for good', async () => {
    const { reboot, word } = await aCloud(name, phrasing, many(phrasing, 1));
    const { failure } = await failureIn(reboot([id(0)], { batchMode: 'AllTogether' }));
    expect(failure).toMatchObject({ kind: 'wrongState', requestId: expect.stringMatching(/./) });
    expect(word(id(0))).toBe(phrasing.stopped);
  });

  it('is told when an instance is not there, as for a start', async () => {
    const { reboot } = await aCloud(name, phrasing, many(phrasing, 1, { status: running }));
    const { failure } = await failureIn(reboot([id(9), id(0)], { batchMode: 'AllTogether' }));
    expect(failure).toMatchObject({ kind: 'instance', code: expect.stringMatching(/NOT_?FOUND/i) });
  });

  it('meets a refusal that the state plans, of the soft one only', async () => {
    const code = name === 'zenlayer' ? 'OPERATION_DENIED_INSTANCE_STATUS' : 'InternalError';
    const refusesReboot = { code, only: 'soft' as const };
    const { reboot } = await aCloud(name, phrasing, many(phrasing, 1, { status: running, refusesReboot }));
    expect((await failureIn(reboot([id(0)], { batchMode: 'AllTogether' }))).failure.code).toBe(code);
    expect((await reboot([id(0)], { force: true })).get(id(0))).toMatchObject({ result: 'accepted' });
  });
}
