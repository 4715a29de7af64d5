import { ServiceError } from '../../../../local/engine/gateway/service-error.ts';
import { addTable } from '../fixture/parts.ts';
import { onStage, type Scenario, type ScenarioStage } from './scenario.ts';

const hour = 3_600_000;
const TableName = '%TABLE%';
const Key = { pk: { S: 'M#a' }, sk: { S: 'STATE' } };
const Item = { ...Key, seq: { N: '1' }, acts: { L: [{ M: { at: { N: '7' }, done: { BOOL: true } } }] }, trip: { NULL: true } };
const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
const credentials = { accessKeyId: '%AWS_ACCESS_KEY_ID%', secretAccessKey: 'guess', sessionToken: '%AWS_SESSION_TOKEN%' };

/** What the Worker does with the table, in this order. */
const calls: Readonly<Record<string, object>> = {
  put: { operation: 'PutItem', input: { TableName, Item, ...isNew } },
  putAgain: { operation: 'PutItem', input: { TableName, Item, ...isNew } },
  update: {
    operation: 'UpdateItem',
    input: {
      TableName,
      Key,
      UpdateExpression: 'SET seq = :next',
      ConditionExpression: 'seq = :seq',
      ExpressionAttributeValues: { ':seq': { N: '1' }, ':next': { N: '2' } },
    },
  },
  get: { operation: 'GetItem', input: { TableName, Key, ConsistentRead: true } },
  query: {
    operation: 'Query',
    input: {
      TableName: 'arn:aws:dynamodb:us-east-1:000000000000:table/%TABLE%',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'M#a' } },
      Select: 'COUNT',
    },
  },
  deleteIt: { operation: 'DeleteItem', input: { TableName, Key } },
  elsewhere: { operation: 'GetItem', input: { TableName: 'other', Key } },
  oldItem: {
    operation: 'PutItem',
    input: { TableName, Item, ...isNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
  },
  transaction: { operation: 'TransactWriteItems', input: { TransactItems: [{ Put: { TableName, Item } }] } },
  wrongKey: { operation: 'GetItem', input: { TableName, Key }, credentials },
};

async function call({ engine, did }: ScenarioStage, name: string): Promise<Record<string, unknown>> {
  await engine.send('Jobs', JSON.stringify({ do: 'table', tag: name, ...calls[name] }));
  await engine.settle(hour);
  const { answer, error } = did().findLast(({ tag }) => tag === name) ?? {};
  return { answer, error };
}

const refusing =
  (code: string): Scenario =>
  () =>
    onStage(
      {
        change: addTable,
        meddler: () => ({
          beforeEffect: ({ service, action }) => {
            if (service === 'dynamodb' && action === 'PutItem') throw new ServiceError(code, 'as the test wants it');
          },
        }),
      },
      async (stage) => ({ ...(await call(stage, 'put')), tables: await stage.engine.tables() }),
    );

/** What functions get to see of a table. */
export const tableScenarios: Readonly<Record<string, Scenario>> = {
  tableCalls: () =>
    onStage({ change: addTable }, async (stage) => {
      const answers: Record<string, unknown> = {};
      for (const name of Object.keys(calls)) answers[name] = await call(stage, name);
      const recorded = stage.engine.calls.flatMap(({ service, action }) => (service === 'dynamodb' ? [action] : []));
      return { answers, tables: await stage.engine.tables(), recorded };
    }),

  tableFilled: () => {
    const old = { pk: 'M#b', sk: 'STATE', seq: 4, acts: [{ at: 1.5, until: null }], names: { x: true } };
    const first = { pk: 'M#a', sk: 'STATE' };
    return onStage({ change: addTable, items: [old, first] }, async (stage) => {
      const before = await stage.engine.tables();
      const { answer } = await call(stage, 'get');
      return { before, answer };
    });
  },

  tableThrottled: refusing('ProvisionedThroughputExceededException'),
  tableGone: refusing('ResourceNotFoundException'),

  noTable: () => onStage({}, ({ engine }) => engine.tables()),
};
