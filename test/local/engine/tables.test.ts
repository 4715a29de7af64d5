import { describe, expect, test } from 'vitest';
import { scenarioHost } from './scenario-host.ts';

const runScenario = scenarioHost();

describe('a function that uses a table through the gateway', () => {
  // Played once, by whichever of the tests comes first.
  let played: ReturnType<typeof runScenario> | undefined;
  const tableCalls = () => {
    played ??= runScenario('tableCalls');
    return played;
  };
  const answers = async () => (await tableCalls()).answers as Record<string, { answer?: unknown; error?: unknown }>;

  test('writes with a condition, reads and queries', async () => {
    const { put, update, get, query } = await answers();
    expect([put, update].map((call) => call?.error)).toEqual([undefined, undefined]);
    expect(get?.answer).toMatchObject({ Item: { pk: { S: 'M#a' }, seq: { N: '2' }, trip: { NULL: true } } });
    expect(query?.answer).toMatchObject({ Count: 1 });
  });

  test.each([
    ['putAgain', 'ConditionalCheckFailedException', /conditional request failed/],
    [
      'deleteIt',
      'AccessDeniedException',
      /not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table\/Fixture-Memory /,
    ],
    ['elsewhere', 'AccessDeniedException', /dynamodb:GetItem on resource: .*:table\/other /],
    ['oldItem', 'ValidationException', /does not know ReturnValuesOnConditionCheckFailure; read the item again/],
    ['transaction', 'UnknownOperationException', /does not know dynamodb TransactWriteItems/],
    ['wrongKey', 'SignatureDoesNotMatch', /does not match/],
  ])('%s is refused as %s', async (name, error, message) => {
    expect((await answers())[name]).toEqual({ error: { name: error, message: expect.stringMatching(message) } });
  });

  test('leaves what it wrote, and its calls are recorded', async () => {
    const { tables, recorded } = await tableCalls();
    const item = { pk: 'M#a', sk: 'STATE', seq: 2, acts: [{ at: 7, done: true }], trip: null };
    expect(tables).toEqual({ Memory: [item] });
    const performed = ['PutItem', 'PutItem', 'UpdateItem', 'GetItem', 'Query'];
    expect(recorded).toEqual([...performed, 'DeleteItem', 'GetItem', 'PutItem']);
  });
});

test('a table begins with the items that it is given, and shows them in the order of their keys', async () => {
  expect(await runScenario('tableFilled')).toMatchObject({
    before: {
      Memory: [
        { pk: 'M#a', sk: 'STATE' },
        { pk: 'M#b', sk: 'STATE', seq: 4, acts: [{ at: 1.5, until: null }], names: { x: true } },
      ],
    },
    answer: { Item: { pk: { S: 'M#a' } } },
  });
});

test.each([
  { scenario: 'tableThrottled', name: 'ProvisionedThroughputExceededException' },
  { scenario: 'tableGone', name: 'ResourceNotFoundException' },
])('a test can refuse a call of a table ($name), and nothing is written', async ({ scenario, name }) => {
  const error = { name, message: 'as the test wants it' };
  expect(await runScenario(scenario)).toEqual({ error, tables: { Memory: [] } });
});

test('a stack without a table has none to show', async () => {
  expect(await runScenario('noTable')).toEqual({});
});
