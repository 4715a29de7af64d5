import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { batchMessage } from '../../shared/contract/batch-message.ts';
import { readMessage } from '../../shared/lambda/read-message.ts';
import { type CarryOutDeps, carryOut } from './carry-out.ts';
import { type DeliverDeps, deliver } from './deliver.ts';

/** Kept back from every invocation for what follows a call: provider calls end this long before the function would be killed. */
const reservedMs = 5_000;

/** A power function: one batch an invocation. It throws when it fails, so that SQS delivers the batch again. */
export function powerFunction(carryOutDeps: CarryOutDeps, deliverDeps: DeliverDeps) {
  const { logger } = deliverDeps.telemetry;
  const oneRecord = async (record: SQSRecord, remainingMs: number): Promise<void> => {
    const batch = readMessage(batchMessage, record.body, 'batch');
    const { ApproximateReceiveCount, SentTimestamp } = record.attributes;
    const redelivered = Number(ApproximateReceiveCount) > 1;
    const signal = AbortSignal.timeout(Math.max(0, remainingMs - reservedMs));
    const outcome = await carryOut(batch, { sentAt: Number(SentTimestamp), redelivered }, carryOutDeps, signal);
    await deliver(batch, outcome, deliverDeps);
    const { job, account, region, phase, attempt, looks, instances } = batch;
    logger.info('batch carried out', {
      job: job.id,
      account,
      region,
      phase,
      attempt,
      looks,
      redelivered,
      instances: instances.length,
      verdicts: outcome.verdicts.length,
      followUps: outcome.followUps.map((next) => ({
        phase: next.batch.phase,
        instances: next.batch.instances.length,
        inSeconds: next.delaySeconds,
      })),
    });
  };
  return middy<SQSEvent, void>()
    .use(injectLambdaContext(logger))
    .handler(async (event, context) => {
      for (const record of event.Records) {
        try {
          await oneRecord(record, context.getRemainingTimeInMillis());
        } catch (error) {
          const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
          logger.error('batch not carried out', { messageId: record.messageId, reason });
          throw error;
        }
      }
    });
}
