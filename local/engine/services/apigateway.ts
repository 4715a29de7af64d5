import * as z from 'zod/mini';
import { sha256Hex } from '../../../shared/signing/digest.ts';
import { apiDefinitions } from '../http/api-definition.ts';
import { HttpApi } from '../http/http-api.ts';
import type { HttpAnswer, HttpRequest } from '../http/http-message.ts';
import { apiDomain } from '../http/proxy-event.ts';
import { TemplateError } from '../template/template-error.ts';
import type { AwsService, Deployed, Site } from './aws-service.ts';
import { forPeople, type IdentitySource, nameOf, noLocalEffect, type ResourceKind, unnamed } from './resource-kind.ts';

// Of this service tags are a map, not a list.
const tagMap = noLocalEffect(
  'People and the bill read tags; a policy cannot ask for one here: an Allow would not match, a Deny is refused.',
  z.record(z.string(), z.string()),
);

// API Gateway makes ids of ten characters.
const idOf = ({ name }: IdentitySource): string => sha256Hex(name).slice(0, 10);

const made = { ...unnamed, ref: idOf } as const;

/**
 * API Gateway: HTTP APIs that hand requests to functions. Only HTTP requests reach it
 * (`Engine.request`); nobody calls API Gateway itself.
 */
export const apigateway = {
  resources: {
    'AWS::ApiGatewayV2::Api': {
      ...made,
      attributes: { ApiId: idOf, ApiEndpoint: (source) => `https://${apiDomain(idOf(source))}` },
      properties: z.strictObject({
        Name: z.string(),
        ProtocolType: z.literal('HTTP'),
        DisableExecuteApiEndpoint: z.optional(z.literal(false)),
        Description: forPeople,
        Tags: tagMap,
      }),
    },
    'AWS::ApiGatewayV2::Integration': {
      ...made,
      properties: z.strictObject({
        ApiId: z.string(),
        IntegrationType: z.literal('AWS_PROXY'),
        IntegrationUri: z.string(),
        IntegrationMethod: z.optional(z.literal('POST')),
        PayloadFormatVersion: z.literal('2.0'),
        TimeoutInMillis: z.optional(z.int().check(z.minimum(50), z.maximum(30_000))),
        Description: forPeople,
      }),
    },
    'AWS::ApiGatewayV2::Route': {
      ...made,
      properties: z.strictObject({
        ApiId: z.string(),
        RouteKey: z.string(),
        Target: z.string(),
        AuthorizationType: z.optional(z.literal('NONE')),
      }),
    },
    // Every change is deployed at once; a stage with deployments of its own is not known.
    'AWS::ApiGatewayV2::Stage': {
      nameProperty: 'StageName',
      ref: nameOf,
      attributes: {},
      properties: z.strictObject({
        ApiId: z.string(),
        StageName: z.string(),
        AutoDeploy: z.literal(true),
        DefaultRouteSettings: z.optional(
          z.strictObject({
            ThrottlingRateLimit: z.optional(z.number().check(z.minimum(0))),
            ThrottlingBurstLimit: z.optional(z.int().check(z.minimum(0))),
            DetailedMetricsEnabled: noLocalEffect('No alarm here reads the metrics of an API.', z.boolean()),
          }),
        ),
        AccessLogSettings: z.optional(z.strictObject({ DestinationArn: z.string(), Format: z.string() })),
        Description: forPeople,
        Tags: tagMap,
      }),
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: null,
  operations: null,
  deploy: createApis,
} satisfies AwsService;

/** The HTTP API of a stack from outside. */
export interface ApiFront {
  /** Answers a request. Throws {@link TemplateError} unless the stack has exactly one HTTP API. */
  readonly request: (request: HttpRequest) => Promise<HttpAnswer>;
  /** The lines of the access log so far, in order. */
  readonly accessLogs: readonly string[];
}

async function createApis(site: Site): Promise<Deployed & ApiFront> {
  const accessLogs: string[] = [];
  const parts = { ...site, now: site.clock.now, log: (line: string) => void accessLogs.push(line) };
  const apis = apiDefinitions(site.stack, (nameOrArn) => site.fleet.find(nameOrArn)).map((api) => new HttpApi(api, parts));
  const request: ApiFront['request'] = async (given) => {
    const [api] = apis;
    if (api === undefined || apis.length > 1)
      throw new TemplateError(`a request needs a stack with one HTTP API; this one has ${apis.length}`);
    return api.request(given);
  };
  return { works: apis, request, accessLogs };
}
