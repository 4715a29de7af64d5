import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

it('is drawn in the architecture as it is at the top of its file', () => {
  const comment =
    /^\/\*\n \* The states of a message.*\n \*\n([\s\S]*?)\n \*\/$/m.exec(read('shared/domain/step/carry-out.ts'))?.[1] ?? '';
  const drawing = comment.replaceAll(/^ \* ?/gm, '');
  expect(drawing.split('\n').length).toBeGreaterThan(20);
  expect(read('docs/architecture.md')).toContain(`\`\`\`\n${drawing}\n\`\`\`\n`);
});
