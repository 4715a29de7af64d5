/** Who calls: a role of the stack (its ARN), or an AWS service acting for one of the stack's resources. */
export type Principal =
  | { readonly kind: 'role'; readonly arn: string }
  | { readonly kind: 'service'; readonly service: string; readonly sourceArn: string };

/** The principal as one text: the role's ARN or the service's name, as `GatewayCall.principal` has it. */
export function principalName(principal: Principal): string {
  return principal.kind === 'role' ? principal.arn : principal.service;
}
