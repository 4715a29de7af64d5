import type { IncomingMessage } from 'node:http';

/** One HTTP request as it came over the wire, not yet authenticated. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  /** What follows the first `?`, still encoded; empty without one. */
  readonly rawQuery: string;
  /** Lower-case names; values as received. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body's bytes read as UTF-8. Bytes that are not UTF-8 change in reading, so that no
   * signature over them is valid.
   */
  readonly body: string;
}

/** Reads a request to its end. Throws when the peer goes away first. */
export async function receiveRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const target = message.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: message.method ?? '',
    path: mark === -1 ? target : target.slice(0, mark),
    rawQuery: mark === -1 ? '' : target.slice(mark + 1),
    headers: Object.fromEntries(
      Object.entries(message.headersDistinct).map(([name, values]) => [name, (values ?? []).join(',')]),
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/**
 * The JSON value of a text; undefined, which JSON itself does not have, when the text is not JSON.
 */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The strings in a JSON list; none when the value is not a list. For the record of a call that may
 * still be refused.
 */
export function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
