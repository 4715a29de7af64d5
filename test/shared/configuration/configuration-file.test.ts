import { describe, expect, it } from 'vitest';
import { parseConfiguration, readConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { sound } from './sound-configuration.ts';

/**
 * The stop options of a target that says nothing of them, under a schedule that says nothing
 * either.
 */
const stopDefaults = { stopMode: 'keep-charging', force: false, forceAfterMs: 300_000 };
const byIds = { selection: null, initLocalDisk: false, ...stopDefaults };

describe('a sound configuration', () => {
  const { accounts, calendars, schedules, sources, restarts, alerts } = parseConfiguration(sound, 'r.yaml');

  it('is compiled: milliseconds, and null where there is no region', () => {
    expect(accounts).toEqual({
      ali: { provider: 'alibaba', secret: 'reveille/ali' },
      ten: { provider: 'tencent', secret: 'reveille/ten' },
      zen: { provider: 'zenlayer', secret: 'reveille/zen' },
    });
    expect(alerts).toEqual({ email: ['ops@example.com'] });
    expect(schedules.mornings).toEqual({
      timezone: 'Asia/Shanghai',
      transitions: [{ action: 'start', rule: { kind: 'cron', cron: '30 8 ? * MON-FRI *' } }],
      ...{ calendar: null, unknownYear: 'weekdays', exceptions: [] },
      ...{
        expiresAfterMs: { start: 7_200_000, stop: 7_200_000 },
        confirmWithinMs: 90_000,
        dryRun: true,
        batchMode: 'SuccessFirst',
      },
      targets: [
        { account: 'ali', region: 'cn-hangzhou', instances: ['i-1', 'i-2'], ...byIds, initLocalDisk: true },
        { account: 'ten', region: 'ap-shanghai', instances: ['ins-1'], ...byIds },
        { account: 'zen', region: null, instances: ['1500000000000000001'], ...byIds },
      ],
    });
  });

  it('hands stop options down to the targets that have none of their own', () => {
    const { targets } = schedules.hours ?? {};
    const common = { instances: [], initLocalDisk: false };
    expect(targets).toEqual([
      {
        ...{ account: 'ten', region: 'ap-seoul', ...common, stopMode: 'stop-charging', force: true, forceAfterMs: 360_000 },
        selection: { tags: { power: 'hours' }, resourceGroup: null, maxMatches: 50 },
      },
      {
        ...{ account: 'zen', region: null, ...common, stopMode: 'keep-charging', force: false, forceAfterMs: 7_200_000 },
        selection: { tags: { power: '1' }, resourceGroup: 'rg-1', maxMatches: null },
      },
    ]);
  });

  it('lists its transitions, starts first, and its exceptions', () => {
    expect(schedules.hours).toMatchObject({
      ...{ calendar: 'factory', unknownYear: 'skip' },
      transitions: [
        { action: 'start', rule: { kind: 'at', time: '09:00', days: 'workdays' } },
        { action: 'stop', rule: { kind: 'at', time: '18:00', days: [2, 3, 4, 5] } },
        { action: 'stop', rule: { kind: 'at', time: '15:30', days: [6] } },
        { action: 'stop', rule: { kind: 'once', date: '2027-01-02', time: '12:00' } },
      ],
      exceptions: [
        { from: '2026-11-28', to: '2026-11-28', effect: 'run', actions: ['start', 'stop'], because: 'release' },
        { from: '2026-12-24', to: '2027-01-01', effect: 'skip', actions: ['stop'], because: '' },
      ],
    });
  });

  it('compiles its sources and restarts: milliseconds, and null for what is not there', () => {
    expect(sources).toEqual({
      prom: { kind: 'alertmanager', secret: 'reveille/prom', idLabel: 'machine', names: {} },
      aws: { kind: 'cloudwatch', secret: null, idLabel: 'instance_id', names: { 'web-1-down': 'ins-7' } },
    });
    expect(restarts).toEqual({
      'web-down': {
        ...{ sources: ['prom', 'aws'], match: { alertname: ['Down', 'Gone'] }, schedule: 'hours' },
        targets: [
          { account: 'ten', region: 'ap-tokyo', instances: ['ins-7', 'ins-8'] },
          { account: 'zen', region: null, instances: ['1500000000000000007'] },
        ],
        ...{ whenStopped: 'start', whenRunning: 'reboot', force: true, forceAfterMs: 240_000 },
        ...{ holdOffMs: 0, cooldownMs: 1_200_000, budget: { perHour: 2, perDay: 5 } },
        ...{ atOnce: { percent: 50, perMs: 300_000 }, flapping: { episodes: 9, withinMs: 1_800_000 }, maxAgeMs: 900_000 },
      },
    });
  });

  it('compiles its calendars to tables', () => {
    expect(calendars.factory).toMatchObject({
      ...{ weekend: [1, 7], years: [2024, 2025, 2026] },
      holidays: { '2026-12-31': 'calendar factory', '2026-10-01': 'National Day (国庆节)' },
      workdays: { '2027-01-02': 'calendar factory', '2026-10-10': 'National Day (国庆节)' },
    });
    expect(calendars.cn?.holidays).not.toHaveProperty('2026-12-31');
  });

  it('has defaults for what may be left out', () => {
    const text = `
accounts: { z: { provider: zenlayer, secret: s } }
schedules: { s: { start: { at: 22:00 }, targets: [{ account: z, instances: [a] }] } }`;
    const least = parseConfiguration(text, 'r.yaml');
    expect(least.schedules.s).toEqual({
      timezone: 'UTC',
      transitions: [{ action: 'start', rule: { kind: 'at', time: '22:00', days: 'daily' } }],
      ...{ calendar: null, unknownYear: 'weekdays', exceptions: [] },
      ...{
        expiresAfterMs: { start: 3_600_000, stop: 3_600_000 },
        confirmWithinMs: 900_000,
        dryRun: false,
        batchMode: 'SuccessFirst',
      },
      targets: [{ account: 'z', region: null, instances: ['a'], ...byIds }],
    });
    expect(least).toMatchObject({ calendars: {}, sources: {}, restarts: {}, alerts: { email: [] } });
  });

  it('has defaults for a restart that says only whose alerts and which machines', () => {
    const text = `
accounts: { z: { provider: zenlayer, secret: s } }
schedules: { s: { start: { at: 22:00 }, targets: [{ account: z, instances: [a] }] } }
sources: { own: { kind: reveille, secret: t } }
restarts: { r: { sources: [own], targets: [{ account: z, instances: [b] }] } }`;
    expect(parseConfiguration(text, 'r.yaml').restarts.r).toEqual({
      ...{ sources: ['own'], match: {}, schedule: null, targets: [{ account: 'z', region: null, instances: ['b'] }] },
      ...{ whenStopped: 'start', whenRunning: 'reboot', force: false, forceAfterMs: 300_000 },
      ...{ holdOffMs: 60_000, cooldownMs: 600_000, budget: { perHour: 3, perDay: 6 } },
      ...{ atOnce: { percent: 20, perMs: 600_000 }, flapping: { episodes: 6, withinMs: 3_600_000 }, maxAgeMs: 1_800_000 },
    });
  });

  it('needs no schedule where it has restarts', () => {
    const restarts = `accounts: { ali: { provider: alibaba, secret: s } }
sources: { p: { kind: alertmanager, secret: x } }
restarts: { w: { sources: [p], targets: [{ account: ali, region: cn-hangzhou, instances: [i-1] }] } }
`;
    expect(parseConfiguration(restarts, 'r.yaml').schedules).toEqual({});
    const account = 'accounts: { ali: { provider: alibaba, secret: s } }\n';
    for (const [rest, problem] of [
      ['', '1:1 schedules: is missing'],
      ['schedules: {}', '2:12 schedules: is empty'],
      ['schedules: []', '2:12 schedules: found a list'],
      ['schedules:', '2:11 schedules: found nothing'],
    ])
      expect(() => parseConfiguration(`${account}${rest}\n`, 'r.yaml')).toThrow(`r.yaml:${problem}; name at least one schedule`);
  });

  it('may be JSON, indented with tabs, behind a byte order mark', () => {
    const json = {
      accounts: { z: { provider: 'zenlayer', secret: 's' } },
      schedules: { s: { start: { cron: '0 1 * * ? *' }, targets: [{ account: 'z', instances: ['a'] }] } },
    };
    expect(parseConfiguration(`\uFEFF${JSON.stringify(json, null, '\t')}`, 'r.json').accounts).toEqual(json.accounts);
  });

  it("is this repository's own sample", async () => {
    const sample = await readConfiguration('reveille.yaml');
    expect(Object.keys(sample.accounts)).toEqual(['ali-prod', 'tc-dev', 'zen-edge']);
    expect(sample.schedules['office-hours']?.calendar).not.toBeNull();
    expect(sample.alerts.email).toEqual(['ops@example.com']);
  });
});
