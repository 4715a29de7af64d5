import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alertMessage } from '../../../shared/contract/alert-message.ts';
import { jobMessage } from '../../../shared/contract/job.ts';
import { workMessage } from '../../../shared/contract/work-message.ts';
import { due } from '../../support/a-batch.ts';
import { aCloud } from '../../support/providers/a-cloud.ts';
import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import { runJob } from './run-job.ts';
import { powerDeps } from './scripted-provider.ts';

// What each release has put on the queues, as it was sent: a batch may be under way during an
// upgrade, and a letter may wait for 14 days.

const root = new URL('../../vectors/messages/', import.meta.url);
const recorded = globSync('*/*.json', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted()
  .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));

const schemaOf = (path: string) =>
  path.endsWith('/job.json') ? jobMessage : path.endsWith('/alerts.json') ? alertMessage : workMessage;

describe('a message of an earlier release', () => {
  it('is there for every kind', () => {
    const kinds = new Set(recorded.map(({ path }) => path.replace(/^.*\//, '').replace('.json', '')));
    expect([...kinds].sort()).toEqual([
      'alerts',
      'find',
      'job',
      'restart',
      'restart-confirm',
      'restart-letter',
      'start',
      'start-confirm',
      'start-letter',
      'stop',
      'stop-confirm',
      'stop-letter',
    ]);
  });

  it.each(recorded)('is read, and nothing of it is passed over: $path', ({ path, text }) => {
    expect(schemaOf(path).parse(JSON.parse(text))).toEqual(JSON.parse(text));
  });

  const carried = recorded.filter(({ path }) => /\/(start|stop)/.test(path));
  it.each(carried)('still comes to its end: $path', async ({ path, text }) => {
    const [first, second, third] = [0, 1, 2].map((n) => alibabaPhrasing.id(n));
    const own = text.replaceAll('"i-1"', `"${first}"`).replaceAll('"i-2"', `"${second}"`).replaceAll('"i-3"', `"${third}"`);
    const isStop = path.includes('/stop');
    // What is looked at is on its way; what failed, and what is due, has not begun.
    const status = path.includes('confirm') === isStop ? 'Stopped' : 'Running';
    const rows = Object.fromEntries([first, second, third].map((id) => [id ?? '', { status }]));
    const cloud = await aCloud('alibaba', alibabaPhrasing, rows, {});
    const accounts = { 'ali-prod': { provider: 'alibaba', secret: 's', endpoint: cloud.clouds.origins.alibaba } } as const;
    const { deps } = powerDeps(cloud.provider, {
      accounts,
      readSecret: async () => alibabaPhrasing.credentials,
      now: () => cloud.clock.ms,
    });
    cloud.clock.ms = due + 5_000;
    const { region, ...message } = workMessage.parse(JSON.parse(own));
    const verdicts = await runJob({ ...message, rest: undefined, region: alibabaPhrasing.region } as never, deps, cloud.clock);
    expect(verdicts.map(({ instanceId, verdict }) => [instanceId, verdict]).sort()).toEqual([
      [first, 'confirmed'],
      [second, 'confirmed'],
    ]);
    expect(region).toBe('cn-hangzhou');
  });
});
