import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, type RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logGroupName } from '../../shared/domain/names.ts';

/**
 * How long one invocation of any function may take. The visibility timeout of the queues follows
 * from this.
 */
export const functionTimeout = Duration.seconds(30);

/**
 * `Env` is the input type of the environment schema that the function parses at init, so a
 * misspelt name does not compile.
 */
export interface NodeFunctionProps<Env extends Readonly<Record<string, string>>> {
  readonly functionName: string;
  /** A directory or text whose `index.mjs` (or inline `index`) exports `handler`. */
  readonly code: Code;
  readonly memoryMb: number;
  readonly environment: Env;
  /**
   * What Lambda does when the function's own messages have invoked it 16 times in a chain; Lambda's
   * default is to end the chain (Lambda developer guide, "recursive loop detection").
   */
  readonly recursiveLoop?: RecursiveLoop;
}

/**
 * One function on Node 24 and arm64 with its own log group and a role that may write to that log
 * group and nothing else until something is granted to it.
 */
export class NodeFunction<Env extends Readonly<Record<string, string>>> extends Construct implements IGrantable {
  readonly lambda: LambdaFunction;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: NodeFunctionProps<Env>) {
    super(scope, id);
    // No source condition on this trust. Lambda passes a role only to functions of the role's own
    // account, and AWS documents no condition key that Lambda sets when it assumes an execution
    // role. A wrong condition would make every invocation fail.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    // Verdict records are log lines. They are kept when the stack is deleted, and are deleted
    // after their retention.
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: logGroupName(props.functionName),
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Grant.addToPrincipal({
      grantee: role,
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resourceArns: [logGroup.logGroupArn],
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: props.functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.code,
      timeout: functionTimeout,
      memorySize: props.memoryMb,
      role,
      logGroup,
      ...(props.recursiveLoop !== undefined && { recursiveLoop: props.recursiveLoop }),
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
    });
    this.grantPrincipal = role;
  }
}
