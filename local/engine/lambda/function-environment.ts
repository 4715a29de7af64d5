import { join } from 'node:path';
import type { Keys } from '../gateway/sigv4.ts';
import { locality } from '../locality.ts';
import type { FunctionDefinition } from './function-definition.ts';

/** What a function's environment is made of, besides its definition. */
export interface EnvironmentSource {
  /** The gateway's origin, `http://127.0.0.1:PORT`. */
  readonly gateway: string;
  /** Where the process's Runtime API listens, `127.0.0.1:PORT`. */
  readonly runtimeApi: string;
  readonly keys: Keys;
  readonly logStream: string;
}

/**
 * The environment of a function's process: the template's variables and those that Lambda sets
 * (Lambda developer guide, "Defined runtime environment variables"). Nothing of this machine's own
 * environment is in it.
 */
export function functionEnvironment(definition: FunctionDefinition, source: EnvironmentSource): Record<string, string> {
  return {
    ...definition.variables,
    _HANDLER: definition.handler,
    AWS_REGION: locality.region,
    AWS_DEFAULT_REGION: locality.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: definition.logFormat,
    ...(definition.logLevel === null ? {} : { AWS_LAMBDA_LOG_LEVEL: definition.logLevel }),
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: source.logStream,
    AWS_ACCESS_KEY_ID: source.keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: source.keys.secretAccessKey,
    AWS_SESSION_TOKEN: source.keys.sessionToken,
    AWS_LAMBDA_RUNTIME_API: source.runtimeApi,
    LAMBDA_TASK_ROOT: definition.codeFolder,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin',
    TZ: ':UTC',
    // Not from Lambda: the gateway's address, and files that do not exist, so that the SDK reads
    // no settings in a home folder.
    AWS_ENDPOINT_URL: source.gateway,
    AWS_CONFIG_FILE: join(definition.codeFolder, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(definition.codeFolder, 'no-aws-credentials'),
  };
}
