import { expect, it } from 'vitest';
import { readCloudState } from '../../../local/clouds/read-cloud-state.ts';

const alibaba = { provider: 'alibaba', region: 'cn-hangzhou', id: 'i-1', status: 'Stopped' };
const zenlayer = { provider: 'zenlayer', id: '15', status: 'STOPPED' };

it.each([
  {
    instances: [{ ...alibaba, provider: 'aws' }],
    mistake: 'instances[0].provider: is not one of alibaba, tencent, zenlayer',
  },
  { instances: [{ ...alibaba, region: null }], mistake: 'instances[0].region: is required for this provider' },
  {
    instances: [{ ...zenlayer, region: 'hkg' }],
    mistake: 'instances[0].region: must be absent or null: this provider has no regions',
  },
  { instances: [{ ...alibaba, id: 'ins-1' }], mistake: 'instances[0].id: is not an instance id of this provider' },
  {
    instances: [{ ...zenlayer, id: 15 }],
    mistake: 'instances[0].id: is not a text',
  },
  { instances: [zenlayer, alibaba, zenlayer], mistake: 'instances: lists an instance twice' },
  { instances: [{ ...zenlayer, lock: 'x' }], mistake: 'instances[0].lock: this provider has no locks' },
  {
    instances: [{ ...alibaba, refuses: { code: null } }],
    mistake: 'instances[0].refuses.code: null means the list of failed ids, which this provider does not have',
  },
  {
    instances: [{ ...alibaba, refuses: { code: 'X', times: 0 } }],
    mistake: 'instances[0].refuses.times: must be at least 1',
  },
  {
    instances: [{ ...alibaba, refusesStop: { code: null } }],
    mistake: 'instances[0].refusesStop.code: null means the list of failed ids, which this provider does not have',
  },
  {
    instances: [{ ...alibaba, refuses: { code: 'X', only: 'soft' } }],
    mistake: 'instances[0].refuses: has an unknown key "only"',
  },
  {
    instances: [{ ...alibaba, resourceGroup: 'g' }],
    mistake: 'instances[0].resourceGroup: this provider has no resource groups here',
  },
  {
    instances: [{ ...zenlayer, soldOut: 1 }],
    mistake: 'instances[0].soldOut: this provider has no stop without charge',
  },
  {
    instances: [{ ...zenlayer, noStopCharging: true }],
    mistake: 'instances[0].noStopCharging: this provider has no stop without charge',
  },
  {
    instances: [{ ...alibaba, tags: { '': 'x' } }],
    mistake: 'instances[0].tags.: is not allowed as a key',
  },
  { instances: [{ ...alibaba, colour: 'red' }], mistake: 'instances[0]: has an unknown key "colour"' },
  { instances: [{ ...alibaba, startSeconds: -1 }], mistake: 'instances[0].startSeconds: must not be negative' },
])('an instance of a state file is told its mistake: $mistake', ({ instances, mistake }) => {
  expect(readCloudState(JSON.stringify({ instances }))).toEqual({ mistakes: [mistake] });
});
