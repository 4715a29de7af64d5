import { describe, expect, it } from 'vitest';
import { parseConfiguration, readConfiguration } from '../../../shared/contract/configuration-file.ts';
import { changed, sound } from './sound-configuration.ts';

describe('a sound configuration', () => {
  it('is compiled: milliseconds, and null where there is no region', () => {
    expect(parseConfiguration(sound, 'r.yaml')).toEqual({
      accounts: {
        ali: { provider: 'alibaba', secret: 'reveille/ali' },
        ten: { provider: 'tencent', secret: 'reveille/ten' },
        zen: { provider: 'zenlayer', secret: 'reveille/zen' },
      },
      schedules: {
        mornings: {
          timezone: 'Asia/Shanghai',
          start: { cron: '30 8 ? * MON-FRI *' },
          expiresAfterMs: 7_200_000,
          confirmWithinMs: 90_000,
          dryRun: true,
          batchMode: 'SuccessFirst',
          targets: [
            { account: 'ali', region: 'cn-hangzhou', instances: ['i-1', 'i-2'], initLocalDisk: true },
            { account: 'ten', region: 'ap-shanghai', instances: ['ins-1'], initLocalDisk: false },
            { account: 'zen', region: null, instances: ['1500000000000000001'], initLocalDisk: false },
          ],
        },
      },
      alerts: { email: ['ops@example.com'] },
    });
  });

  it('has defaults for what may be left out', () => {
    const text = `
accounts: { z: { provider: zenlayer, secret: s } }
schedules: { s: { start: { cron: 0 1 * * ? * }, targets: [{ account: z, instances: [a] }] } }`;
    const { schedules, alerts } = parseConfiguration(text, 'r.yaml');
    expect(schedules.s).toEqual({
      timezone: 'UTC',
      start: { cron: '0 1 * * ? *' },
      expiresAfterMs: 3_600_000,
      confirmWithinMs: 900_000,
      dryRun: false,
      batchMode: 'SuccessFirst',
      targets: [{ account: 'z', region: null, instances: ['a'], initLocalDisk: false }],
    });
    expect(alerts).toEqual({ email: [] });
  });

  it.each([
    {
      what: 'a cron in its normal spelling',
      from: '30 8 ? * MON-FRI *',
      to: ' 30  8 ? * mon-fri * ',
      has: '"30 8 ? * MON-FRI *"',
    },
    {
      what: 'an endpoint as an origin',
      from: 'reveille/ali }',
      to: 'a, endpoint: "HTTP://Localhost:80/" }',
      has: '"http://localhost"',
    },
    {
      what: 'a key of its own',
      from: 'reveille/ali }',
      to: 'a, kmsKey: "arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1" }',
      has: 'key/mrk-1',
    },
    {
      what: 'limits of its own',
      from: 'reveille/ten }',
      to: 'a, limits: { start: 1, describe: 2.5 } }',
      has: '{"start":1,"describe":2.5}',
    },
    {
      what: 'one limit of its own',
      from: 'reveille/ten }',
      to: 'a, limits: { describe: 1000 } }',
      has: '"limits":{"describe":1000}',
    },
    { what: 'aliases', from: 'instances: [ins-1]', to: 'instances: &x [i-9]', has: '"i-9"' },
    {
      what: 'an id in two regions',
      from: 'ap-shanghai, instances: [ins-1]',
      to: 'ap-x, instances: [ins-1] }\n      - { account: ten, region: ap-y, instances: [ins-1]',
      has: 'ap-y',
    },
    { what: 'names that objects have', from: 'mornings:', to: 'constructor:', has: '"constructor":{"timezone"' },
  ])('may have $what', ({ from, to, has }) => {
    expect(JSON.stringify(parseConfiguration(changed(from, to), 'r.yaml'))).toContain(has);
  });

  it('may be JSON, indented with tabs, behind a byte order mark', () => {
    const json = {
      accounts: { z: { provider: 'zenlayer', secret: 's' } },
      schedules: { s: { start: { cron: '0 1 * * ? *' }, targets: [{ account: 'z', instances: ['a'] }] } },
    };
    expect(parseConfiguration(`\uFEFF${JSON.stringify(json, null, '\t')}`, 'r.json').accounts).toEqual(json.accounts);
  });

  it("is this repository's own sample", async () => {
    const { accounts, schedules, alerts } = await readConfiguration('reveille.yaml');
    expect(Object.keys(accounts)).toEqual(['ali-prod', 'tc-dev', 'zen-edge']);
    expect(schedules['office-hours']?.targets.map(({ instances }) => instances.length)).toEqual([3, 1, 2, 2]);
    expect(alerts.email).toEqual(['ops@example.com']);
  });
});
