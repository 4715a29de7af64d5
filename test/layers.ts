/** What the files of one folder may import besides each other. */
export interface Layer {
  /** A folder or a file; `*` is any one folder, of which each is a layer of its own, and `/**` takes in the folders below. */
  readonly of: string;
  /** Folders and files in the same notation. */
  readonly imports: readonly string[];
  /** Packages and `node:` modules, or any. */
  readonly packages: readonly string[] | 'any';
}

/** The layers, the more special ones first. A folder that no row names fails the test. */
export const layers: readonly Layer[] = [
  { of: 'shared/domain', imports: [], packages: [] },
  { of: 'shared/signing', imports: [], packages: ['node:crypto'] },
  { of: 'shared/text', imports: [], packages: [] },
  { of: 'shared/schedule', imports: ['shared/domain', 'shared/text'], packages: [] },
  { of: 'shared/calendars', imports: ['shared/schedule', 'shared/text'], packages: 'any' },
  { of: 'shared/contract', imports: ['shared/domain', 'shared/text', 'shared/schedule', 'shared/calendars'], packages: 'any' },
  { of: 'shared/http', imports: ['shared/domain'], packages: 'any' },
  {
    of: 'shared/providers/registry.ts',
    imports: ['shared/providers', 'shared/providers/*', 'shared/domain', 'shared/contract', 'shared/http'],
    packages: 'any',
  },
  { of: 'shared/providers', imports: ['shared/domain', 'shared/contract', 'shared/signing', 'shared/http'], packages: 'any' },
  {
    of: 'shared/providers/*',
    imports: ['shared/providers', 'shared/domain', 'shared/contract', 'shared/signing', 'shared/http'],
    packages: 'any',
  },
  { of: 'shared/lambda', imports: ['shared/domain', 'shared/contract'], packages: 'any' },
  { of: 'functions/*', imports: ['shared/**'], packages: 'any' },
  { of: 'infra/local/**', imports: ['shared/contract', 'shared/domain', 'shared/signing', 'shared/schedule'], packages: 'any' },
  { of: 'infra/constructs', imports: ['shared/contract', 'shared/domain', 'shared/schedule'], packages: 'any' },
  { of: 'infra', imports: ['infra/constructs', 'shared/contract', 'shared/domain', 'shared/schedule'], packages: 'any' },
  { of: 'cli/**', imports: ['shared/**', 'infra/local/**'], packages: 'any' },
  { of: 'bench', imports: ['shared/**', 'infra', 'cli/**', 'test/scenarios'], packages: 'any' },
  { of: 'test/scenarios', imports: ['shared/**', 'infra/local/**', 'cli/**'], packages: 'any' },
];

/** Who may read the environment: what starts a process, and what runs inside the engine's function processes. */
export const environmentReaders: readonly RegExp[] = [
  /^functions\/[^/]+\/handler\.ts$/,
  /^infra\/app\.ts$/,
  /^cli\//,
  /^infra\/local\/function-process\//,
];
