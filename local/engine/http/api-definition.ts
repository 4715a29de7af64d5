import type { FunctionDefinition } from '../lambda/function-definition.ts';
import type { Stack, StackResource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import { formatFault } from './access-log.ts';
import { parseRouteKey, type RoutePattern } from './route-table.ts';

/** A route, and the function that answers it. */
export interface ApiRoute extends RoutePattern {
  readonly definition: FunctionDefinition;
  /** How long API Gateway waits for the function. */
  readonly timeoutMs: number;
}

/** A stage of an API. */
export interface ApiStage {
  readonly name: string;
  /** Requests a second and at once; null where the template says nothing. */
  readonly throttle: { readonly rate: number; readonly burst: number } | null;
  /** The format of the access log; null when there is none. */
  readonly logFormat: string | null;
}

/** An HTTP API as the engine runs it. */
export interface ApiDefinition {
  readonly apiId: string;
  readonly routes: readonly ApiRoute[];
  readonly stages: readonly ApiStage[];
}

// The longest that API Gateway waits, and the default (quotas of HTTP APIs).
const integrationTimeoutMs = 30_000;

/**
 * The HTTP APIs of the stack. Throws {@link TemplateError} for what AWS would refuse or could never
 * serve: a part of an API that the stack does not have, a route key that is none or stands there
 * twice, a route without its integration, an integration without its function, a log format that
 * API Gateway does not take.
 */
export function apiDefinitions(stack: Stack, find: (nameOrArn: string) => FunctionDefinition): readonly ApiDefinition[] {
  const apis = stack.resources('AWS::ApiGatewayV2::Api');
  const routes = stack.resources('AWS::ApiGatewayV2::Route');
  const stages = stack.resources('AWS::ApiGatewayV2::Stage');
  for (const part of [...routes, ...stages, ...stack.resources('AWS::ApiGatewayV2::Integration')])
    if (!apis.some(({ ref }) => ref === part.properties.ApiId))
      throw new TemplateError(`${part.logicalId}: the stack has no HTTP API ${part.properties.ApiId}`);
  return apis.map(({ ref: apiId }) => {
    const own = routes.filter(({ properties }) => properties.ApiId === apiId).map((route) => routeOf(stack, route, find));
    const twice = own.find(({ key }, index) => own.findIndex((other) => other.key === key) !== index);
    if (twice !== undefined) throw new TemplateError(`${apiId}: it has two routes with the key ${twice.key}`);
    const ownStages = stages.filter(({ properties }) => properties.ApiId === apiId).map((stage) => stageOf(stack, stage));
    return { apiId, routes: own, stages: ownStages };
  });
}

function routeOf(
  stack: Stack,
  { logicalId, properties }: StackResource<'AWS::ApiGatewayV2::Route'>,
  find: (nameOrArn: string) => FunctionDefinition,
): ApiRoute {
  const pattern = parseRouteKey(properties.RouteKey);
  if (pattern === null) throw new TemplateError(`${logicalId}: API Gateway takes no route key ${properties.RouteKey}`);
  const integration = stack
    .resources('AWS::ApiGatewayV2::Integration')
    .find(({ ref, properties: { ApiId } }) => properties.Target === `integrations/${ref}` && ApiId === properties.ApiId);
  if (integration === undefined) throw new TemplateError(`${logicalId}: its API has no target ${properties.Target}`);
  const { IntegrationUri, TimeoutInMillis = integrationTimeoutMs } = integration.properties;
  return { ...pattern, definition: find(IntegrationUri), timeoutMs: TimeoutInMillis };
}

function stageOf(stack: Stack, { logicalId, name, properties }: StackResource<'AWS::ApiGatewayV2::Stage'>): ApiStage {
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = properties.DefaultRouteSettings ?? {};
  if ((rate === undefined) !== (burst === undefined))
    throw new TemplateError(`${logicalId}: the local engine knows a rate limit and a burst limit only together`);
  const { DestinationArn, Format } = properties.AccessLogSettings ?? {};
  if (Format !== undefined && DestinationArn !== undefined) {
    const withoutStar = (arn: string): string => arn.replace(/:\*$/, '');
    const group = stack.resources('AWS::Logs::LogGroup').find(({ arn }) => withoutStar(arn) === withoutStar(DestinationArn));
    if (group === undefined) throw new TemplateError(`${logicalId}: the stack has no log group ${DestinationArn}`);
    const fault = formatFault(Format);
    if (fault !== null) throw new TemplateError(`${logicalId}: its access log format is refused: ${fault}`);
  }
  return {
    name,
    throttle: rate === undefined || burst === undefined ? null : { rate, burst },
    logFormat: Format ?? null,
  };
}
