import * as z from 'zod/mini';
import { isKnownType, kindOf, type PropertiesOf, type ResourceType } from '../services/services.ts';
import type { Assembly } from './assembly.ts';
import { explainMismatch } from './explain-mismatch.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import { type RawResource, StackReferences } from './stack-references.ts';
import { TemplateError } from './template-error.ts';

const templateShape = z.strictObject({
  AWSTemplateFormatVersion: z.optional(z.string()),
  Description: z.optional(z.string()),
  Metadata: z.optional(z.unknown()),
  // The bootstrap version only feeds a rule that CloudFormation checks before deploying into an
  // account.
  Parameters: z.optional(z.strictObject({ BootstrapVersion: z.optional(z.unknown()) })),
  Rules: z.optional(z.strictObject({ CheckBootstrapVersion: z.optional(z.unknown()) })),
  // The only condition the CDK adds decides whether its usage metadata exists in a region.
  Conditions: z.optional(z.strictObject({ CDKMetadataAvailable: z.optional(z.unknown()) })),
  Outputs: z.optional(z.record(z.string(), z.object({ Value: z.unknown() }))),
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) })),
});

// Order of creation, deletion and origin of a resource. The engine creates in an order of its own,
// updates nothing and deletes all.
const quietAttributes = ['Type', 'Properties', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];

/** A resource with its physical name, its identifiers and its properties, resolved and checked. */
export interface StackResource<T extends ResourceType> {
  readonly logicalId: string;
  readonly name: string;
  /** The value of `Ref`. */
  readonly ref: string;
  /** The ARN, or the value of `Ref` for a type that has none. */
  readonly arn: string;
  readonly properties: PropertiesOf<T>;
}

/** A template, ready to be run. */
export interface Stack {
  resources<T extends ResourceType>(type: T): readonly StackResource<T>[];
  codeFolder: Assembly['codeFolder'];
}

/**
 * Resolves and checks every resource and output of a template. `origin` is the gateway's,
 * `http://127.0.0.1:PORT`. Throws {@link TemplateError} for anything the engine does not know: a
 * resource type, property, section or intrinsic function.
 */
export function loadStack(assembly: Assembly, origin: string): Stack {
  const parsed = templateShape.safeParse(assembly.template);
  if (!parsed.success) throw new TemplateError(`the template of ${assembly.stackName}: ${explainMismatch(parsed.error)}`);
  const raw = new Map<string, RawResource>();
  for (const [logicalId, resource] of Object.entries(parsed.data.Resources)) {
    if (resource.Type === 'AWS::CDK::Metadata') continue;
    raw.set(logicalId, { type: knownType(logicalId, resource), properties: resource.Properties ?? {} });
  }
  const references = new StackReferences(assembly.stackName, origin, raw);
  const all = [...raw].map(([logicalId, { type, properties }]) => {
    const resolved = resolveIntrinsics(properties, references, logicalId);
    return { type, logicalId, ...references.identify(logicalId), properties: checkProperties(type, logicalId, resolved) };
  });
  resolveIntrinsics(parsed.data.Outputs ?? {}, references, 'Outputs');
  return {
    // The filter keeps exactly the resources of type T; the compiler cannot follow that through
    // the union of all types.
    resources: <T extends ResourceType>(type: T) =>
      all.filter((resource) => resource.type === type) as unknown as StackResource<T>[],
    codeFolder: assembly.codeFolder,
  };
}

function knownType(logicalId: string, resource: Readonly<Record<string, unknown>>): ResourceType {
  const type = String(resource.Type);
  if (!isKnownType(type)) throw new TemplateError(`${logicalId}: the local engine does not know the resource type ${type}`);
  const odd = Object.keys(resource).filter((key) => !quietAttributes.includes(key));
  if (odd.length > 0)
    throw new TemplateError(`${logicalId}: the local engine does not know the resource attribute ${odd.join(', ')}`);
  return type;
}

// Names the resource and every property that is unknown or has a value the engine cannot honour.
function checkProperties(type: ResourceType, logicalId: string, properties: unknown): unknown {
  const result = kindOf(type).properties.safeParse(properties);
  if (result.success) return result.data;
  throw new TemplateError(`${logicalId} (${type}): ${explainMismatch(result.error)}`);
}
