import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { workMessage } from '../../shared/contract/work-message.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import { carryOut } from '../../shared/domain/step/carry-out.ts';
import { readMessage } from '../../shared/lambda/read-message.ts';
import { type DeliverDeps, deliver } from './deliver.ts';
import { type PowerDeps, portOf } from './provider-call.ts';

/**
 * Kept back from every invocation to send what follows: provider calls end this long before the
 * function would be killed.
 */
const reservedMs = 5_000;

/**
 * A power function: one message an invocation. It throws when it fails, so that SQS delivers the
 * message again.
 */
export function powerFunction(powerDeps: PowerDeps, deliverDeps: DeliverDeps) {
  const { logger } = deliverDeps.telemetry;
  const oneRecord = async (record: SQSRecord, remainingMs: number): Promise<void> => {
    const message = readMessage(workMessage, record.body, 'batch');
    const { ApproximateReceiveCount, SentTimestamp } = record.attributes;
    const redelivered = Number(ApproximateReceiveCount) > 1;
    const signal = AbortSignal.timeout(Math.max(0, remainingMs - reservedMs));
    const delivery = { sentAt: Number(SentTimestamp), redelivered };
    const outcome = await carryOut(message, delivery, portOf(message, powerDeps, signal), powerDeps);
    await deliver(message, outcome, deliverDeps);
    logger.info('batch carried out', { ...summaryOf(message, outcome), redelivered });
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

/** What a log line says of a step: counts, never ids or credentials. */
function summaryOf(message: WorkMessage, { verdicts, followUps, cut }: Outcome) {
  const { job, account, region, phase, attempt } = message;
  const looks = message.phase === 'find' ? undefined : message.looks;
  return {
    job: job.id,
    account,
    region,
    phase,
    attempt,
    looks,
    instances: instancesIn(message),
    verdicts: verdicts.length,
    found: cut?.instances.length,
    followUps: followUps.map(({ batch, delaySeconds }) => ({
      phase: batch.phase,
      instances: instancesIn(batch),
      inSeconds: delaySeconds,
    })),
  };
}

function instancesIn(message: WorkMessage): number {
  const own = message.phase === 'find' ? message.held : message.instances;
  return own.length + (message.rest ?? []).flatMap(({ instances }) => instances).length;
}
