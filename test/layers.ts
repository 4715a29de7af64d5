/** What the files of one folder may import besides each other. */
export interface Layer {
  /**
   * A folder or a file; `*` is any one folder, of which each is a layer of its own, and `/**`
   * takes in the folders below.
   */
  readonly of: string;
  /** Folders and files in the same notation. */
  readonly imports: readonly string[];
  /** Packages and `node:` modules, or any. */
  readonly packages: readonly string[] | 'any';
}

/**
 * What a function's bundle may hold beside our own code; each package here is weight at every cold
 * start.
 */
const inBundles = [
  '@aws-lambda-powertools/batch',
  '@aws-lambda-powertools/logger',
  '@aws-lambda-powertools/logger/middleware',
  '@aws-lambda-powertools/metrics',
  '@aws-lambda-powertools/parameters/errors',
  '@aws-lambda-powertools/parameters/secrets',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-secrets-manager',
  '@aws-sdk/client-sns',
  '@aws-sdk/client-sqs',
  '@middy/core',
  'aws-lambda',
  'node:crypto',
  'node:fs',
  'node:timers/promises',
  'zod/mini',
];

/** The layers, the more special ones first. A folder that no row names fails the test. */
export const layers: readonly Layer[] = [
  { of: 'shared/domain', imports: [], packages: [] },
  { of: 'shared/domain/step', imports: ['shared/domain'], packages: [] },
  { of: 'shared/signing', imports: [], packages: ['node:crypto'] },
  { of: 'shared/text', imports: [], packages: [] },
  { of: 'shared/schedule', imports: ['shared/domain', 'shared/text'], packages: [] },
  { of: 'shared/contract', imports: ['shared/domain', 'shared/schedule'], packages: ['zod/mini'] },
  { of: 'shared/sources', imports: ['shared/domain', 'shared/contract'], packages: ['node:crypto', 'zod/mini'] },
  { of: 'shared/restart', imports: ['shared/domain', 'shared/schedule', 'shared/contract'], packages: ['node:crypto'] },
  {
    of: 'shared/store',
    imports: ['shared/domain', 'shared/contract', 'shared/restart', 'shared/schedule'],
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', 'node:crypto', 'zod/mini'],
  },
  { of: 'shared/plan', imports: ['shared/domain', 'shared/text', 'shared/schedule', 'shared/contract'], packages: [] },
  { of: 'shared/history', imports: ['shared/domain', 'shared/contract'], packages: ['zod/mini'] },
  {
    of: 'shared/configuration/**',
    imports: ['shared/domain', 'shared/text', 'shared/schedule', 'shared/contract', 'shared/plan'],
    packages: 'any',
  },
  {
    of: 'shared/http',
    imports: ['shared/domain'],
    packages: ['node:events', 'node:http', 'node:https', 'node:net'],
  },
  {
    of: 'shared/providers/registry.ts',
    imports: ['shared/providers', 'shared/providers/*', 'shared/domain', 'shared/contract', 'shared/http'],
    packages: ['node:timers/promises', 'zod/mini'],
  },
  {
    of: 'shared/providers',
    imports: ['shared/domain', 'shared/contract', 'shared/signing', 'shared/http'],
    packages: ['node:timers/promises', 'zod/mini'],
  },
  {
    of: 'shared/providers/*',
    imports: ['shared/providers', 'shared/domain', 'shared/contract', 'shared/signing', 'shared/http'],
    packages: ['node:timers/promises', 'zod/mini'],
  },
  { of: 'shared/notice', imports: ['shared/domain', 'shared/schedule'], packages: [] },
  { of: 'shared/lambda', imports: ['shared/domain', 'shared/contract', 'shared/notice'], packages: inBundles },
  // Whatever reads reveille.yaml stays out of the bundles: a function finds its configuration
  // compiled beside its code.
  {
    of: 'functions/*',
    imports: [
      'shared/domain',
      'shared/domain/step',
      'shared/text',
      'shared/schedule',
      'shared/contract',
      'shared/restart',
      'shared/sources',
      'shared/store',
      'shared/http',
      'shared/providers',
      'shared/providers/registry.ts',
      'shared/lambda',
      'shared/notice',
    ],
    packages: inBundles,
  },
  { of: 'local/engine/**', imports: ['shared/domain', 'shared/signing', 'shared/schedule'], packages: 'any' },
  { of: 'local/clouds/**', imports: ['shared/domain', 'shared/signing', 'shared/contract'], packages: 'any' },
  { of: 'infra/constructs', imports: ['shared/contract', 'shared/domain', 'shared/schedule'], packages: 'any' },
  {
    of: 'infra/app.ts',
    imports: ['infra', 'infra/constructs', 'shared/configuration/**', 'shared/contract', 'shared/domain', 'shared/schedule'],
    packages: 'any',
  },
  { of: 'infra', imports: ['infra/constructs', 'shared/contract', 'shared/domain', 'shared/schedule'], packages: 'any' },
  { of: 'cli/**', imports: ['shared/**', 'local/**'], packages: 'any' },
  { of: 'bench', imports: ['shared/**', 'functions/*', 'infra', 'cli/**', 'test/support/**'], packages: 'any' },
  { of: 'test/support/**', imports: ['shared/**', 'local/**', 'cli/**'], packages: 'any' },
];

/**
 * Who may read the environment: what starts a process, and what runs inside the engine's function
 * processes.
 */
export const environmentReaders: readonly RegExp[] = [
  /^functions\/[^/]+\/handler\.ts$/,
  /^infra\/app\.ts$/,
  // The commands take it from there, as a part of their world.
  /^cli\/main\.ts$/,
  /^cli\/rehearse\/synthesize\.ts$/,
  /^local\/engine\/function-process\//,
];
