import * as z from 'zod/mini';

/** What a resource's identifiers are made of. */
export interface IdentitySource {
  /** The physical name. */
  readonly name: string;
  /** The origin of the gateway, `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /**
   * A property of the resource as text, its intrinsic functions resolved; undefined when the
   * template does not give it.
   */
  readonly property: (name: string) => string | undefined;
}

/**
 * What the engine knows of a resource type: how CloudFormation names it, and its properties
 * (CloudFormation template reference, "Return values" and "Properties" of each type).
 */
export interface ResourceKind {
  /** The property that holds the physical name; null for a type that has none. */
  readonly nameProperty: string | null;
  /** The value of Ref. */
  readonly ref: (source: IdentitySource) => string;
  /** The values of GetAtt. */
  readonly attributes: Readonly<Record<string, (source: IdentitySource) => string>>;
  /** The properties that are honoured, and those that a run may ignore; any other is an error. */
  readonly properties: z.ZodMiniType;
}

/** The physical name, as a value of Ref or GetAtt. */
export const nameOf = ({ name }: IdentitySource): string => name;

/** The identity of a type that the engine refers to by its logical name alone. */
export const unnamed = { nameProperty: null, ref: nameOf, attributes: {} } as const;

/** A policy document; `parsePolicy` reads it. */
export const policyDocument = z.record(z.string(), z.unknown());

/**
 * A property that AWS honours and this engine does not. `reason` says why a green run may ignore
 * it and, where it matters, what a green run therefore does not prove. Values other than `shape`
 * are refused, so that only what the reason covers is ignored.
 */
export function noLocalEffect<T extends z.ZodMiniType>(reason: string, shape: T): z.ZodMiniOptional<T> {
  return z.optional(shape.check(z.describe(reason)));
}

/** Text that no program reads. */
export const forPeople = noLocalEffect('Text for people: no function, policy or queue reads it.', z.string());

/**
 * Tags. A policy that asks for one is decided as if the tag were missing; parsePolicy refuses a
 * Deny that asks for one.
 */
export const tags = noLocalEffect(
  'People and the bill read tags; a policy cannot ask for one here: an Allow would not match, a Deny is refused.',
  z.array(z.strictObject({ Key: z.string(), Value: z.string() })),
);
