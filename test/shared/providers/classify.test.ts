import { describe, expect, it } from 'vitest';
import { failures } from '../../../shared/domain/failure-table.ts';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { type CodeTable, classify, explain, from } from '../../../shared/providers/classify.ts';
import { codesOf } from '../../../shared/providers/registry.ts';

const tables = providerNames.map((name) => [name, codesOf(name)] as const);
/** Names that every object inherits are codes like any other. */
const unknownCodes = ['Brand.New', '', 'constructor', 'toString', '__proto__'];

describe.each(tables)('a code that no row of %s knows', (_name, table) => {
  it.each([
    { status: 429, kind: 'throttled' },
    { status: 500, kind: 'outcomeUnknown' },
    { status: 503, kind: 'outcomeUnknown' },
    { status: 599, kind: 'outcomeUnknown' },
    { status: 499, kind: 'unclear' },
    { status: 428, kind: 'unclear' },
    { status: 430, kind: 'unclear' },
    { status: 403, kind: 'unclear' },
    { status: 400, kind: 'unclear' },
    { status: 200, kind: 'unclear' },
    { status: 1000, kind: 'unclear' },
  ] as const)('is $kind with HTTP $status', ({ status, kind }) => {
    for (const code of unknownCodes) expect(classify(table, { code, message: '' }, status)).toBe(kind);
  });

  it('is not explained', () => {
    expect(unknownCodes.map((code) => explain(table, { code, message: '' }))).toEqual(unknownCodes.map(() => null));
  });
});

describe.each(tables)('the table of %s', (_name, { exact, families }) => {
  const rows = [...Object.entries(exact), ...families.map((rule) => [rule.match.join(' '), rule] as const)];

  it.each(rows)('says of %s in one sentence what it means, and where that is written', (_code, { meaning, source, advice }) => {
    expect(meaning).toMatch(/^[A-Z][^|\n]+\.$/);
    expect(source).toMatch(/\S/);
    // It follows "to do", and stands in a cell of a table.
    expect(advice ?? 'none').toMatch(/^[a-z][^|\n]*[^.\n]$/);
  });

  it('has no rule that an earlier one leaves without work', () => {
    const shadowed = families.flatMap(({ match }, index) =>
      match.filter(
        (pattern) =>
          classify({ exact: {}, families: families.slice(0, index) }, { code: pattern.replaceAll('*', ''), message: '' }, 0) !==
          'unclear',
      ),
    );
    expect(shadowed).toEqual([]);
  });
});

describe('the order of a table', () => {
  const table: CodeTable = {
    exact: from('a page', {
      'A.B': { kind: 'instance', meaning: 'exact' },
      C: { kind: 'account', meaning: 'own', advice: 'do it' },
    }),
    families: [
      { match: ['A*', 'D.*'], kind: 'account', meaning: 'first', source: 'a family' },
      { match: ['*A*', '[x]?', 'E*F'], kind: 'capacity', meaning: 'second', source: 'a family', advice: 'wait' },
    ],
  };

  it.each([
    { code: 'A.B', kind: 'instance', because: 'an exact row comes before every rule and the status' },
    { code: 'A.C', kind: 'account', because: 'the first rule that matches wins' },
    { code: 'A', kind: 'account', because: 'a star stands for no characters too' },
    { code: 'D.X', kind: 'account', because: 'a rule may have several patterns' },
    { code: 'BA', kind: 'capacity', because: 'a later rule serves what the earlier ones leave' },
    { code: 'B\nA', kind: 'capacity', because: 'a star stands for any characters' },
    { code: '[x]?', kind: 'capacity', because: 'nothing but the star is special in a pattern' },
    { code: 'x', kind: 'throttled', because: 'the status comes last' },
    { code: 'DX', kind: 'throttled', because: 'a dot is a dot' },
    { code: 'a.b', kind: 'throttled', because: 'codes are told apart by case' },
    { code: 'EeF', kind: 'capacity', because: 'a star may stand in the middle' },
    { code: 'xD.X', kind: 'throttled', because: 'a pattern covers the code from its beginning' },
    { code: 'EeFf', kind: 'throttled', because: 'a pattern covers the code to its end' },
  ] as const)('$code is $kind: $because', ({ code, kind }) => {
    expect(classify(table, { code, message: '' }, 429)).toBe(kind);
  });

  it.each([
    { code: 'A.B', explanation: { meaning: 'exact', advice: failures.instance.advice } },
    { code: 'C', explanation: { meaning: 'own', advice: 'do it' } },
    { code: 'A.C', explanation: { meaning: 'first', advice: failures.account.advice } },
    { code: 'BA', explanation: { meaning: 'second', advice: 'wait' } },
  ])('$code is explained by its row, with the advice of its kind where the row has none', ({ code, explanation }) => {
    expect(explain(table, { code, message: '' })).toEqual(explanation);
  });

  it('keeps where each code is documented', () => {
    expect(table.exact['A.B']?.source).toBe('a page');
  });
});
