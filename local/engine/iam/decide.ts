import type { PolicyCondition, PolicyStatement } from './policy-document.ts';

/** A call as IAM sees it. */
export interface AccessRequest {
  /** `AWS:<role arn>` or `Service:<name>`. */
  readonly principal: string;
  /** `sqs:SendMessage`. */
  readonly action: string;
  /** The ARN acted upon. */
  readonly resource: string;
  /** Condition keys in lower case and their values. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * The policies that decide a call: on the caller's role (`identity`) and on the resource that is
 * called (`resource`).
 */
export interface Policies {
  readonly identity: readonly PolicyStatement[];
  readonly resource: readonly PolicyStatement[];
}

/** Allowed, or refused with the reason in the words of AWS's own messages. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly because: string };

/**
 * Decides one call inside one account: an explicit deny wins, then an allow of either side is
 * enough, else it is refused (IAM user guide, "Policy evaluation logic"). A resource policy that
 * names the whole account allows nothing by itself.
 */
export function decide(request: AccessRequest, policies: Policies): Decision {
  const identity = policies.identity.filter((statement) => covers(statement, request));
  const resource = policies.resource.filter((statement) => covers(statement, request) && names(statement, request.principal));
  const denies = (statement: PolicyStatement): boolean => statement.effect === 'Deny';
  if (identity.some(denies)) return { allowed: false, because: 'with an explicit deny in an identity-based policy' };
  if (resource.some(denies)) return { allowed: false, because: 'with an explicit deny in a resource-based policy' };
  if (identity.length > 0 || resource.length > 0) return { allowed: true };
  const side = request.principal.startsWith('Service:') ? 'resource' : 'identity';
  return { allowed: false, because: `because no ${side}-based policy allows the ${request.action} action` };
}

function covers(statement: PolicyStatement, request: AccessRequest): boolean {
  return (
    statement.actions.some((pattern) => matchesGlob(pattern.toLowerCase(), request.action.toLowerCase())) &&
    (statement.resources.length === 0 || statement.resources.some((pattern) => matchesGlob(pattern, request.resource))) &&
    statement.conditions.every((condition) => holds(condition, request.context))
  );
}

function names(statement: PolicyStatement, principal: string): boolean {
  return statement.principals.includes('*') || statement.principals.includes(principal);
}

function holds({ operator, key, values }: PolicyCondition, context: AccessRequest['context']): boolean {
  // A key that the request does not carry fails every operator known here (IAM user guide,
  // "Condition operators").
  const actual = Object.hasOwn(context, key) ? context[key] : undefined;
  if (actual === undefined) return false;
  switch (operator) {
    case 'StringEquals':
      return values.includes(actual);
    case 'StringLike':
      return values.some((pattern) => matchesGlob(pattern, actual));
    case 'ArnEquals':
    case 'ArnLike':
      return values.some((pattern) => matchesArn(pattern, actual));
    case 'Bool':
      return values.some((value) => value.toLowerCase() === actual);
    default:
      return operator satisfies never;
  }
}

// Each of the six parts of an ARN is compared on its own: a star does not reach over a colon
// before the last part.
function matchesArn(pattern: string, actual: string): boolean {
  const [patternParts, actualParts] = [sixParts(pattern), sixParts(actual)];
  return (
    patternParts.length === actualParts.length && patternParts.every((part, index) => matchesGlob(part, actualParts[index] ?? ''))
  );
}

function sixParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function matchesGlob(pattern: string, actual: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(actual);
}
