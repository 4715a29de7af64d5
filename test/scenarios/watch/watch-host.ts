import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClouds } from '../../../local/clouds/clouds.ts';
import { startEngine } from '../../../local/engine/engine.ts';
import { ServiceError } from '../../../local/engine/gateway/service-error.ts';
import { ali } from '../../support/fleet.ts';
import { scenarioKeys } from '../../support/scenario.ts';
import { synthesize } from '../../support/synthesis/synthesize.ts';
import { tellProgress } from '../../support/tell-progress.ts';

// A Monday morning on the real stack, with its hourly watch. Somebody has disabled one rule, and
// for an hour the table takes no record. Writes what was told as JSON (argv[3]). A process of its
// own, because the engine replaces the global Date.

const [, , , output = ''] = process.argv;
const [sunday, monday] = [Date.parse('2026-11-22T12:00:00Z'), Date.parse('2026-11-23T00:30:00Z')];
const id = 'i-bp67acfmxazb4p0001';
const clouds = await startClouds({ credentials: scenarioKeys, instances: ali([id]) }, { now: () => Date.now() });
const pings: string[] = [];
const outside = createServer((request, response) => {
  pings.push(`${request.method} ${request.url}`);
  response.end();
});
await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
const workplace = await mkdtemp(join(tmpdir(), 'reveille-watch-'));
try {
  const hours = { timezone: 'Asia/Shanghai', start: { at: '08:30', days: ['mon'] } };
  const targets = [{ account: 'ali', region: 'cn-hangzhou', instances: [id] }];
  const text = JSON.stringify({
    accounts: { ali: { provider: 'alibaba', secret: 'ali', endpoint: clouds.origins.alibaba } },
    schedules: { morning: { ...hours, targets }, forgotten: { ...hours, targets } },
    alerts: { heartbeat: `http://127.0.0.1:${(outside.address() as AddressInfo).port}/ping/1` },
  });
  const [config, assembly] = [join(workplace, 'reveille.json'), join(workplace, 'cdk.out')];
  await writeFile(config, text);
  await synthesize(config, assembly);
  await disableRule(assembly, 'forgotten-start');
  const engine = await startEngine({
    assembly,
    secrets: { ali: scenarioKeys.alibaba },
    clock: 'virtual',
    startAt: sunday,
    onProgress: tellProgress,
    meddler: {
      beforeEffect({ action, principal, at }) {
        if (action === 'PutItem' && principal.includes('Power') && at >= monday && at < monday + 3_600_000)
          throw new ServiceError('ProvisionedThroughputExceededException', 'too much');
      },
    },
  });
  try {
    await engine.runUntil(monday - 60_000);
    const calledOnSunday = clouds.calls.length;
    await engine.runUntil(monday + 3 * 3_600_000);
    await writeFile(
      output,
      JSON.stringify({
        told: engine.published.map(({ subject }) => subject),
        heartbeats: engine.logs.filter(({ line }) => line.includes('"Heartbeat"') && line.includes('_aws')).length,
        verdicts: engine.logs.flatMap(({ line }) =>
          line.includes('"message":"verdict"') ? [JSON.parse(line).record.verdict] : [],
        ),
        lost: engine.logs.filter(({ line }) => line.includes('run record lost')).length,
        pings,
        calledOnSunday,
        alarms: engine.alarms().filter(({ state }) => state === 'ALARM'),
      }),
    );
  } finally {
    await engine.close();
  }
} finally {
  outside.close();
  await clouds.close();
  await rm(workplace, { recursive: true, force: true });
}

/** Disables a rule in the template of an assembly, as somebody might in AWS's console. */
async function disableRule(folder: string, name: string): Promise<void> {
  const [file = ''] = (await readdir(folder)).filter((each) => each.endsWith('.template.json'));
  const template = JSON.parse(await readFile(join(folder, file), 'utf8')) as {
    readonly Resources: Record<string, { readonly Properties?: Record<string, unknown> }>;
  };
  for (const { Properties } of Object.values(template.Resources)) if (Properties?.Name === name) Properties.State = 'DISABLED';
  await writeFile(join(folder, file), JSON.stringify(template));
}
