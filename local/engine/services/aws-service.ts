import type { CountedMetrics } from '../alarms/counted-metrics.ts';
import type { WorkSource } from '../driver.ts';
import type { EngineEvent } from '../engine-event.ts';
import type { AwsApi } from '../gateway/aws-api.ts';
import type { KeyRing } from '../gateway/gateway.ts';
import type { Service } from '../gateway/service.ts';
import type { Access } from '../iam/access.ts';
import type { PolicyStatement } from '../iam/policy-document.ts';
import type { FunctionFleet } from '../lambda/function-fleet.ts';
import type { MessagingBackend } from '../messaging/messaging-backend.ts';
import type { PlainItem } from '../table/attribute-value.ts';
import type { TableBackend } from '../table/table-backend.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualDate } from '../virtual-date.mjs';
import type { ResourceKind } from './resource-kind.ts';

/** A message that a topic took: what its subscribers would get. */
export interface Published {
  readonly topicArn: string;
  readonly subject: string | null;
  readonly message: string;
  readonly from: 'function' | 'alarm';
}

/**
 * What a stack has before any of its services is there. All instants are milliseconds of `clock`.
 */
export interface Ground {
  readonly stack: Stack;
  readonly access: Access;
  readonly clock: VirtualDate;
  readonly backend: MessagingBackend;
  readonly tables: TableBackend;
  /** What the stack's only table holds at the beginning. */
  readonly items: readonly PlainItem[];
  /** Secret name → object served as JSON text. */
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly keys: KeyRing;
  /** The gateway's origin, `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The processes of the stack's functions; none runs before the first invocation. */
  readonly fleet: FunctionFleet;
  /** Every message that a topic took, in order; SNS adds to it. */
  readonly published: Published[];
  readonly report: (event: EngineEvent) => void;
  /** What the services count, for alarms. */
  readonly metrics: CountedMetrics;
  /** The rules that never fire by themselves. */
  readonly resting: readonly string[];
  /** True while all rules fire by themselves. */
  readonly rulesFire: () => boolean;
  /** Tells the driver that something may have become due. */
  readonly wake: () => void;
  /**
   * Registers work for the time when the engine is closed; the work registered last is done first.
   */
  readonly onClose: (close: () => Promise<void>) => void;
}

/** What a service is deployed on. */
export interface Site extends Ground {
  /** The API by which the engine's own parts call every service. */
  readonly api: AwsApi;
}

/** What a deployed service brings: at least its work, which the driver starts when it is due. */
export interface Deployed {
  readonly works: readonly WorkSource[];
}

/** The policies on a service's resources, by the ARN of the resource. */
export type ResourcePolicies = ReadonlyMap<string, readonly PolicyStatement[]>;

/**
 * All that the engine knows of one AWS service. Every part must be there: what a service does not
 * have is `null`, or does nothing.
 */
export interface AwsService {
  /** Its resource types: identity and properties of each. */
  readonly resources: Readonly<Record<string, ResourceKind>>;
  /**
   * The policies that the stack puts on its resources. Throws TemplateError for one that cannot be
   * decided.
   */
  readonly policies: ((stack: Stack) => ResourcePolicies) | null;
  /**
   * What functions and the engine's own parts can ask of it through the gateway; null when nobody
   * asks it for anything.
   */
  readonly operations: ((ground: Ground) => Service) | null;
  /**
   * Creates the stack's resources of it; no function runs yet. Throws TemplateError for what AWS
   * would refuse at deployment. A function that reads the stack must state its return type: if it
   * were inferred, the type of the table would depend on itself.
   */
  readonly deploy: (site: Site) => Promise<Deployed>;
}
