import { locality } from '../locality.ts';
import type { RolePolicies } from '../services/iam.ts';
import { TemplateError } from '../template/template-error.ts';
import { type AccessRequest, type Decision, decide } from './decide.ts';
import type { PolicyStatement, RequestKey } from './policy-document.ts';

/**
 * Who calls: a role of the stack (its ARN), with the function whose code called, or an AWS service
 * acting for one of the stack's resources.
 */
export type Principal =
  | { readonly kind: 'role'; readonly arn: string; readonly functionArn?: string }
  | { readonly kind: 'service'; readonly service: string; readonly sourceArn: string };

/**
 * The principal as one text: the role's ARN or the service's name, as `GatewayCall.principal` has
 * it.
 */
export function principalName(principal: Principal): string {
  return principal.kind === 'role' ? principal.arn : principal.service;
}

/**
 * Decides calls from the template's own policies alone. A call that they do not allow is refused.
 */
export interface Access {
  decide(principal: Principal, action: string, resource: string): Decision;
  /**
   * Throws {@link TemplateError} unless the role's trust policy lets the service act as it for
   * `sourceArn`.
   */
  requireTrust(roleArn: string, service: string, sourceArn: string): void;
}

/** Every policy of a stack, by the ARN of the role or of the resource it is on. */
export interface StackPolicies {
  readonly roles: ReadonlyMap<string, RolePolicies>;
  readonly resources: ReadonlyMap<string, readonly PolicyStatement[]>;
}

/** Decides from these policies. */
export function accessBy({ roles, resources }: StackPolicies): Access {
  return {
    decide: (principal, action, target) =>
      decide(accessRequest(principal, action, target), {
        identity: principal.kind === 'role' ? (roles.get(principal.arn)?.identity ?? []) : [],
        resource: resources.get(target) ?? [],
      }),
    requireTrust: (roleArn, service, sourceArn) => {
      const request = accessRequest({ kind: 'service', service, sourceArn }, 'sts:AssumeRole', roleArn);
      const decision = decide(request, { identity: [], resource: roles.get(roleArn)?.trust ?? [] });
      if (!decision.allowed)
        throw new TemplateError(`${roleArn}: its trust policy does not let ${service} assume it for ${sourceArn}`);
    },
  };
}

function accessRequest(principal: Principal, action: string, resource: string): AccessRequest {
  // Policies ask whether the call came over TLS. On AWS it always does; only this gateway is plain
  // HTTP, on the loopback.
  const always = { 'aws:securetransport': 'true' };
  if (principal.kind === 'role') {
    // Only what a function's own code calls carries it, not what Lambda calls as its role (Lambda
    // developer guide, "Working with Lambda execution environment credentials").
    const { arn, functionArn } = principal;
    const context = { ...always, ...(functionArn !== undefined && { 'lambda:sourcefunctionarn': functionArn }) };
    return { principal: `AWS:${arn}`, action, resource, context };
  }
  const account = locality.accountId;
  const context: Record<Exclude<RequestKey, 'lambda:sourcefunctionarn'>, string> = {
    ...always,
    'aws:sourceaccount': account,
    'aws:sourceowner': account,
    'aws:sourcearn': principal.sourceArn,
  };
  return { principal: `Service:${principal.service}`, action, resource, context };
}
