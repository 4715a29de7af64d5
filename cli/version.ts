import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** The version of this Reveille, from its package.json. */
export const version: string = packageVersion();

function packageVersion(): string {
  const path = findPackageJSON('.', import.meta.url);
  if (path === undefined) throw new Error('Reveille has no package.json beside or above its code');
  const { version: stated } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return stated;
}
