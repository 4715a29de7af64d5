import { describe, expect, it } from 'vitest';
import { cloudState } from '../../../local/clouds/cloud-state.ts';
import { readCloudState } from '../../../local/clouds/read-cloud-state.ts';
import { sampleState } from '../../../local/clouds/sample-state.ts';

const alibaba = { provider: 'alibaba', region: 'cn-hangzhou', id: 'i-1', status: 'Stopped' };
const zenlayer = { provider: 'zenlayer', id: '15', status: 'STOPPED' };

describe('a state file', () => {
  it('may say everything there is to say', () => {
    const state = {
      credentials: {
        alibaba: { accessKeyId: 'a', accessKeySecret: 'b', securityToken: 'c' },
        tencent: { secretId: 'a', secretKey: 'b', token: 'c' },
        zenlayer: { accessKeyId: 'a', accessKeyPassword: 'b' },
      },
      clock: 'requests',
      instances: [
        {
          ...alibaba,
          startSeconds: 0,
          refuses: { code: 'X', message: '', status: 403, times: 1 },
          fallsBack: 1,
          hidden: true,
          lock: 'security',
          tags: { power: 'office-hours', team: '' },
          stopSeconds: 0.5,
          refusesStop: { code: 'X', only: 'forced', times: 1 },
          ignoresStop: 1,
          stuckStopping: true,
          noStopCharging: true,
          soldOut: 1,
        },
        { ...zenlayer, region: null, refuses: { code: null }, refusesStop: { code: null }, resourceGroup: 'group-7' },
      ],
      faults: [
        {
          provider: 'alibaba',
          action: 'StartInstances',
          dryRun: true,
          times: 2,
          fault: { kind: 'error', status: 500, code: 'X', message: '' },
        },
        {
          provider: 'tencent',
          action: 'StartInstances',
          fault: { kind: 'html', status: 502, body: '', headers: { via: 'a proxy' } },
        },
        { provider: 'tencent', action: 'DescribeInstances', fault: { kind: 'raw', status: 200, body: '' } },
        { provider: 'zenlayer', action: 'StartInstances', fault: { kind: 'reset', when: 'after' } },
        { provider: 'zenlayer', action: 'DescribeInstancesStatus', fault: { kind: 'hang' } },
        { provider: 'zenlayer', action: 'StartInstances', fault: { kind: 'trickle' } },
        { provider: 'alibaba', action: 'StopInstances', dryRun: false, fault: { kind: 'hang' } },
        { provider: 'tencent', action: 'StopInstances', fault: { kind: 'hang' } },
        { provider: 'zenlayer', action: 'StopInstances', fault: { kind: 'hang' } },
        { provider: 'zenlayer', action: 'StartInstances', fault: { kind: 'huge', bytes: 9_000_000 } },
      ],
      limits: [
        { provider: 'alibaba', action: 'StartInstance', perSecond: 0.5 },
        { provider: 'zenlayer', action: 'DescribeInstances', perSecond: 2 },
      ],
    };
    expect(readCloudState(JSON.stringify(state))).toEqual({ state });
  });

  it('trims keys as consoles hand them out', () => {
    const text = JSON.stringify({ credentials: { zenlayer: { accessKeyId: 'a\n', accessKeyPassword: ' b ' } }, instances: [] });
    expect(readCloudState(text)).toMatchObject({
      state: { credentials: { zenlayer: { accessKeyId: 'a', accessKeyPassword: 'b' } } },
    });
  });

  it('of the sample is one', () => {
    expect(cloudState.parse(sampleState)).toEqual(sampleState);
  });

  it.each([
    { that: 'no JSON', text: '{"instances": secret}', mistakes: ['is not JSON'] },
    { that: 'cut off', text: '{"instances": []', mistakes: ['is not JSON (line 1 column 17)'] },
    { that: 'a list', text: '[]', mistakes: ['the whole file: is not a mapping'] },
    { that: 'empty', text: '{}', mistakes: ['instances: is missing'] },
  ])('that is $that: $mistakes', ({ text, mistakes }) => {
    expect(readCloudState(text)).toEqual({ mistakes });
  });

  it.each([
    { change: { clock: 'fast' }, mistake: 'clock: is not one of real, requests' },
    { change: { servers: [] }, mistake: 'the whole file: has an unknown key "servers"' },
    {
      change: { credentials: { alibaba: { accessKeyId: 'a' } } },
      mistake: 'credentials.alibaba.accessKeySecret: is missing',
    },
    { change: { credentials: { aws: {} } }, mistake: 'credentials: has an unknown key "aws"' },
    {
      change: { limits: [{ provider: 'zenlayer', action: 'StartInstance', perSecond: 1 }] },
      mistake: 'limits[0].action: is not an action that this stand-in answers',
    },
    {
      change: { limits: [{ provider: 'zenlayer', action: 'StartInstances', perSecond: 0 }] },
      mistake: 'limits[0].perSecond: must be positive',
    },
    {
      change: { faults: [{ provider: 'alibaba', action: 'StartInstances', fault: { kind: 'reset', when: 'now' } }] },
      mistake: 'faults[0].fault.when: is not one of before, after',
    },
    {
      change: { faults: [{ provider: 'alibaba', action: 'StartInstances', fault: { kind: 'html', status: 99, body: '' } }] },
      mistake: 'faults[0].fault.status: must be at least 200',
    },
  ])('is told its mistake: $mistake', ({ change, mistake }) => {
    expect(readCloudState(JSON.stringify({ instances: [], ...change }))).toEqual({ mistakes: [mistake] });
  });
});
