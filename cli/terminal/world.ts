import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** A stream that a command writes text to. */
export interface OutputStream {
  /** True for a terminal. */
  readonly isTTY?: boolean;
  /** How wide a terminal is; 0 or not there when it does not say. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything outside its own code and files that a command uses; a test brings its own. */
export interface World {
  /** Where a person types. */
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** The result. */
  readonly stdout: OutputStream;
  /** Output beside the result: progress, mistakes. */
  readonly stderr: OutputStream;
  readonly env: Environment;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits; in milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  /**
   * Clients with the credentials and region of the environment. Called only when AWS is asked.
   */
  readonly sqs: () => Promise<SQSClient>;
  readonly dynamo: () => Promise<DynamoDBClient>;
  readonly cloudFormation: () => Promise<CloudFormationClient>;
  /** Runs `cdk` with these arguments and this environment, and gives its exit code. */
  readonly cdk: (args: readonly string[], env: Environment) => Promise<number>;
}

/** Writes lines to a stream. */
export function writeLines(stream: OutputStream, lines: readonly string[]): void {
  for (const line of lines) stream.write(`${line}\n`);
}

/** Writes one JSON value as the whole result, on one line. */
export function writeJson({ stdout }: Pick<World, 'stdout'>, value: unknown): void {
  stdout.write(`${JSON.stringify(value)}\n`);
}
