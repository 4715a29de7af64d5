import type { Template } from 'aws-cdk-lib/assertions';

/**
 * One policy statement of a template, with the resource it stands in. Lists are lists even where
 * the template has a single value.
 */
export interface Statement {
  readonly in: string;
  readonly type: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly service: string | undefined;
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface RawStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: string | { readonly Service?: string };
  readonly Condition?: Statement['condition'];
}

interface Resources {
  readonly [id: string]: {
    readonly Type: string;
    readonly Properties?: Readonly<Record<string, { readonly Statement?: readonly RawStatement[] } | undefined>>;
  };
}

/** Every policy statement of the template: identity policies, resource policies and trusts. */
export function statementsOf(template: Template): Statement[] {
  const resources: Resources = template.toJSON().Resources;
  return Object.entries(resources).flatMap(([id, { Type: type, Properties: properties }]) =>
    ['PolicyDocument', 'AssumeRolePolicyDocument'].flatMap((name) =>
      (properties?.[name]?.Statement ?? []).map((raw) => statement(id, type, raw)),
    ),
  );
}

function statement(id: string, type: string, raw: RawStatement): Statement {
  return {
    in: id,
    type,
    effect: raw.Effect,
    actions: [raw.Action].flat(),
    resources: raw.Resource === undefined ? [] : [raw.Resource].flat(),
    service: typeof raw.Principal === 'object' ? raw.Principal.Service : undefined,
    condition: raw.Condition ?? {},
  };
}
