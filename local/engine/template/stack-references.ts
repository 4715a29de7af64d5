import { locality } from '../locality.ts';
import type { IdentitySource, ResourceKind } from '../services/resource-kind.ts';
import { kindOf, type ResourceType } from '../services/services.ts';
import { type References, resolveIntrinsics } from './intrinsics.ts';
import { TemplateError } from './template-error.ts';

/**
 * A resource as the template has it: its type, which the engine knows, and its properties, not yet
 * resolved.
 */
export interface RawResource {
  readonly type: ResourceType;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * What Ref and GetAtt mean inside one stack. Every method throws {@link TemplateError} for a name
 * the stack does not define.
 */
export class StackReferences implements References {
  readonly #stackName: string;
  readonly #origin: string;
  readonly #resources: ReadonlyMap<string, RawResource>;
  readonly #pseudo: Readonly<Record<string, string | undefined>>;

  constructor(stackName: string, origin: string, resources: ReadonlyMap<string, RawResource>) {
    this.#stackName = stackName;
    this.#origin = origin;
    this.#resources = resources;
    this.#pseudo = {
      'AWS::AccountId': locality.accountId,
      'AWS::Region': locality.region,
      'AWS::Partition': locality.partition,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stackName,
      'AWS::StackId': `arn:aws:cloudformation:${locality.region}:${locality.accountId}:stack/${stackName}/local`,
      'AWS::NoValue': undefined,
    };
  }

  ref(name: string): string | undefined {
    if (Object.hasOwn(this.#pseudo, name)) return this.#pseudo[name];
    return this.identify(name).ref;
  }

  attribute(logicalId: string, name: string): string {
    const { kind, source } = this.#sourceOf(logicalId);
    const read = Object.hasOwn(kind.attributes, name) ? kind.attributes[name] : undefined;
    if (read === undefined) throw new TemplateError(`${logicalId}: the local engine does not know the attribute ${name}`);
    return read(source);
  }

  /**
   * A resource's physical name, the value of its Ref, and its ARN (its Ref where the type has no
   * Arn attribute).
   */
  identify(logicalId: string): { readonly name: string; readonly ref: string; readonly arn: string } {
    const { kind, source } = this.#sourceOf(logicalId);
    const ref = kind.ref(source);
    return { name: source.name, ref, arn: kind.attributes.Arn?.(source) ?? ref };
  }

  #sourceOf(logicalId: string): { readonly kind: ResourceKind; readonly source: IdentitySource } {
    const resource = this.#resources.get(logicalId);
    if (resource === undefined) throw new TemplateError(`the template refers to ${logicalId}, which it does not define`);
    const property = (name: string): string | undefined => {
      const raw = resource.properties[name];
      return raw === undefined ? undefined : String(resolveIntrinsics(raw, this, `${logicalId}.${name}`));
    };
    const kind = kindOf(resource.type);
    const own = kind.nameProperty === null ? undefined : property(kind.nameProperty);
    // CloudFormation adds random characters and cuts at the type's limit; 64 is the shortest limit
    // of the known types.
    const name = own ?? `${this.#stackName}-${logicalId}`.slice(0, 64);
    return { kind, source: { name, origin: this.#origin, property } };
  }
}
