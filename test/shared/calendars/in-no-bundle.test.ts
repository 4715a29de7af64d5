import { build } from 'esbuild';
import { expect, it } from 'vitest';

it.each(['dispatch', 'power'])(
  'the %s function holds neither the holiday libraries nor what reads configurations',
  async (name) => {
    const entryPoints = [`functions/${name}/handler.ts`];
    const common = { bundle: true, write: false, metafile: true, platform: 'node', format: 'esm', logLevel: 'silent' } as const;
    const { metafile, outputFiles } = await build({ ...common, entryPoints, outdir: 'bundle' });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain('shared/contract/compiled-configuration.ts');
    const forbidden = /chinese-days|date-holidays|shared\/calendars\/|configuration-file|node_modules\/yaml\//;
    expect(inputs.filter((path) => forbidden.test(path))).toEqual([]);
    // What is required at run time is no input.
    expect(outputFiles.map(({ text }) => /chinese-days|date-holidays/.exec(text)?.[0])).toEqual([undefined]);
  },
);
