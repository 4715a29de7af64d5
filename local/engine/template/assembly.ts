import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { TemplateError } from './template-error.ts';

const manifest = z.object({
  artifacts: z.record(z.string(), z.object({ type: z.string(), properties: z.optional(z.record(z.string(), z.unknown())) })),
});
const assetManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string(), packaging: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/**
 * A cloud assembly as `cdk synth` leaves it: one stack and the folders its functions' code lies
 * in.
 */
export interface Assembly {
  readonly stackName: string;
  /** The template as parsed JSON. */
  readonly template: unknown;
  /**
   * The folder of the asset that would be uploaded under that S3 key. Throws {@link TemplateError}
   * when there is none.
   */
  codeFolder(objectKey: string): string;
}

/**
 * Reads a `cdk.out` folder through its manifest.json and asset manifests (cloud assembly schema);
 * nothing in it is changed. Throws {@link TemplateError} unless it holds exactly one stack.
 */
export function readAssembly(folder: string): Assembly {
  const artifacts = Object.entries(manifest.parse(readJson(folder, 'manifest.json')).artifacts);
  const stacks = artifacts.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (stack === undefined || stacks.length !== 1) {
    throw new TemplateError(`${folder}: the local engine runs exactly one stack, this assembly has ${stacks.length}`);
  }
  const [stackName, { properties }] = stack;
  const folders = new Map<string, string>();
  for (const [, artifact] of artifacts) {
    if (artifact.type === 'cdk:asset-manifest') addCodeFolders(folders, folder, String(artifact.properties?.file));
  }
  return {
    stackName: typeof properties?.stackName === 'string' ? properties.stackName : stackName,
    template: readJson(folder, String(properties?.templateFile)),
    codeFolder: (objectKey) => {
      const path = folders.get(objectKey);
      if (path === undefined) throw new TemplateError(`no asset of this assembly is uploaded as ${objectKey}`);
      return path;
    },
  };
}

function addCodeFolders(folders: Map<string, string>, folder: string, file: string): void {
  for (const { source, destinations } of Object.values(assetManifest.parse(readJson(folder, file)).files)) {
    if (source.packaging !== 'zip') continue;
    for (const { objectKey } of Object.values(destinations)) folders.set(objectKey, join(folder, source.path));
  }
}

function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
