import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { ReveilleStack } from '../../infra/stack.ts';
import type { Configuration, Schedule, Target } from '../../shared/contract/compiled-configuration.ts';
import type { Source } from '../../shared/contract/compiled-restarts.ts';
import { aPolicy } from '../support/a-policy.ts';

/** A schedule with nothing special about it, apart from what `overrides` says. */
export function scheduleOf(overrides: Partial<Schedule>): Schedule {
  return {
    timezone: 'UTC',
    transitions: [{ action: 'start', rule: { kind: 'cron', cron: '0 1 * * ? *' } }],
    calendar: null,
    unknownYear: 'weekdays',
    exceptions: [],
    expiresAfterMs: { start: 3_600_000, stop: 3_600_000 },
    confirmWithinMs: 900_000,
    dryRun: false,
    batchMode: 'SuccessFirst',
    targets: [],
    ...overrides,
  };
}

/** Some instances of one account. */
export function targetOf(account: string, region: string | null, ...instances: string[]): Target {
  const stop = { stopMode: 'keep-charging', force: false, forceAfterMs: 300_000 } as const;
  return { account, region, instances, selection: null, initLocalDisk: false, ...stop };
}

/**
 * Three providers, four accounts (one with a key of its own), two schedules in two time zones, one
 * with four rules, and a calendar that nobody asks.
 */
export const example: Configuration = {
  accounts: {
    'zen-edge': { provider: 'zenlayer', secret: 'reveille/zen-edge' },
    'ali-prod': { provider: 'alibaba', secret: 'reveille/ali-prod', kmsKey: 'arn:aws:kms:eu-west-1:111122223333:key/ali-prod' },
    'ali-test': { provider: 'alibaba', secret: 'reveille/ali-test', endpoint: 'http://127.0.0.1:4101' },
    'tc-dev': { provider: 'tencent', secret: 'reveille/tc-dev' },
  },
  calendars: {
    cn: { weekend: [7, 1], years: [2026], holidays: { '2026-10-01': 'National Day' }, workdays: {} },
    unused: { weekend: [7, 1], years: null, holidays: {}, workdays: {} },
  },
  schedules: {
    'office-hours': scheduleOf({
      timezone: 'Asia/Shanghai',
      calendar: 'cn',
      transitions: [
        { action: 'start', rule: { kind: 'cron', cron: '30 8 ? * MON-FRI *' } },
        { action: 'start', rule: { kind: 'at', time: '10:00', days: [7] } },
        { action: 'stop', rule: { kind: 'at', time: '19:00', days: 'workdays' } },
        { action: 'stop', rule: { kind: 'once', date: '2026-12-24', time: '14:00' } },
      ],
      targets: [
        targetOf('ali-prod', 'cn-hangzhou', 'i-bp1'),
        targetOf('tc-dev', 'ap-shanghai', 'ins-1'),
        targetOf('zen-edge', null, '1500000000000000001'),
      ],
    }),
    nightly: scheduleOf({ timezone: 'America/New_York', expiresAfterMs: { start: 86_400_000, stop: 86_400_000 } }),
  },
  sources: {},
  restarts: {},
  alerts: { email: ['ops@example.com', 'boss@example.com'] },
};

/** One provider, one schedule, nobody told. */
export const smallest: Configuration = {
  accounts: { only: { provider: 'tencent', secret: 'reveille/only' } },
  calendars: {},
  schedules: { daily: scheduleOf({ targets: [targetOf('only', 'ap-shanghai', 'ins-1')] }) },
  sources: {},
  restarts: {},
  alerts: { email: [] },
};

const sourceOf = (kind: Source['kind'], secret: string | null): Source => ({
  kind,
  secret,
  idLabel: 'instance_id',
  names: {},
});

/**
 * The sources of every manner: with a secret, with one that has a key of its own, and CloudWatch.
 */
export const sources: Configuration['sources'] = {
  prometheus: sourceOf('alertmanager', 'reveille/prometheus'),
  panels: { ...sourceOf('grafana', 'reveille/panels'), kmsKey: 'arn:aws:kms:eu-west-1:111122223333:key/panels' },
  aws: { ...sourceOf('cloudwatch', null), names: { 'web-1-down': 'i-bp1' } },
};

/** The example with sources, and with restarts that they ask for. */
export const alerting: Configuration = {
  ...example,
  sources,
  restarts: {
    'web-down': {
      ...aPolicy,
      sources: ['prometheus', 'aws'],
      match: { severity: ['critical'], team: ['web'] },
      schedule: 'office-hours',
      targets: [{ account: 'ali-prod', region: 'cn-hangzhou', instances: ['i-bp1'] }],
    },
    'edge-down': {
      ...aPolicy,
      sources: ['prometheus', 'panels'],
      match: { alertname: ['Down'], team: ['edge'] },
      targets: [{ account: 'zen-edge', region: null, instances: ['1500000000000000001'] }],
    },
  },
};

/**
 * The stack of a configuration, with functions that do nothing, so that no test but the bundle's
 * waits for a bundler.
 */
export function stackOf(configuration: Configuration, app = new App({ analyticsReporting: false }), now = 0): ReveilleStack {
  const code = Code.fromInline('exports.handler = async () => {};');
  return new ReveilleStack(app, 'Reveille', {
    configuration,
    now,
    code: { dispatch: () => code, power: () => code, restart: () => code, ingest: () => code, watch: () => code },
  });
}

// The files of this project share their modules, and most of them read the template of the same
// two configurations.
const templates = new WeakMap<Configuration, Template>();

/** The template of a configuration's stack, made once for each configuration: to be read only. */
export function templateOf(configuration: Configuration): Template {
  const template = templates.get(configuration) ?? Template.fromStack(stackOf(configuration));
  templates.set(configuration, template);
  return template;
}

/** The logical id of the only resource of this type with these properties. */
export function logicalId(template: Template, type: string, properties: object): string {
  const found = Object.keys(template.findResources(type, { Properties: Match.objectLike(properties) }));
  const [id] = found;
  if (id === undefined || found.length > 1)
    throw new Error(`${found.length} resources of ${type} with ${JSON.stringify(properties)}`);
  return id;
}
