import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { jobMessage, type WatchMessage, watchMessage } from '../../shared/contract/job.ts';
import { jobText } from '../../shared/contract/undelivered-job.ts';
import { readMessage } from '../../shared/lambda/read-message.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { type DispatchDeps, dispatchJob } from './dispatch-job.ts';

/** What the dispatch function works with. */
export interface DispatchFunctionDeps extends DispatchDeps {
  readonly telemetry: Telemetry;
  /** Hands a watch on to the watch queue. */
  readonly sendWatch: (watch: WatchMessage) => Promise<void>;
}

/**
 * The dispatch function: up to ten jobs an invocation, each on its own, so that a job that cannot
 * be read harms no other job.
 */
export function dispatchFunction(deps: DispatchFunctionDeps) {
  const { logger } = deps.telemetry;
  const processor = new BatchProcessor(EventType.SQS);
  const oneRecord = async (record: SQSRecord): Promise<void> => {
    const { messageId, messageAttributes } = record;
    try {
      const text = jobText(record.body, messageAttributes.SCHEDULED_TIME?.stringValue ?? null);
      if (isWatch(text)) {
        const watch = readMessage(watchMessage, text, 'watch');
        deps.telemetry.heartbeat();
        await deps.sendWatch(watch);
        return;
      }
      const job = readMessage(jobMessage, text, 'job');
      const redelivered = Number(record.attributes.ApproximateReceiveCount) > 1;
      const sent = await dispatchJob(job, { redelivered }, deps);
      const { schedule, action, scheduledAt } = job;
      // A job that does not run on its day has left its skip record instead.
      if (sent.messages > 0) logger.info('job dispatched', { schedule, action, scheduledAt, messageId, ...sent });
    } catch (error) {
      logger.error('job not dispatched', { messageId, reason: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .handler((event, context) =>
      processPartialResponse(event, oneRecord, processor, { context, throwOnFullBatchFailure: false }),
    );
}

/** The hourly rule sends a watch where the other rules send a job. */
function isWatch(text: string): boolean {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null && 'watch' in message;
  } catch {
    return false;
  }
}
