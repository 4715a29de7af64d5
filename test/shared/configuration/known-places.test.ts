import { describe, expect, it } from 'vitest';
import { idMistake, isIdOf, isRegionOf, placeWarnings, regionMistake } from '../../../shared/configuration/rules/known-places.ts';
import { aConfiguration, aSchedule, aTarget } from '../../cli/a-configuration.ts';

describe('a region', () => {
  it.each([
    { provider: 'alibaba', region: 'cn-hangzhou', problem: undefined },
    { provider: 'alibaba', region: 'cn-hangzhou-finance', problem: undefined },
    { provider: 'alibaba', region: 'cn-hangzou', problem: undefined },
    { provider: 'alibaba', region: 'xx-new-1', problem: undefined },
    { provider: 'alibaba', region: 'Hangzhou', problem: '"Hangzhou" is not a region' },
    { provider: 'alibaba', region: 'cn-hangzhou-h', problem: '"cn-hangzhou-h" is a zone' },
    { provider: 'alibaba', region: 'ap-shanghai', problem: '"ap-shanghai" is a region of Tencent' },
    { provider: 'tencent', region: 'ap-shanghai', problem: undefined },
    { provider: 'tencent', region: 'ap-shanghai-fsi', problem: undefined },
    { provider: 'tencent', region: 'ap-shanghai-2', problem: '"ap-shanghai-2" is a zone' },
    { provider: 'tencent', region: 'cn-hangzhou', problem: '"cn-hangzhou" is a region of Alibaba' },
  ] as const)('$region of $provider: $problem', ({ provider, region, problem }) => {
    expect(regionMistake(provider, region)?.problem).toBe(problem);
  });

  it('names the region around a zone', () => {
    expect(regionMistake('alibaba', 'cn-hangzhou-h')?.fix).toBe('write its region, cn-hangzhou');
  });
});

describe('an instance id', () => {
  it.each([
    { provider: 'alibaba', id: 'i-TestID', problem: undefined },
    { provider: 'alibaba', id: 'AY1210180339', problem: undefined },
    { provider: 'alibaba', id: 'ins-r8hr2upy', problem: '"ins-r8hr2upy" is an instance id of Tencent' },
    { provider: 'alibaba', id: '1500000000000000001', problem: '"1500000000000000001" is an instance id of Zenlayer' },
    { provider: 'tencent', id: 'i-bp1', problem: '"i-bp1" is an instance id of Alibaba' },
    { provider: 'zenlayer', id: 'ins-r8hr2upy', problem: '"ins-r8hr2upy" is an instance id of Tencent' },
    { provider: 'zenlayer', id: 'a', problem: undefined },
  ] as const)('$id of $provider: $problem', ({ provider, id, problem }) => {
    expect(idMistake(provider, id)?.problem).toBe(problem);
  });
});

it('warns of a region that is not known, with what was meant, and of an id that looks odd', () => {
  const typo = aTarget({ account: 'ali', region: 'cn-hangzou', instances: ['i-1', 'web-1'] });
  const fresh = aTarget({ account: 'ali', region: 'xx-new-1', instances: ['i-2'] });
  const fine = aTarget({ account: 'zen', region: null, instances: ['1'] });
  expect(placeWarnings(aConfiguration({ hours: aSchedule({ targets: [typo, fresh, fine, typo] }) }))).toEqual([
    'schedules.hours: region "cn-hangzou" is not known at Alibaba; did you mean cn-hangzhou?',
    'schedules.hours: "web-1" does not look like an instance id of Alibaba; compare it with the console',
    'schedules.hours: region "xx-new-1" is not known at Alibaba; correct it, unless it is new',
  ]);
  expect([isRegionOf('zenlayer', null), isRegionOf('tencent', 'cn-hangzhou'), isIdOf('tencent', 'ins-1')]).toEqual([
    true,
    false,
    false,
  ]);
});
