import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { providersPage } from '../../../cli/docs/providers-page.ts';
import { failures } from '../../../shared/domain/failure-table.ts';
import { ownCodes } from '../../../shared/domain/own-codes.ts';

const page = providersPage();
const lines = page.split('\n');

/** The lines from a heading to the next one of its level or above. */
function section(title: string): string[] {
  const start = lines.indexOf(title);
  const level = title.split(' ')[0]?.length ?? 0;
  const end = lines.findIndex((line, n) => n > start && /^#+ /.test(line) && (line.split(' ')[0]?.length ?? 0) <= level);
  return start < 0 ? [] : lines.slice(start + 1, end < 0 ? undefined : end);
}

describe('docs/providers.md', () => {
  it('is what `npm run -s docs` writes', async () => {
    const written = await readFile(new URL('../../../docs/providers.md', import.meta.url), 'utf8');
    expect(written, 'docs/providers.md is stale: npm run -s docs').toBe(page);
  });

  it('says of a code what it means, what Reveille does and what you do', () => {
    expect(section('## Alibaba Cloud ECS')).toContain(
      `| \`OperationDenied.NoStock\` | The instance type is sold out in its zone. | ${failures.capacity.does} | ${failures.capacity.advice} |`,
    );
    expect(section('## Tencent Cloud CVM')).toContain(
      `| \`AuthFailure.MFAFailure\` | The key needs a second factor. | ${failures.account.does} | use the key of a user without MFA for these actions, then redrive |`,
    );
  });

  it('says which code means something else when its message says so', () => {
    const rows = section('### Alibaba Cloud ECS: codes that a message decides');
    expect(rows.join('\n')).toMatch(/`SecurityToken\.Expired`.*\| `InvalidParameter\*` \| The security token has expired\. \|/s);
    expect(section('### Tencent Cloud CVM: codes that a message decides')).toEqual([]);
  });

  it.each(['Alibaba Cloud ECS', 'Tencent Cloud CVM', 'Zenlayer Elastic Compute'])(
    'sorts the codes of %s and keeps the order of its families',
    (title) => {
      const whole = section(`## ${title}`);
      const codes = whole
        .slice(
          0,
          whole.findIndex((line) => line.startsWith('### ')),
        )
        .flatMap((line) => /^\| `(\S+)` \|/.exec(line)?.[1] ?? []);
      expect(codes.length).toBeGreaterThan(20);
      expect(codes).toEqual(codes.toSorted());
      expect(section(`### ${title}: families of codes`).filter((line) => line.startsWith('| `')).length).toBeGreaterThan(4);
      const statuses = section(`### ${title}: any other code`).flatMap(
        (line) => /^\| ([^`|-]+) \| (?!what)/.exec(line)?.[1] ?? [],
      );
      expect(statuses).toEqual(['429', '500 to 599', 'any other']);
    },
  );

  it('explains each code of our own', () => {
    const rows = Object.entries(ownCodes).map(([code, { meaning, advice }]) => `| \`${code}\` | ${meaning} | ${advice} |`);
    expect(section('## Codes of our own')).toEqual(expect.arrayContaining(rows));
  });

  it('has no row with a cell too many or too few', () => {
    const widths = lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').length - 2);
    expect([...new Set(widths)].toSorted()).toEqual([3, 4]);
  });

  it('has a heading for each link within it', () => {
    const anchors = lines
      .filter((line) => /^#+ /.test(line))
      .map((line) => line.replace(/^#+ /, '').toLowerCase().replaceAll(' ', '-'));
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link);
    expect(links).toHaveLength(4);
    expect(anchors).toEqual(expect.arrayContaining(links));
  });
});
