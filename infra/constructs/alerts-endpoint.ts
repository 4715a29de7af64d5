import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { alertsEndpointName } from '../../shared/domain/names.ts';

/** The function that answers. */
export interface AlertsEndpointProps {
  readonly ingest: LambdaFunction;
}

/** Grafana can be told to PUT; everybody else sends a POST. */
const methods = [HttpMethod.POST, HttpMethod.PUT];

/** A source that cannot send a header has its token at the end of the path. */
const paths = ['/v1/alerts/{source}', '/v1/alerts/{source}/{token}'];

/**
 * What the access log says of a request. Its path and its headers may hold a token, so there is
 * only the route's own key, such as `POST /v1/alerts/{source}/{token}`.
 */
const accessLog = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
};

/**
 * The HTTP API that sources send alerts to. Its only stage is throttled, so that a flood costs
 * little. Who sends is for the function to find out: no authorizer of API Gateway sees the body,
 * and signatures are about the body (docs/adr/0024).
 */
export class AlertsEndpoint extends Construct {
  readonly api: HttpApi;
  /** The URL, without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, { ingest }: AlertsEndpointProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', { apiName: alertsEndpointName, createDefaultStage: false });
    // One permission for all routes: they end in the same function.
    const integration = new HttpLambdaIntegration('Ingest', ingest, { scopePermissionToRoute: false });
    for (const path of paths) api.addRoutes({ path, methods, integration });
    const log = new LogGroup(this, 'AccessLog', { retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.RETAIN });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      // 5,000 machines that are told of one by one within a minute get through.
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    this.api = api;
    this.url = api.apiEndpoint;
  }
}
