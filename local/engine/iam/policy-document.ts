// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and IAM write their variables so.
import * as z from 'zod/mini';
import { explainMismatch } from '../template/explain-mismatch.ts';
import { TemplateError } from '../template/template-error.ts';

const conditionOperators = ['StringEquals', 'StringLike', 'ArnEquals', 'ArnLike', 'Bool'] as const;
/** The condition operators the engine can decide (IAM user guide, "Condition operators"). */
export type ConditionOperator = (typeof conditionOperators)[number];

const requestKeys = [
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourcearn',
  'lambda:sourcefunctionarn',
] as const;
/**
 * The condition keys that calls carry here, in lower case (IAM user guide, "Global condition
 * context keys").
 */
export type RequestKey = (typeof requestKeys)[number];

/** One condition: the request's value of `key` must match one of `values`. */
export interface PolicyCondition {
  readonly operator: ConditionOperator;
  /** Lower case: condition keys are compared without case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement; where a document may have one text or a list of texts, it has a list here. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** Empty in a trust policy, whose resource is the role it is on. */
  readonly resources: readonly string[];
  /** `*`, `AWS:<arn>` or `Service:<name>`; empty in an identity policy. */
  readonly principals: readonly string[];
  readonly conditions: readonly PolicyCondition[];
}

const oneOrMany = z.union([z.string(), z.array(z.string())]);
const conditionValue = z.union([z.string(), z.boolean(), z.array(z.string())]);
const statementShape = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany,
  Resource: z.optional(oneOrMany),
  Principal: z.optional(
    z.union([z.literal('*'), z.strictObject({ AWS: z.optional(oneOrMany), Service: z.optional(oneOrMany) })]),
  ),
  Condition: z.optional(z.partialRecord(z.enum(conditionOperators), z.record(z.string(), conditionValue))),
});
const documentShape = z.strictObject({
  Version: z.literal('2012-10-17'),
  Id: z.optional(z.string()),
  Statement: z.pipe(
    z.transform((value: unknown) => [value].flat()),
    z.array(statementShape),
  ),
});

/**
 * Whether the statements of a kind of policy have a Resource and a Principal; AWS refuses a
 * document that differs.
 */
const sides = {
  identity: { Resource: true, Principal: false },
  resource: { Resource: true, Principal: true },
  trust: { Resource: false, Principal: true },
} as const;

/**
 * Reads a policy document: a role's (`identity`), a queue's or topic's (`resource`), or who may
 * act as a role (`trust`). `where` names the document in errors. Throws {@link TemplateError} for
 * an element, operator or policy variable the engine cannot decide: nothing is ignored.
 */
export function parsePolicy(kind: keyof typeof sides, document: unknown, where: string): readonly PolicyStatement[] {
  const result = documentShape.safeParse(document);
  if (!result.success) throw new TemplateError(`${where}: policy not understood: ${explainMismatch(result.error)}`);
  if (JSON.stringify(document).includes('${'))
    throw new TemplateError(`${where}: the local engine does not know policy variables`);
  for (const statement of result.data.Statement) {
    for (const side of ['Resource', 'Principal'] as const) {
      if ((statement[side] !== undefined) !== sides[kind][side]) {
        throw new TemplateError(`${where}: a statement of ${kind} policy ${sides[kind][side] ? 'needs a' : 'has no'} ${side}`);
      }
    }
  }
  const statements = result.data.Statement.map(normalize);
  for (const { effect, conditions } of statements) {
    // A condition on a key that no call carries never holds: harmless in an Allow, but a Deny
    // would be ignored.
    const odd = effect === 'Deny' ? conditions.find(({ key }) => !requestKeys.some((known) => known === key)) : undefined;
    if (odd !== undefined)
      throw new TemplateError(
        `${where}: the local engine does not know the condition key ${odd.key}, so it cannot honour this Deny`,
      );
  }
  return statements;
}

function normalize(statement: z.infer<typeof statementShape>): PolicyStatement {
  const { Effect, Action, Resource, Principal, Condition } = statement;
  return {
    effect: Effect,
    actions: [Action].flat(),
    resources: Resource === undefined ? [] : [Resource].flat(),
    principals: principalsOf(Principal),
    conditions: Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => ({
        operator: operator as ConditionOperator,
        key: key.toLowerCase(),
        values: [value].flat().map(String),
      })),
    ),
  };
}

function principalsOf(principal: z.infer<typeof statementShape>['Principal']): string[] {
  if (principal === undefined) return [];
  if (principal === '*') return ['*'];
  const accounts = [principal.AWS ?? []].flat().map((arn) => (arn === '*' ? '*' : `AWS:${arn}`));
  return [...accounts, ...[principal.Service ?? []].flat().map((service) => `Service:${service}`)];
}
