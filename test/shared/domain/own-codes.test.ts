import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { explainOwn, ownCodes } from '../../../shared/domain/own-codes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Every `Reveille.Something` in quotes that the product can give, by reading its sources. */
function codesInUse(): string[] {
  const files = globSync('{shared,functions,cli,infra}/**/*.ts', { cwd: root });
  const sources = files.filter((file) => !file.endsWith('own-codes.ts')).map((file) => readFileSync(`${root}${file}`, 'utf8'));
  return sources.flatMap((source) => source.match(/(?<=['"`])Reveille\.[A-Z]\w*(?=['"`])/g) ?? []);
}

describe('the table of our own codes', () => {
  it('has each code that the product can give, no other one, and is sorted', () => {
    expect(Object.keys(ownCodes)).toEqual([...new Set(codesInUse())].toSorted());
  });

  it('can be trusted to find them: no code is put together from parts', () => {
    const files = globSync('{shared,functions,cli,infra}/**/*.ts', { cwd: root });
    expect(files.filter((file) => /Reveille\.\$\{|'Reveille\.'/.test(readFileSync(`${root}${file}`, 'utf8')))).toEqual([]);
  });

  it.each(Object.entries(ownCodes))('says what %s means and what to do', (code, { meaning, advice }) => {
    expect(meaning).toMatch(/^[A-Z][^|\n]+\.$/);
    expect(advice).toMatch(/^[a-z][^|\n]*[^.\n]$/);
    expect(explainOwn(code)).toEqual({ meaning, advice });
  });

  it.each(['Reveille.Other', 'InvalidInstanceId.NotFound', 'constructor', ''])('has nothing to say of %j', (code) => {
    expect(explainOwn(code)).toBeNull();
  });
});
