import type * as z from 'zod/mini';
import type { Service } from '../gateway/service.ts';
import type { StackPolicies } from '../iam/access.ts';
import type { Stack } from '../template/stack.ts';
import { apigateway } from './apigateway.ts';
import type { AwsService, Ground, Site } from './aws-service.ts';
import { cloudwatch } from './cloudwatch.ts';
import { dynamodb } from './dynamodb.ts';
import { events } from './events.ts';
import { iam, rolePolicies } from './iam.ts';
import { lambda } from './lambda.ts';
import { logs } from './logs.ts';
import type { ResourceKind } from './resource-kind.ts';
import { scheduler } from './scheduler.ts';
import { secretsmanager } from './secretsmanager.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';

/**
 * Every AWS service the engine knows, in the order of deployment. The name of a row that has
 * operations is the service's name in SigV4 signatures.
 */
const services = {
  sqs,
  sns,
  secretsmanager,
  dynamodb,
  iam,
  logs,
  scheduler,
  events,
  lambda,
  apigateway,
  cloudwatch,
} as const satisfies Record<string, AwsService>;

type Services = typeof services;
type Resources = Services[ServiceName]['resources'];

/** The name of a service the engine knows. */
export type ServiceName = keyof Services;

/** The name of a service that can be called through the gateway. */
export type CallableName = { [N in ServiceName]: Services[N]['operations'] extends null ? never : N }[ServiceName];

/** What each service brings once it is deployed. */
export type DeployedServices = { readonly [N in ServiceName]: Awaited<ReturnType<Services[N]['deploy']>> };

/** A resource type the engine knows. */
export type ResourceType = Resources extends infer R ? (R extends unknown ? keyof R : never) : never;

type PropertiesIn<R, T> = T extends keyof R
  ? R[T] extends { readonly properties: infer P extends z.ZodMiniType }
    ? z.infer<P>
    : never
  : never;

/** The checked properties of a resource type. */
export type PropertiesOf<T extends ResourceType> = Resources extends infer R
  ? R extends unknown
    ? PropertiesIn<R, T>
    : never
  : never;

const rows: readonly (readonly [string, AwsService])[] = Object.entries(services);

const kinds = new Map(rows.flatMap(([, { resources }]) => Object.entries(resources)));

/** True for a resource type the engine knows. */
export function isKnownType(type: string): type is ResourceType {
  return kinds.has(type);
}

/** What the engine knows of a resource type. */
export function kindOf(type: ResourceType): ResourceKind {
  const kind = kinds.get(type);
  if (kind === undefined) throw new Error(`no service has the resource type ${type}`);
  return kind;
}

/** The operations of every service that can be called. */
export function serviceOperations(ground: Ground): Readonly<Record<CallableName, Service>> {
  const callable = rows.flatMap(([name, { operations }]) => (operations === null ? [] : [[name, operations(ground)] as const]));
  // Exactly the rows with operations are in it; the compiler cannot follow that through the list.
  return Object.fromEntries(callable) as Record<CallableName, Service>;
}

/** Every policy of the stack. Throws TemplateError for one that the engine cannot decide. */
export function stackPolicies(stack: Stack): StackPolicies {
  const resources = rows.flatMap(([, { policies }]) => (policies === null ? [] : [...policies(stack)]));
  return { roles: rolePolicies(stack), resources: new Map(resources) };
}

/**
 * Deploys the stack, service by service. Throws TemplateError for what AWS would refuse at
 * deployment.
 */
export async function deployServices(site: Site): Promise<DeployedServices> {
  const deployed: Record<string, unknown> = {};
  for (const [name, { deploy }] of rows) deployed[name] = await deploy(site);
  // One entry per row, each from its own deploy; the compiler cannot follow that through the loop.
  return deployed as DeployedServices;
}
