import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { WireReply } from '../gateway/service.ts';
import { type AttributeMap, attributeMap, type PlainItem, plainItem } from './attribute-value.ts';

// dynalite has no types of its own.
type Dynalite = (options: { readonly createTableMs: number }) => Server;

// It looks only whether a request is signed at all; the gateway has verified the signature.
const authorization = 'AWS4-HMAC-SHA256 Credential=engine, SignedHeaders=host, Signature=engine';

/**
 * The tables themselves: dynalite in memory, on a loopback port. It is loaded and started by the
 * first call, so that a stack without a table pays nothing. Nothing in it waits by `Date`, so it
 * may run under the virtual clock.
 */
export class TableBackend {
  #started: Promise<{ readonly server: Server; readonly url: string }> | null = null;

  /** A DynamoDB call in its JSON protocol, past all permissions. */
  async call(action: string, input: Readonly<Record<string, unknown>>): Promise<WireReply> {
    this.#started ??= start();
    const { url } = await this.#started;
    const reply = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${action}`,
        'x-amz-date': '19700101T000000Z',
        authorization,
      },
      body: JSON.stringify(input),
    });
    const kept = ['content-type', 'x-amzn-requestid', 'x-amz-crc32'].map((name) => [name, reply.headers.get(name) ?? '']);
    return { status: reply.status, headers: Object.fromEntries(kept), body: await reply.text() };
  }

  /** Every item of a table, in the order of their keys. */
  async items(tableName: string, keys: readonly string[]): Promise<readonly PlainItem[]> {
    const items: PlainItem[] = [];
    let ExclusiveStartKey: AttributeMap | undefined;
    do {
      const page = await this.#succeed('Scan', { TableName: tableName, ConsistentRead: true, ExclusiveStartKey });
      items.push(...(page.Items as AttributeMap[]).map(plainItem));
      ExclusiveStartKey = page.LastEvaluatedKey as AttributeMap | undefined;
    } while (ExclusiveStartKey !== undefined);
    const keyOf = (item: PlainItem): string => JSON.stringify(keys.map((key) => item[key]));
    return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  /**
   * Puts plain JSON items into a table.
   * @throws Error for one that DynamoDB refuses
   */
  async fill(tableName: string, items: readonly PlainItem[]): Promise<void> {
    for (const item of items) await this.#succeed('PutItem', { TableName: tableName, Item: attributeMap(item) });
  }

  /** Drops every table. */
  async close(): Promise<void> {
    if (this.#started === null) return;
    const { server } = await this.#started;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  async #succeed(action: string, input: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const { status, body } = await this.call(action, input);
    if (status >= 400) throw new Error(`${action} of table ${String(input.TableName)}: ${body}`);
    return JSON.parse(body) as Record<string, unknown>;
  }
}

async function start(): Promise<{ readonly server: Server; readonly url: string }> {
  const dynalite: Dynalite = createRequire(import.meta.url)('dynalite');
  const server = dynalite({ createTableMs: 0 });
  // A connection that is closed for idleness while a call leaves would fail the call.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
