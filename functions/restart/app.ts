import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { AlertMessage } from '../../shared/contract/alert-message.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { type DecideDeps, decideMessage } from './decide-message.ts';
import { type DeliverDeps, deliverDecisions, waitingMessage } from './deliver-decisions.ts';
import { type ReadCloudWatch, readAlerts } from './read-alerts.ts';

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
