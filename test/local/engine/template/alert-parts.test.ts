// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes its variables so.
import { describe, expect, it } from 'vitest';
import { loadStack, type Stack } from '../../../../local/engine/template/stack.ts';
import { deploy } from '../fixture/deploy.ts';
import { addApi, addRule, addTable } from '../fixture/parts.ts';
import { fixtureTemplate, propertiesIn, type Template } from '../fixture/template.ts';

// What the engine does with a table, an HTTP API and a rule before anything runs.

type Changes = Readonly<Record<string, object>>;

const changed = (changes: Changes) => (template: Template) => {
  for (const add of [addTable, addApi, addRule]) add(template);
  for (const [logicalId, properties] of Object.entries(changes)) Object.assign(propertiesIn(template, logicalId), properties);
};

function load(changes: Changes): Stack {
  const template = fixtureTemplate();
  changed(changes)(template);
  return loadStack({ stackName: 'Fixture', template, codeFolder: (key) => `/code/${key}` }, 'http://127.0.0.1:4566');
}

describe('loadStack', () => {
  it('gives an HTTP API an endpoint, and a table and a rule their names', () => {
    const Description = { 'Fn::Sub': '${Api.ApiEndpoint} ${Memory} ${Memory.Arn} ${Rule.Arn}' };
    const functions = load({ Answers: { Description } }).resources('AWS::Lambda::Function');
    expect(functions.find(({ logicalId }) => logicalId === 'Answers')?.properties.Description?.split(' ')).toEqual([
      expect.stringMatching(/^https:\/\/[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/),
      'Fixture-Memory',
      'arn:aws:dynamodb:us-east-1:000000000000:table/Fixture-Memory',
      'arn:aws:events:us-east-1:000000000000:rule/alarms',
    ]);
  });

  it.each([
    ['an index of a table', { Memory: { GlobalSecondaryIndexes: [] } }, /GlobalSecondaryIndexes: not known/],
    ['a table that is paid by capacity', { Memory: { BillingMode: 'PROVISIONED' } }, /BillingMode: .* PAY_PER_REQUEST/],
    ["a customer's key", { Memory: { SSESpecification: { SSEEnabled: true, KMSMasterKeyId: 'x' } } }, /KMSMasterKeyId: not/],
    ['a WebSocket API', { Api: { ProtocolType: 'WEBSOCKET' } }, /ProtocolType: .* HTTP/],
    ['an API behind another name', { Api: { DisableExecuteApiEndpoint: true } }, /DisableExecuteApiEndpoint: .* false/],
    ['the older payload format', { Integration: { PayloadFormatVersion: '1.0' } }, /PayloadFormatVersion: .* 2\.0/],
    ['an authorizer', { Do: { AuthorizationType: 'JWT' } }, /AuthorizationType: .* NONE/],
    ['a stage that is deployed by hand', { Stage: { AutoDeploy: false } }, /AutoDeploy: .* true/],
    ['a person as principal', { AllowDo: { Principal: '123456789012' } }, /only AWS services/],
    ['a rule of another bus', { Rule: { EventBusName: 'mine' } }, /EventBusName: .* default/],
    ['a rule to a function', { Rule: { Targets: [{ Id: 'a', Arn: 'arn:aws:lambda:x' }] } }, /only queues are known/],
  ])('refuses %s', (_, changes, says) => {
    expect(() => load(changes)).toThrow(says);
  });
});

const queueOfElsewhere = 'arn:aws:sqs:us-east-1:000000000000:x';
const logTo = (DestinationArn: unknown, Format: string) => ({ Stage: { AccessLogSettings: { DestinationArn, Format } } });

describe('a deployment', () => {
  it('takes the parts as they are, with items of the table', async () => {
    await expect(deploy(changed({}), [{ pk: 'a', sk: 'b' }])).resolves.toBeUndefined();
  });

  it('refuses items when the stack has no table', async () => {
    const says = 'the stack has 0 tables; one is needed to put items into';
    await expect(deploy(() => {}, [{ pk: 'a', sk: 'b' }])).rejects.toThrow(says);
  });

  it('refuses an item without the keys of its table', async () => {
    const says = /^PutItem of table Fixture-Memory: .*ValidationException/;
    await expect(deploy(changed({}), [{ pk: 'a' }])).rejects.toThrow(says);
  });

  it.each([
    ['a table name that is too short', { Memory: { TableName: 'a' } }, /^Memory: .*ValidationException/],
    ['a key without a definition', { Memory: { AttributeDefinitions: [] } }, /^Memory: .*ValidationException/],
    ['a route without its integration', { Do: { Target: 'integrations/x' } }, /^Do: its API has no target integrations\/x/],
    ['a route key that is none', { Do: { RouteKey: 'SEND /x' } }, /^Do: API Gateway takes no route key SEND \/x/],
    ['two routes with one key', { Late: { RouteKey: 'POST /do/{what}' } }, /two routes with the key POST \/do\/\{what\}/],
    ['a route of an API of elsewhere', { Do: { ApiId: 'x' } }, /^Do: the stack has no HTTP API x/],
    ['an integration without its function', { Integration: { IntegrationUri: 'arn:x' } }, /no function arn:x/],
    ['a permission on a function of elsewhere', { AllowDo: { FunctionName: 'x' } }, /^AllowDo: the stack has no function x/],
    [
      'an access log without the id of the request',
      logTo({ 'Fn::GetAtt': ['AccessLog', 'Arn'] }, '$context.status'),
      /^Stage: its access log format is refused: it must have \$context\.requestId in it/,
    ],
    ['an access log of elsewhere', logTo('arn:x', '$context.requestId'), /^Stage: the stack has no log group arn:x/],
    [
      'half a throttle',
      { Stage: { DefaultRouteSettings: { ThrottlingRateLimit: 5 } } },
      /^Stage: .* a rate limit and a burst limit only together/,
    ],
    ['a rule to a queue of elsewhere', { Rule: { Targets: [{ Id: 'a', Arn: queueOfElsewhere }] } }, /no queue .*:x/],
    [
      'a rule with dead letters of elsewhere',
      {
        Rule: {
          Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['Events', 'Arn'] }, DeadLetterConfig: { Arn: queueOfElsewhere } }],
        },
      },
      /no queue .*:x/,
    ],
    [
      'a matcher in an event pattern',
      { Rule: { EventPattern: { source: [{ prefix: 'aws' }] } } },
      /^Rule\.EventPattern\.source: the local engine knows only plain values/,
    ],
  ])('refuses %s', async (_, changes, says) => {
    await expect(deploy(changed(changes))).rejects.toThrow(says);
  });
});
