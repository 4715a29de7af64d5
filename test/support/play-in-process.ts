import { expect, onTestFinished } from 'vitest';
import { startClouds } from '../../local/clouds/clouds.ts';
import { parseConfiguration } from '../../shared/configuration/configuration-file.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import { queueName } from '../../shared/domain/names.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';
import { reportOf } from '../../shared/history/report.ts';
import { secretsIn } from './account-promises.ts';
import { type AwsAnswer, type AwsCall, anAwsEndpoint, entriesOf } from './aws-endpoint.ts';
import { functionsInProcess } from './functions-in-process.ts';
import { instancesIn } from './instances-in.ts';
import { MessageQueues } from './message-queues.ts';
import { outputLines } from './output-lines.ts';
import { type DiesBefore, SuddenDeath } from './restarts/sudden-death.ts';
import { type Scenario, type ScenarioResult, scenarioKeys } from './scenario.ts';
import { accountName, configurationText } from './scenario-source.ts';
import { memoryTable } from './table/memory-table.ts';

const due = Date.parse('2026-11-23T00:30:00Z');
/** More invocations than any job of a test needs. */
const mostInvocations = 300;
const name = 'job';

/**
 * What a scenario may ask for without an engine: no kills and nothing that only a deployed stack
 * has.
 */
export type ScenarioInProcess = Omit<Scenario, 'alone' | 'killAt' | 'beside' | 'lateSeconds'> & {
  /** Messages that lie on the work queues instead of a job, from so many seconds on. */
  readonly work?: readonly {
    readonly provider: ProviderName;
    readonly message: (account: string) => WorkMessage;
    readonly afterSeconds?: number;
  }[];
  /** Where the first power function dies that comes to that point. */
  readonly diesBefore?: DiesBefore;
  /** How long an invocation may take, in milliseconds; default what the functions have. */
  readonly invocationMs?: number;
};

/**
 * Runs a scenario for the length of one test in this process: the real dispatch and power
 * functions over the stand-in clouds, on a clock that goes from one message to the next. Queues,
 * topic and secrets are those of a stand-in AWS behind the functions' own SDK clients.
 */
export async function playInProcess(scenario: ScenarioInProcess): Promise<ScenarioResult> {
  const { action = 'start', instances = [], faults = [], limits = [], clockSkewSeconds = 0, secrets = {} } = scenario;
  const clock = { ms: due };
  const clouds = await startClouds(
    { credentials: scenarioKeys, instances, faults, limits, clockSkewSeconds },
    { now: () => clock.ms },
  );
  onTestFinished(() => clouds.close());
  const configuration = parseConfiguration(configurationText({ [name]: { scenario, origins: clouds.origins } }), 'the scenario');
  const queues = new MessageQueues();
  const secretTexts = new Map(
    providerNames.map((provider) => [accountName(name, provider), JSON.stringify(secrets[provider] ?? scenarioKeys[provider])]),
  );
  const death = new SuddenDeath(scenario.diesBefore ?? null);
  const aws = await anAwsEndpoint((call) => death.answer(call) ?? answerOf(call, { queues, secretTexts, now: clock.ms }));
  const lines = outputLines();
  const job = { schedule: name, action, scheduledAt: '2026-11-23T00:30:00Z' } as const;
  const work = (scenario.work ?? []).map(({ provider, message, afterSeconds = 0 }) => {
    const body = JSON.stringify(message(accountName(name, provider)));
    queues.send(queueName(provider), body, due, afterSeconds);
    return body;
  });
  if (scenario.work === undefined) queues.send(queueName('jobs'), JSON.stringify({ version: 1, ...job }), due);
  const world = { configuration, aws, clock, table: death.table(memoryTable()), invocationMs: scenario.invocationMs };
  const settled = await workOff(queues, clock, functionsInProcess(world));
  const logs = lines.map((line) => JSON.stringify(line));
  const report = reportOf({
    configuration,
    fired: scenario.work === undefined ? [job] : [],
    waiting: work,
    logs,
    deadLetters: queues.deadLetters,
    alerts: aws.calls
      .filter(({ action: call }) => call === 'Publish')
      .map(({ input }) => ({ subject: String(input.Subject), message: String(input.Message) })),
    alarms: [],
  });
  // Whatever a job comes to, nobody can read a secret afterwards, nor what proves who sent a
  // request.
  expect(secretsIn({ readable: [...logs, JSON.stringify([report.deadLetters, report.alerts])] })).toEqual([]);
  return {
    report,
    settled,
    tookMs: clock.ms - due,
    received: clouds.calls,
    instances: instancesIn(clouds, instances),
    logs,
    killed: 0,
  };
}

interface AwsState {
  readonly queues: MessageQueues;
  readonly secretTexts: ReadonlyMap<string, string>;
  readonly now: number;
}

/** Keeps what is sent to a queue, and gives out the secrets; everything else is answered well. */
function answerOf(call: AwsCall, { queues, secretTexts, now }: AwsState): AwsAnswer {
  if (call.action === 'GetSecretValue') return [200, { SecretString: secretTexts.get(String(call.input.SecretId)) }];
  if (call.action !== 'SendMessageBatch') return undefined;
  const queue = String(call.input.QueueUrl).split('/').at(-1) ?? '';
  for (const { MessageBody, DelaySeconds } of entriesOf(call)) queues.send(queue, MessageBody, now, DelaySeconds);
  return undefined;
}

/**
 * Hands out message after message when each is due, until none is left; false when that takes too
 * many.
 */
async function workOff(
  queues: MessageQueues,
  clock: { ms: number },
  functionOf: ReturnType<typeof functionsInProcess>,
): Promise<boolean> {
  for (let n = 0; n < mostInvocations; n += 1) {
    const message = queues.receive();
    if (message === undefined) return true;
    clock.ms = Math.max(clock.ms, message.dueAt);
    // A function that throws has told its log why; SQS delivers the message again.
    const done = await functionOf(message.owner)(message).catch(() => false);
    if (!done) queues.failed(message, clock.ms);
  }
  return false;
}
