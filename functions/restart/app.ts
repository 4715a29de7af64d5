import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type AlertMessage, alertMessage } from '../../shared/contract/alert-message.ts';
import { readMessage } from '../../shared/lambda/read-message.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { type DecideDeps, decideMessage } from './decide-message.ts';
import { type DeliverDeps, deliverDecisions, waitingMessage } from './deliver-decisions.ts';

/**
 * The messages that an event of a CloudWatch alarm means, one for each source that hears it; none
 * when no source does. `receivedAt` is an ISO 8601 instant that every delivery of the event has.
 * Throws for an event that it cannot read.
 */
export type ReadCloudWatch = (event: unknown, receivedAt: string) => readonly AlertMessage[];

/** What the restart function works with. */
export interface RestartDeps extends DecideDeps, Omit<DeliverDeps, 'store' | 'now' | 'telemetry'> {
  readonly readCloudWatch: ReadCloudWatch;
  readonly telemetry: Telemetry;
}

/**
 * Kept back from every invocation to send what follows: no round of decisions begins later than
 * this before the function would be killed.
 */
const reservedMs = 8_000;

/**
 * The restart function: up to ten messages an invocation, each on its own, one after another, so
 * that their statements do not race each other for the same machines.
 */
export function restartFunction(deps: RestartDeps) {
  const { logger } = deps.telemetry;
  const processor = new BatchProcessor(EventType.SQS);
  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .handler((event, context) => {
      const isOver = (): boolean => context.getRemainingTimeInMillis() < reservedMs;
      const oneRecord = async ({ messageId, body, attributes }: SQSRecord): Promise<void> => {
        try {
          for (const message of readAlerts(body, Number(attributes.SentTimestamp), deps.readCloudWatch))
            await oneMessage(message, deps, isOver);
        } catch (error) {
          const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
          logger.error('alerts not decided', { messageId, reason });
          throw error;
        }
      };
      return processPartialResponse(event, oneRecord, processor, {
        context,
        processInParallel: false,
        throwOnFullBatchFailure: false,
      });
    });
}

/** Decides one message and sends what follows; a message that came too early waits on. */
export async function oneMessage(message: AlertMessage, deps: DecideDeps & DeliverDeps, isOver: () => boolean): Promise<void> {
  const { notBefore, statements } = message;
  const early = notBefore === null ? Number.NEGATIVE_INFINITY : Date.parse(notBefore);
  if (deps.now() < early) await deps.sendAlerts([waitingMessage(message, statements, early, deps.now())]);
  else await deliverDecisions(message, await decideMessage(message, deps, isOver), deps);
}

/**
 * Reads the body of a message on the alerts queue: an alert message, or an event that EventBridge
 * has put there. `sentAt` is when it came onto the queue, in epoch milliseconds.
 * @throws Error that says where the body is wrong and quotes nothing of it
 */
function readAlerts(body: string, sentAt: number, readCloudWatch: ReadCloudWatch): readonly AlertMessage[] {
  const event = eventIn(body);
  if (event === null) return [readMessage(alertMessage, body, 'alert message')];
  return readCloudWatch(event, new Date(sentAt).toISOString());
}

/** Every event of EventBridge has a `detail-type` (EventBridge user guide, "event structure"). */
function eventIn(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'detail-type' in value ? value : null;
  } catch {
    return null;
  }
}
