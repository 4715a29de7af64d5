import { locality } from '../locality.ts';
import { type References, resolveIntrinsics } from './intrinsics.ts';
import { type IdentitySource, identities, type ResourceIdentity, type ResourceType } from './resource-identity.ts';
import { TemplateError } from './template-error.ts';

/** A resource as the template has it: its type, which the engine knows, and its properties, not yet resolved. */
export interface RawResource {
  readonly type: ResourceType;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What Ref and GetAtt mean inside one stack. Every method throws {@link TemplateError} for a name the stack does not define. */
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
    const { identity, source } = this.#identityOf(logicalId);
    const read = Object.hasOwn(identity.attributes, name) ? identity.attributes[name] : undefined;
    if (read === undefined) throw new TemplateError(`${logicalId}: the local engine does not know the attribute ${name}`);
    return read(source);
  }

  /** A resource's physical name, the value of its Ref, and its ARN (its Ref where the type has no Arn attribute). */
  identify(logicalId: string): { readonly name: string; readonly ref: string; readonly arn: string } {
    const { identity, source } = this.#identityOf(logicalId);
    const ref = identity.ref(source);
    return { name: source.name, ref, arn: identity.attributes.Arn?.(source) ?? ref };
  }

  #identityOf(logicalId: string): { readonly identity: ResourceIdentity; readonly source: IdentitySource } {
    const resource = this.#resources.get(logicalId);
    if (resource === undefined) throw new TemplateError(`the template refers to ${logicalId}, which it does not define`);
    const own = (property: string | null): string | undefined => {
      const raw = property === null ? undefined : resource.properties[property];
      return raw === undefined ? undefined : String(resolveIntrinsics(raw, this, `${logicalId}.${property}`));
    };
    const identity: ResourceIdentity = identities[resource.type];
    // CloudFormation adds random characters and cuts at the type's limit; 64 is the shortest limit of the known types.
    const name = own(identity.nameProperty) ?? `${this.#stackName}-${logicalId}`.slice(0, 64);
    return { identity, source: { name, origin: this.#origin, group: own('GroupName') ?? 'default' } };
  }
}
