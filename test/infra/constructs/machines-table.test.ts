import { expect, it } from 'vitest';
import { itemSchemas } from '../../../shared/store/items.ts';
import { alerting, logicalId, templateOf } from '../example.ts';
import { grantsOf } from '../grants.ts';

const template = templateOf(alerting);
const table = logicalId(template, 'AWS::DynamoDB::Table', {});

it('has the keys of the items and forgets what has expired', () => {
  expect(template.toJSON().Resources[table].Properties).toEqual({
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: true,
  });
  expect(Object.keys(itemSchemas)).toHaveLength(3);
});

it('stays when the stack, or the last source, goes', () => {
  template.hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

it.each(['reveille-restart', 'reveille-power-alibaba', 'reveille-power-tencent', 'reveille-power-zenlayer'])(
  'lets %s read and write items by their keys, and nothing else',
  (functionName) => {
    const onTable = grantsOf(template, functionName).filter(([actions]) => String(actions).includes('dynamodb'));
    expect(onTable).toEqual([[['dynamodb:GetItem', 'dynamodb:PutItem'], [{ 'Fn::GetAtt': [table, 'Arn'] }], {}]]);
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: functionName,
      Environment: { Variables: { TABLE_NAME: { Ref: table } } },
    });
  },
);

it('lets dispatch write its record, and read nothing', () => {
  const onTable = grantsOf(template, 'reveille-dispatch').filter(([actions]) => String(actions).includes('dynamodb'));
  expect(onTable).toEqual([[['dynamodb:PutItem'], [{ 'Fn::GetAtt': [table, 'Arn'] }], {}]]);
});

it('is nothing to ingest', () => {
  expect(JSON.stringify(grantsOf(template, 'reveille-ingest'))).not.toContain(table);
});
