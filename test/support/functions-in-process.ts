import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { dispatchFunction } from '../../functions/dispatch/app.ts';
import { powerFunction } from '../../functions/power/app.ts';
import { tableMemory } from '../../functions/power/restart-memory.ts';
import { dispatchPart, powerPart } from '../../infra/function-configuration.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { byProvider } from '../../shared/contract/provider-facts.ts';
import { deadLetterQueueName, type QueueOwner, queueName } from '../../shared/domain/names.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { nodeTransport } from '../../shared/http/transport.ts';
import { accountQueues } from '../../shared/lambda/account-queues.ts';
import { announcer } from '../../shared/lambda/announce.ts';
import { batchSender } from '../../shared/lambda/batch-sender.ts';
import { secretReader } from '../../shared/lambda/secret-reader.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { paceOf } from '../../shared/providers/account-pace.ts';
import { providerOf } from '../../shared/providers/registry.ts';
import { hoursOf } from '../../shared/schedule/hours.ts';
import type { ItemTable } from '../../shared/store/item-table.ts';
import { machineStore } from '../../shared/store/machine-store.ts';
import type { anAwsEndpoint } from './aws-endpoint.ts';
import { lambdaContext, sqsEvent, sqsRecord } from './lambda-invocation.ts';
import type { WaitingMessage } from './message-queues.ts';
import { noRecorder } from './no-memory.ts';

/** What functions in this process run on. */
export interface FunctionWorld {
  readonly configuration: Configuration;
  /** The AWS that the functions' own SDK clients talk to. */
  readonly aws: Awaited<ReturnType<typeof anAwsEndpoint>>;
  /**
   * The clock that the functions and their providers read, in epoch milliseconds; a wait for the
   * pace moves it.
   */
  readonly clock: { ms: number };
  /** What is remembered of machines. */
  readonly table: ItemTable;
  /** How long a power function may take, in milliseconds; default what it has on AWS. */
  readonly invocationMs?: number | undefined;
}

/**
 * A message goes in, and the invocation ends; it rejects, or resolves false, when SQS would
 * deliver the message again.
 */
export type Invoke = (message: WaitingMessage) => Promise<boolean>;

const topic = 'arn:aws:sns:eu-central-1:000000000000:alerts';

/**
 * The deployed functions, by whose queue feeds them, wired as their handlers wire them (the
 * handler.ts of each): real provider clients over real sockets, real SDK clients. Only
 * environment, clock and chance come from the test.
 */
export function functionsInProcess(world: FunctionWorld): (owner: QueueOwner) => Invoke {
  const invokers = new Map<QueueOwner, Invoke>();
  return (owner) => {
    if (owner === 'alerts' || owner === 'watch') throw new Error(`no function of this process reads the ${owner} queue`);
    const known = invokers.get(owner) ?? (owner === 'jobs' ? dispatchInvoker(world) : powerInvoker(owner, world));
    invokers.set(owner, known);
    return known;
  };
}

function eventOf({ body, sentAt, receives }: WaitingMessage) {
  return sqsEvent(sqsRecord(body, { sentAt, receiveCount: receives }));
}

function dispatchInvoker({ configuration, aws }: FunctionWorld): Invoke {
  const handler = dispatchFunction({
    configuration: dispatchPart(configuration),
    queues: accountQueues(
      configuration.accounts,
      byProvider((name) => aws.queueUrl(queueName(name))),
    ),
    send: batchSender(aws.sqs),
    announce: announcer(aws.sns, topic),
    sendWatch: async () => {},
    recorder: noRecorder,
    telemetry: telemetryOf('dispatch'),
  });
  return async (message) => (await handler(eventOf(message), lambdaContext())).batchItemFailures.length === 0;
}

function powerInvoker(name: ProviderName, { configuration, aws, clock, table, invocationMs }: FunctionWorld): Invoke {
  const { accounts, schedules, calendars } = powerPart(configuration, name);
  const telemetry = telemetryOf('power');
  const transport = nodeTransport();
  onTestFinished(() => transport.close());
  const now = () => clock.ms;
  const patience = { random: () => 0.5, sleep: async () => {} };
  const memory = tableMemory({ store: machineStore(table, patience), now, logger: telemetry.logger });
  const sleep = async (ms: number) => {
    clock.ms += ms;
  };
  const provider = providerOf(name, {
    send: transport.send,
    now,
    nonce: randomUUID,
    pace: paceOf(accounts, { now, sleep }),
    count: (action) => telemetry.call(name, action),
  });
  const handler = powerFunction(
    {
      provider,
      accounts,
      readSecret: secretReader(aws.secretsManager),
      now,
      random: () => 0.5,
      memory,
      ...hoursOf({ schedules, calendars }),
    },
    {
      provider: name,
      memory,
      recorder: noRecorder,
      explain: provider.explain,
      workQueueUrl: aws.queueUrl(queueName(name)),
      deadLetterQueueUrl: aws.queueUrl(deadLetterQueueName(name)),
      schedules,
      send: batchSender(aws.sqs),
      announce: announcer(aws.sns, topic),
      telemetry,
    },
  );
  return async (message) => {
    await handler(eventOf(message), lambdaContext(invocationMs));
    return true;
  };
}
