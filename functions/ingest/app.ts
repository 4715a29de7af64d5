import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { type AlertRequest, type ReceiveDeps, receiveAlerts } from './receive-alerts.ts';

/**
 * The ingest function: one request of a source an invocation, as an HTTP API hands it over (payload
 * format 2.0). Nothing of a request is ever logged: its path, headers and body may hold a token.
 */
export function ingestFunction(deps: ReceiveDeps & { readonly telemetry: Telemetry }) {
  return (
    middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
      // Said here, because an environment variable can make the default another one.
      .use(injectLambdaContext(deps.telemetry.logger, { logEvent: false }))
      .handler(async (event) => {
        const { source, outcome, status, body } = await receiveAlerts(requestIn(event), deps);
        deps.telemetry.request(source, outcome);
        return { statusCode: status, headers: body === '' ? {} : { 'content-type': 'application/json' }, body };
      })
  );
}

/** API Gateway encodes a body in base64 when its content type is not one of text. */
function requestIn({ requestContext, pathParameters, headers, body, isBase64Encoded }: APIGatewayProxyEventV2): AlertRequest {
  return {
    id: requestContext.requestId,
    source: pathParameters?.source ?? '',
    pathToken: pathParameters?.token ?? null,
    headers,
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}
