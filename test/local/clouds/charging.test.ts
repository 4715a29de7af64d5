import { describe, expect, it } from 'vitest';
import { stopChargingOf } from '../../../local/clouds/charging.ts';
import { cloudState } from '../../../local/clouds/cloud-state.ts';
import { instances, openClouds } from './support/open-clouds.ts';

const ali = (more: object) => ({ provider: 'alibaba', region: 'cn-hangzhou', id: 'i-1', status: 'Stopped', ...more }) as const;
const ten = (more: object) =>
  ({ provider: 'tencent', region: 'ap-shanghai', id: 'ins-aaaa1111', status: 'STOPPED', ...more }) as const;

describe('a stop without charge', () => {
  it.each([
    { of: ali({}), comesTo: 'grants' },
    { of: ten({}), comesTo: 'grants' },
    { of: ali({ paid: 'subscription' }), comesTo: 'keeps' },
    { of: ten({ paid: 'subscription' }), comesTo: 'refuses' },
    { of: ten({ paid: 'spot' }), comesTo: 'refuses' },
    { of: ali({ localDisks: true }), comesTo: 'keeps' },
    { of: ten({ noStopCharging: true }), comesTo: 'refuses' },
    { of: ten({ noStopCharging: 'keeps' }), comesTo: 'keeps' },
    { of: ali({ noStopCharging: 'refuses' }), comesTo: 'refuses' },
    { of: ali({ noStopCharging: false }), comesTo: 'grants' },
  ])('$comesTo for $of.provider with $of', ({ of, comesTo }) => {
    expect(stopChargingOf(of)).toBe(comesTo);
  });

  it.each(['paid', 'localDisks', 'noStopCharging'])('is nothing that a state can say of Zenlayer: %s', (key) => {
    const value = key === 'paid' ? 'spot' : true;
    const row = { provider: 'zenlayer', id: '1500000000000000001', status: 'STOPPED', [key]: value };
    expect(cloudState.safeParse({ instances: [row] }).error?.issues).toMatchObject([{ path: ['instances', 0, key] }]);
  });
});

it('refuses at Alibaba with its own code, and says in a row how it is paid', async () => {
  const state = {
    instances: instances('alibaba', { 'i-1': { status: 'Running', noStopCharging: 'refuses', paid: 'spot', localDisks: true } }),
  };
  const { alibaba } = await openClouds(state);
  const RegionId = 'cn-hangzhou';
  const stop = (StoppedMode: string) => alibaba('StopInstances', { RegionId, 'InstanceId.1': 'i-1', StoppedMode });
  expect((await stop('StopCharging')).json).toMatchObject({ Code: 'InvalidInstanceId.NotSupport' });
  expect((await alibaba('DescribeInstances', { RegionId, InstanceIds: '["i-1"]' })).json).toMatchObject({
    Instances: { Instance: [{ InstanceChargeType: 'PostPaid', SpotStrategy: 'SpotAsPriceGo', LocalStorageAmount: 1 }] },
  });
  expect((await stop('KeepCharging')).json).toMatchObject({ InstanceResponses: { InstanceResponse: [{ Code: '200' }] } });
});
