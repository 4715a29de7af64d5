import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from './items.ts';

/** What an item is written with. `expiresAt` is in epoch seconds; null for an item that stays. */
export interface ItemWrite {
  readonly item: { readonly seq: number };
  readonly expiresAt: number | null;
}

/**
 * Items, each read and written by itself. A write is the whole item. It counts one on from the
 * `seq` that was read before, and it holds only when the item still has that count.
 */
export interface ItemTable {
  /** The last version of an item, null when there is none. */
  read(key: ItemKey): Promise<unknown>;
  /** False when somebody else has written the item since it was read. Then nothing is written. */
  write(key: ItemKey, write: ItemWrite): Promise<boolean>;
}

/**
 * The items of a DynamoDB table. TTL deletes what has expired, some time later: nothing here or in
 * the decisions relies on it. Whatever else DynamoDB refuses is thrown, throttling too.
 */
export function itemTable(client: DynamoDBClient, tableName: string): ItemTable {
  const documents = DynamoDBDocumentClient.from(client);
  return {
    async read(key) {
      const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
      if (Item === undefined) return null;
      const { pk: _pk, sk: _sk, expiresAt: _expiresAt, ...item } = Item;
      return item;
    },
    async write(key, { item, expiresAt }) {
      const Item = { ...key, ...item, seq: item.seq + 1, ...(expiresAt !== null && { expiresAt }) };
      const put = new PutCommand({ TableName: tableName, Item, ...unchangedSince(item.seq) });
      try {
        await documents.send(put);
        return true;
      } catch (error) {
        // DynamoDB can name the item that stands in the way, but not every stand-in for it can. The
        // caller reads again.
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

/**
 * The items of a table in the function's own account and region. A table that does not answer must
 * not use up the invocation.
 */
export function deployedTable(tableName: string): ItemTable {
  const requestHandler = { connectionTimeout: 1_000, requestTimeout: 1_000, throwOnRequestTimeout: true };
  return itemTable(new DynamoDBClient({ requestHandler }), tableName);
}

/** An item that was never written has no count. */
function unchangedSince(seq: number) {
  if (seq === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return { ConditionExpression: 'seq = :seq', ExpressionAttributeValues: { ':seq': seq } };
}
