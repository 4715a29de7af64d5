import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { bundle, bundledCode } from '../../infra/bundle.ts';

const directory = mkdtempSync(join(tmpdir(), 'reveille-bundle-'));
afterAll(() => rmSync(directory, { recursive: true }));
const files = await bundle('test/infra/fixtures/handler.ts');
const text = (name: string) => Buffer.from(files.get(name) ?? []).toString('utf8');

describe('a bundle', () => {
  it('is one module and the source map it names', () => {
    expect([...files.keys()].sort()).toEqual(['index.mjs', 'index.mjs.map']);
    expect(text('index.mjs').trimEnd().endsWith('//# sourceMappingURL=index.mjs.map')).toBe(true);
  });

  it('maps to sources by paths within the project, and does not carry them', () => {
    const map: { sources: string[]; sourcesContent?: unknown } = JSON.parse(text('index.mjs.map'));
    expect(map.sources).toContain('../test/infra/fixtures/handler.ts');
    expect(
      map.sources.filter((source) => !/^(\.\.\/(test|node_modules)\/|nodes-own-client:|environment-credentials:)/.test(source)),
    ).toEqual([]);
    expect(map.sourcesContent).toBeUndefined();
  });

  it('says nothing about the machine that built it', () => {
    expect([text('index.mjs'), text('index.mjs.map')].filter((content) => content.includes(process.cwd()))).toEqual([]);
  });

  it('is the same every time', async () => {
    expect(await bundle('test/infra/fixtures/handler.ts')).toEqual(files);
  });

  it('explains what is wrong with an entry', async () => {
    await expect(bundle('test/infra/fixtures/missing.ts')).rejects.toThrow(/missing\.ts/);
  });
});

describe('the power function', () => {
  it('weighs at most 0.9 MB, with the table, the queues and the secrets', async () => {
    const power = await bundle('functions/power/handler.ts');
    expect(power.get('index.mjs')?.byteLength).toBeLessThan(900_000);
  });
});

describe('bundled code', () => {
  it('runs as written on disk: CommonJS packages, its configuration and the names of its classes', async () => {
    bundledCode(join(directory, 'run'), files, { accounts: {} });
    // In a Node of its own: the test runner would lend the module its require.
    const script = `import { handler } from ${JSON.stringify(pathToFileURL(join(directory, 'run', 'index.mjs')).href)};
      process.stdout.write(JSON.stringify(await handler()));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    expect(JSON.parse(stdout)).toEqual({ configuration: { accounts: {} }, client: 'function', failure: 'FixtureFailure' });
  });

  it('holds the same configuration in whatever order it was written', () => {
    bundledCode(join(directory, 'one'), files, { b: { d: 1, c: [2, 1] }, a: null });
    bundledCode(join(directory, 'two'), files, { a: null, b: { c: [2, 1], d: 1 } });
    const written = (name: string) => readFileSync(join(directory, name, 'configuration.json'), 'utf8');
    expect(written('one')).toBe('{"a":null,"b":{"c":[2,1],"d":1}}\n');
    expect(written('two')).toBe(written('one'));
  });
});
