import { locality } from '../locality.ts';
import type { ReceivedRequest } from './http-message.ts';

/** What an event says of a request beside what was sent. `at` in milliseconds. */
export interface RequestContext {
  readonly apiId: string;
  readonly stage: string;
  readonly routeKey: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly at: number;
}

/** From where every request seems to come. */
export const sourceIp = '127.0.0.1';

/** The host name of an API, `<id>.execute-api.us-east-1.amazonaws.com`. */
export function apiDomain(apiId: string): string {
  return `${apiId}.execute-api.${locality.region}.amazonaws.com`;
}

// The bodies that are handed on as text; every other is base64 (AWS compute blog, "Building a
// serverless API with HTTP APIs: text and binary"). A body without a content type is base64.
const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/i;

/**
 * The event of payload format 2.0 (API Gateway developer guide, "Create AWS Lambda proxy
 * integrations for HTTP APIs"). An HTTP API hands the path on decoded, also as `rawPath`, and with
 * the name of a named stage.
 * @throws URIError for a path that is not percent-encoded right
 */
export function proxyEvent(request: ReceivedRequest, context: RequestContext): Readonly<Record<string, unknown>> {
  const { method, query, headers, body } = request;
  const { apiId, stage, routeKey, parameters, requestId, at } = context;
  const path = decodeURIComponent(request.path);
  const domainName = apiDomain(apiId);
  const { cookie, ...others } = headers;
  const isText = textTypes.test((headers['content-type'] ?? '').split(';')[0]?.trim() ?? '');
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers: {
      ...others,
      'content-length': String(body.byteLength),
      host: domainName,
      'x-forwarded-for': sourceIp,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    ...(query === '' ? {} : { queryStringParameters: queryParameters(query) }),
    requestContext: {
      accountId: locality.accountId,
      apiId,
      domainName,
      domainPrefix: apiId,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId,
      routeKey,
      stage,
      time: requestTime(at),
      timeEpoch: at,
    },
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    ...(body.byteLength === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.byteLength > 0 && !isText,
  };
}

/** An instant as events and access logs have it: `12/Mar/2020:19:03:58 +0000`. */
export function requestTime(at: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(new Date(at).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

function queryParameters(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query))
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  return parameters;
}
