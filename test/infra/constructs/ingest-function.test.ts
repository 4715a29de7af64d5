import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { ingestEnv } from '../../../shared/contract/env.ts';
import { alerting, logicalId, templateOf } from '../example.ts';
import { byCodeOf, grantsOf, logArnOf, secretArn, throughSecretsManager } from '../grants.ts';

const template = templateOf(alerting);
const alerts = logicalId(template, 'AWS::SQS::Queue', { QueueName: 'reveille-alerts' });

it('knows the alerts queue and nothing else, no secret least of all', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'reveille-ingest',
    RecursiveLoop: Match.absent(),
    Environment: {
      Variables: Match.objectEquals({ ALERTS_QUEUE_URL: { Ref: alerts }, NODE_OPTIONS: '--enable-source-maps' }),
    },
  });
  expect(Object.keys(ingestEnv.shape)).toEqual(['ALERTS_QUEUE_URL']);
});

it('may read the secrets of its sources, none of an account, and send to the alerts queue', () => {
  expect(grantsOf(template, 'reveille-ingest')).toEqual([
    [['logs:CreateLogStream', 'logs:PutLogEvents'], [logArnOf(template, 'reveille-ingest')], {}],
    [['sqs:SendMessage'], [{ 'Fn::GetAtt': [alerts, 'Arn'] }], {}],
    [['secretsmanager:GetSecretValue'], ['reveille/panels', 'reveille/prometheus'].map(secretArn), byCodeOf('reveille-ingest')],
    [['kms:Decrypt'], ['arn:aws:kms:eu-west-1:111122223333:key/panels'], throughSecretsManager],
  ]);
});

it('is called by the endpoint alone', () => {
  const api = logicalId(template, 'AWS::ApiGatewayV2::Api', {});
  const ingest = logicalId(template, 'AWS::Lambda::Function', { FunctionName: 'reveille-ingest' });
  template.resourceCountIs('AWS::Lambda::Permission', 1);
  template.hasResourceProperties('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': [ingest, 'Arn'] },
    Principal: 'apigateway.amazonaws.com',
    SourceArn: { 'Fn::Join': ['', Match.arrayWith([':execute-api:', { Ref: api }, '/*/*/*'])] },
  });
});
