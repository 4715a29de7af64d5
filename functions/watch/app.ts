import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { keepWatch, type WatchDeps } from './keep-watch.ts';

/**
 * The watch function: one message an invocation, and one watch. It throws when it fails, so that
 * SQS delivers the message again.
 */
export function watchFunction(deps: Omit<WatchDeps, 'logger'> & { readonly telemetry: Pick<Telemetry, 'logger'> }) {
  const { logger } = deps.telemetry;
  return middy<SQSEvent, void>()
    .use(injectLambdaContext(logger))
    .handler(async () => {
      try {
        await keepWatch({ ...deps, logger });
      } catch (error) {
        logger.error('watch not kept', { reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
        throw error;
      }
    });
}
