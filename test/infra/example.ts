import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { ReveilleStack } from '../../infra/stack.ts';
import type { Configuration, Schedule, Target } from '../../shared/contract/compiled-configuration.ts';

/** A schedule with nothing special about it, apart from what `overrides` says. */
export function scheduleOf(overrides: Partial<Schedule>): Schedule {
  return {
    timezone: 'UTC',
    start: { cron: '0 1 * * ? *' },
    expiresAfterMs: 3_600_000,
    confirmWithinMs: 900_000,
    dryRun: false,
    batchMode: 'SuccessFirst',
    targets: [],
    ...overrides,
  };
}

/** Some instances of one account. */
export function targetOf(account: string, region: string | null, ...instances: string[]): Target {
  return { account, region, instances, initLocalDisk: false };
}

/** Three providers, four accounts (one with a key of its own), two schedules in two time zones. */
export const example: Configuration = {
  accounts: {
    'zen-edge': { provider: 'zenlayer', secret: 'reveille/zen-edge' },
    'ali-prod': { provider: 'alibaba', secret: 'reveille/ali-prod', kmsKey: 'arn:aws:kms:eu-west-1:111122223333:key/ali-prod' },
    'ali-test': { provider: 'alibaba', secret: 'reveille/ali-test', endpoint: 'http://127.0.0.1:4101' },
    'tc-dev': { provider: 'tencent', secret: 'reveille/tc-dev' },
  },
  schedules: {
    'office-hours': scheduleOf({
      timezone: 'Asia/Shanghai',
      start: { cron: '30 8 ? * MON-FRI *' },
      targets: [
        targetOf('ali-prod', 'cn-hangzhou', 'i-bp1'),
        targetOf('tc-dev', 'ap-shanghai', 'ins-1'),
        targetOf('zen-edge', null, '1500000000000000001'),
      ],
    }),
    nightly: scheduleOf({ timezone: 'America/New_York', expiresAfterMs: 86_400_000 }),
  },
  alerts: { email: ['ops@example.com', 'boss@example.com'] },
};

/** One provider, one schedule, nobody told. */
export const smallest: Configuration = {
  accounts: { only: { provider: 'tencent', secret: 'reveille/only' } },
  schedules: { daily: scheduleOf({ targets: [targetOf('only', 'ap-shanghai', 'ins-1')] }) },
  alerts: { email: [] },
};

/** The stack of a configuration, with functions that do nothing, so that no test but the bundle's waits for a bundler. */
export function stackOf(configuration: Configuration, app = new App({ analyticsReporting: false })): ReveilleStack {
  const code = Code.fromInline('exports.handler = async () => {};');
  return new ReveilleStack(app, 'Reveille', { configuration, code: { dispatch: code, power: () => code } });
}

/** Its template. */
export function templateOf(configuration: Configuration): Template {
  return Template.fromStack(stackOf(configuration));
}

/** The logical id of the only resource of this type with these properties. */
export function logicalId(template: Template, type: string, properties: object): string {
  const found = Object.keys(template.findResources(type, { Properties: Match.objectLike(properties) }));
  const [id] = found;
  if (id === undefined || found.length > 1)
    throw new Error(`${found.length} resources of ${type} with ${JSON.stringify(properties)}`);
  return id;
}
