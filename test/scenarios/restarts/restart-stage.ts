import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settleAndReport } from '../../../cli/rehearse/settle-and-report.ts';
import type { CloudState } from '../../../local/clouds/cloud-state.ts';
import { type Clouds, startClouds } from '../../../local/clouds/clouds.ts';
import type { RecordedCall } from '../../../local/clouds/front-door.ts';
import { type Engine, startEngine } from '../../../local/engine/engine.ts';
import type { EngineEvent } from '../../../local/engine/engine-event.ts';
import type { CallMeddler } from '../../../local/engine/gateway/aws-api.ts';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { watchRuleName } from '../../../shared/domain/names.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import type { Report } from '../../../shared/history/report.ts';
import { manyIds } from '../../support/fleet.ts';
import { scenarioKeys } from '../../support/scenario.ts';
import { synthesize } from '../../support/synthesis/synthesize.ts';
import { tellProgress } from '../../support/tell-progress.ts';

/** What a stack is played with. */
export interface RestartSetting {
  /** The configuration as an operator writes it; of each account only the provider. */
  readonly source: Readonly<Record<string, unknown>> & { readonly accounts: Readonly<Record<string, ProviderName>> };
  /** The secrets of the sources; those of the accounts are there. May have getters. */
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly instances: CloudState['instances'];
  /** What the clock shows at the beginning, ISO 8601. */
  readonly startAt: string;
  /** May interfere with every AWS call; the engine is there once calls are made. */
  readonly meddler?: (engine: () => Engine | null) => CallMeddler;
  /** Called when a provider has carried out a call, before it answers. */
  readonly afterCall?: (call: RecordedCall, engine: Engine) => void;
}

/** A stack that runs, with everything that it ever let out. */
export interface RestartStage {
  readonly engine: Engine;
  readonly clouds: Clouds;
  readonly events: readonly EngineEvent[];
  /** What was sent to a queue, to the topic or to the table, as JSON text. */
  readonly written: readonly string[];
  /** Runs until nothing is left to do, and reports on everything since the beginning. */
  settle(): Promise<Report>;
}

/** Plays on the real template and bundles, against stand-in clouds, and closes everything. */
export async function onRestartStage<T>(setting: RestartSetting, play: (stage: RestartStage) => Promise<T>): Promise<T> {
  await using end = new AsyncDisposableStack();
  const playing: { engine: Engine | null } = { engine: null };
  const clouds = await startClouds(
    { credentials: scenarioKeys, instances: setting.instances },
    {
      now: () => Date.now(),
      beforeAnswer: (call) => (playing.engine === null ? undefined : setting.afterCall?.(call, playing.engine)),
    },
  );
  end.defer(clouds.close);
  const workplace = await mkdtemp(join(tmpdir(), 'reveille-restarts-'));
  end.defer(() => rm(workplace, { recursive: true, force: true }));
  const accounts = Object.entries(setting.source.accounts).map(([name, provider]) => {
    return [name, { provider, secret: name, endpoint: clouds.origins[provider] }] as const;
  });
  const text = JSON.stringify({ schedules: anySchedule(accounts), ...setting.source, accounts: Object.fromEntries(accounts) });
  const [config, assembly] = [join(workplace, 'reveille.json'), join(workplace, 'cdk.out')];
  await writeFile(config, text);
  await synthesize(config, assembly);
  const events: EngineEvent[] = [];
  const written: string[] = [];
  // Not spread: a getter must stay one.
  const secrets = Object.create(null, Object.getOwnPropertyDescriptors(setting.secrets)) as Record<string, unknown>;
  for (const [name, { provider }] of accounts) secrets[name] = scenarioKeys[provider];
  const engine = await startEngine({
    ...{ assembly, secrets, clock: 'virtual', startAt: Date.parse(setting.startAt), resting: [watchRuleName] },
    onProgress: (event) => {
      events.push(event);
      tellProgress(event);
    },
    meddler: remembering(written, setting.meddler?.(() => playing.engine) ?? {}),
  });
  end.defer(engine.close);
  playing.engine = engine;
  const configuration = parseConfiguration(text, 'the stage');
  const began = engine.now();
  const settle = async (): Promise<Report> => {
    const run = await settleAndReport(engine, { configuration, waiting: [], began, lastDue: engine.now() });
    if (!run.settled) throw new Error('work is still under way after the longest time that it can take');
    return run.report;
  };
  return await play({ engine, clouds, events, written, settle });
}

/** A configuration must have a schedule. This one lists no machine of a restart and never fires. */
function anySchedule(accounts: readonly (readonly [string, { readonly provider: ProviderName }])[]) {
  const [name = '', { provider = 'alibaba' } = {}] = accounts[0] ?? [];
  const place = {
    account: name,
    ...(provider !== 'zenlayer' && { region: provider === 'alibaba' ? 'cn-hangzhou' : 'ap-shanghai' }),
  };
  return { other: { start: { once: '2027-01-01T09:00' }, targets: [{ ...place, instances: [manyIds[provider](1)[0]] }] } };
}

const writing: Readonly<Record<string, readonly string[]>> = {
  sqs: ['SendMessage', 'SendMessageBatch'],
  sns: ['Publish'],
  dynamodb: ['PutItem', 'UpdateItem'],
};

function remembering(written: string[], meddler: CallMeddler): CallMeddler {
  return {
    ...meddler,
    beforeEffect(call, operation) {
      if (writing[call.service]?.includes(call.action)) written.push(JSON.stringify(operation.input));
      meddler.beforeEffect?.(call, operation);
    },
  };
}
