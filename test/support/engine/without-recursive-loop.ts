import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Does something with the template in an assembly in which no function may loop, and puts the
 * template back as it was.
 */
export async function withoutRecursiveLoop<T>(assembly: string, act: () => Promise<T>): Promise<T> {
  const [name = '', ...others] = (await readdir(assembly)).filter((file) => file.endsWith('.template.json'));
  if (others.length > 0) throw new Error(`${assembly} has more templates than one`);
  const path = join(assembly, name);
  const text = await readFile(path, 'utf8');
  const template = JSON.parse(text) as { readonly Resources: Record<string, { readonly Properties?: Record<string, unknown> }> };
  for (const { Properties } of Object.values(template.Resources)) delete Properties?.RecursiveLoop;
  await writeFile(path, JSON.stringify(template));
  try {
    return await act();
  } finally {
    await writeFile(path, text);
  }
}
