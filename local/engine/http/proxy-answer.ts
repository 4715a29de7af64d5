import { Buffer } from 'node:buffer';
import * as z from 'zod/mini';
import type { HttpAnswer } from './http-message.ts';

const answer = z.object({
  statusCode: z.int().check(z.minimum(100), z.maximum(599)),
  headers: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  cookies: z.optional(z.array(z.string())),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});

/**
 * The answer that API Gateway makes of what a function returned (API Gateway developer guide,
 * "Lambda function response for format 2.0"). Anything without a statusCode is sent as it is, as
 * JSON, with status 200. Null for what is malformed.
 */
export function proxyAnswer(payload: unknown): HttpAnswer | null {
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const parsed = answer.safeParse(payload);
  if (!parsed.success) return null;
  const { statusCode, headers = {}, cookies, body = '', isBase64Encoded = false } = parsed.data;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: statusCode,
    headers: { ...Object.fromEntries(named), ...(cookies === undefined ? {} : { 'set-cookie': cookies.join(', ') }) },
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
  };
}
