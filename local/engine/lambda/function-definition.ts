import type { Stack, StackResource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';

/** A function as the engine runs it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** `index.handler`. */
  readonly handler: string;
  /** The folder of its code. */
  readonly codeFolder: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly logGroup: string;
  readonly logFormat: 'JSON' | 'Text';
  /** AWS_LAMBDA_LOG_LEVEL; null when the template does not say. */
  readonly logLevel: string | null;
  readonly variables: Readonly<Record<string, string>>;
  /** The most invocations at a time; null when nothing is reserved. */
  readonly reservedConcurrency: number | null;
  /** True: a chain of requests may come back to it without end. */
  readonly mayLoop: boolean;
}

/**
 * Every function of the stack. Throws {@link TemplateError} when a role or an asset is not part of
 * it.
 */
export function functionDefinitions(stack: Stack): readonly FunctionDefinition[] {
  return stack.resources('AWS::Lambda::Function').map((resource) => define(stack, resource));
}

// Defaults: 3 s, 128 MB, RecursiveLoop Terminate (CloudFormation template reference,
// AWS::Lambda::Function).
function define(stack: Stack, { logicalId, name, arn, properties }: StackResource<'AWS::Lambda::Function'>): FunctionDefinition {
  const role = stack.resources('AWS::IAM::Role').find((candidate) => candidate.arn === properties.Role);
  if (role === undefined) throw new TemplateError(`${logicalId}: its role ${properties.Role} is not part of the stack`);
  return {
    name,
    arn,
    roleArn: role.arn,
    handler: properties.Handler,
    codeFolder: stack.codeFolder(properties.Code.S3Key),
    timeoutMs: (properties.Timeout ?? 3) * 1000,
    memoryMb: properties.MemorySize ?? 128,
    logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    logFormat: properties.LoggingConfig?.LogFormat ?? 'Text',
    logLevel: properties.LoggingConfig?.ApplicationLogLevel ?? null,
    variables: properties.Environment?.Variables ?? {},
    reservedConcurrency: properties.ReservedConcurrentExecutions ?? null,
    mayLoop: properties.RecursiveLoop === 'Allow',
  };
}
