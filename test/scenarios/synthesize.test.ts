import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { synthesize as inAProcessOfItsOwn } from '../../cli/rehearse/synthesize.ts';
import { synthesisHostVariable, synthesize } from '../support/synthesis/synthesize.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-synthesize-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const target = 'targets: [{ account: a, region: ap-shanghai, instances: [ins-1] }]';
const schedule = (name: string) =>
  `{ accounts: { a: { provider: tencent, secret: s } }, schedules: { ${name}: { start: { cron: "0 1 * * ? *" }, ${target} } } }`;

/**
 * Every file of an assembly, without the query by which the host runs the program anew: it shows
 * where stack traces are written down.
 */
function contentsOf(assembly: string): Record<string, string> {
  const root = join(folder, assembly);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8').replaceAll(/\?run=\d+/g, '')]),
  );
}

it('makes in the host, whatever was made there before, what the program makes in a process of its own', async () => {
  expect(process.env[synthesisHostVariable]).toMatch(/^http:\/\/127\.0\.0\.1:/);
  const config = file('two.yaml', schedule('two'));
  await synthesize(file('one.yaml', schedule('one')), join(folder, 'first'));
  await Promise.all([synthesize(config, join(folder, 'by-host')), inAProcessOfItsOwn(config, join(folder, 'by-itself'))]);
  const made = contentsOf('by-itself');
  expect(contentsOf('by-host')).toEqual(made);
  expect(made['Reveille.template.json']).toContain('two-start');
});

it('rejects with the words of the program', async () => {
  const config = file('wrong.yaml', 'acounts: {}');
  await expect(synthesize(config, join(folder, 'nowhere'))).rejects.toThrow(/wrong\.yaml.*acounts/);
  await expect(synthesize(join(folder, 'missing.yaml'), join(folder, 'nowhere'))).rejects.toThrow(/missing\.yaml/);
});
