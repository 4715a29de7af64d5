import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { jobMessage } from '../../shared/contract/job.ts';
import { jobText } from '../../shared/contract/undelivered-job.ts';
import { readMessage } from '../../shared/lambda/read-message.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { type DispatchDeps, dispatchJob } from './dispatch-job.ts';

/**
 * The dispatch function: up to ten jobs an invocation, each on its own, so that a job that cannot
 * be read harms no other job.
 */
export function dispatchFunction(deps: DispatchDeps & { readonly telemetry: Telemetry }) {
  const { logger } = deps.telemetry;
  const processor = new BatchProcessor(EventType.SQS);
  const oneRecord = async (record: SQSRecord): Promise<void> => {
    const { messageId, messageAttributes } = record;
    try {
      const text = jobText(record.body, messageAttributes.SCHEDULED_TIME?.stringValue ?? null);
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
