import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { alerting, logicalId, templateOf } from '../example.ts';

const template = templateOf(alerting);
const api = logicalId(template, 'AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' });
const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties);

it('has a route for a token in a header and one for a token in the path, for POST and PUT', () => {
  expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([
    'POST /v1/alerts/{source}',
    'POST /v1/alerts/{source}/{token}',
    'PUT /v1/alerts/{source}',
    'PUT /v1/alerts/{source}/{token}',
  ]);
});

it('hands every request to ingest as it came, in payload format 2.0', () => {
  const integration = logicalId(template, 'AWS::ApiGatewayV2::Integration', { ApiId: { Ref: api } });
  const ingest = logicalId(template, 'AWS::Lambda::Function', { FunctionName: 'reveille-ingest' });
  template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: { 'Fn::GetAtt': [ingest, 'Arn'] },
    PayloadFormatVersion: '2.0',
    RequestParameters: Match.absent(),
  });
  const target = { 'Fn::Join': ['', ['integrations/', { Ref: integration }]] };
  expect(routes.map(({ Target }) => Target)).toEqual(routes.map(() => target));
});

it('has one stage, which is throttled', () => {
  template.resourceCountIs('AWS::ApiGatewayV2::Stage', 1);
  template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    ApiId: { Ref: api },
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: Match.objectEquals({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 }),
    RouteSettings: Match.absent(),
  });
});

// Every other variable of the context that speaks of the request can hold a part of its path or of
// its headers (API Gateway developer guide, "HTTP API logging variables").
it('logs no path and no header: the route by its key only', () => {
  const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
  const log = stage?.Properties.AccessLogSettings;
  expect(JSON.parse(log.Format)).toEqual({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    sourceIp: '$context.identity.sourceIp',
    routeKey: '$context.routeKey',
    status: '$context.status',
    responseLatency: '$context.responseLatency',
  });
  template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 90 }, DeletionPolicy: 'Retain' });
  expect(template.findResources('AWS::Logs::LogGroup')[log.DestinationArn['Fn::GetAtt'][0]]?.Properties).toEqual({
    RetentionInDays: 90,
  });
});

it('is told to the operator without a slash at its end', () => {
  expect(template.findOutputs('AlertsEndpoint').AlertsEndpoint?.Value).toEqual({ 'Fn::GetAtt': [api, 'ApiEndpoint'] });
});
