import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { RunKey } from './run-items.ts';

/** The items of the run record. Both throw what DynamoDB refuses, throttling too. */
export interface RunTable {
  /** Writes an item over what its key held. `now` is in epoch milliseconds. */
  put(key: RunKey, item: object, now: number): Promise<void>;
  /** All items of a partition, in the order of their sort keys, without their keys. */
  partition(pk: string): Promise<readonly unknown[]>;
}

/** The record outlives a year, so that a month can be compared with the same month of the last. */
const keptForSeconds = 400 * 24 * 3_600;

/** The run record in a DynamoDB table. */
export function runTable(client: DynamoDBClient, tableName: string): RunTable {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    async put(key, item, now) {
      const expiresAt = Math.ceil(now / 1_000) + keptForSeconds;
      await documents.send(new PutCommand({ TableName: tableName, Item: { ...key, ...item, expiresAt } }));
    },
    async partition(pk) {
      const found: unknown[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const query = new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
          ...(from !== undefined && { ExclusiveStartKey: from }),
        });
        const { Items = [], LastEvaluatedKey } = await documents.send(query);
        found.push(...Items.map(({ pk: _, sk: __, expiresAt: ___, ...item }) => item));
        from = LastEvaluatedKey;
      } while (from !== undefined);
      return found;
    },
  };
}

/**
 * The run record in the function's own account and region. A write is tried once and for a second:
 * the machines come first.
 */
export function deployedRunTable(tableName: string): RunTable {
  const requestHandler = { connectionTimeout: 1_000, requestTimeout: 1_000, throwOnRequestTimeout: true };
  return runTable(new DynamoDBClient({ requestHandler, maxAttempts: 1 }), tableName);
}
