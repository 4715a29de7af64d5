import { describe, expect, it } from 'vitest';
import { alibabaCodes } from '../../../shared/providers/alibaba/codes.ts';
import { classify } from '../../../shared/providers/classify.ts';
import { tencentCodes } from '../../../shared/providers/tencent/codes.ts';
import { zenlayerCodes } from '../../../shared/providers/zenlayer/codes.ts';

const tables = Object.entries({ alibaba: alibabaCodes, tencent: tencentCodes, zenlayer: zenlayerCodes });

describe.each(tables)('a code that no row of %s knows', (_name, table) => {
  it.each([
    { status: 429, kind: 'throttled' },
    { status: 500, kind: 'outcomeUnknown' },
    { status: 503, kind: 'outcomeUnknown' },
    { status: 499, kind: 'request' },
    { status: 403, kind: 'request' },
    { status: 400, kind: 'request' },
    { status: 200, kind: 'request' },
  ] as const)('is $kind with HTTP $status', ({ status, kind }) => {
    // Names that every object inherits are codes like any other.
    for (const code of ['Brand.New', '', 'constructor', 'toString', '__proto__'])
      expect(classify(table, code, status)).toBe(kind);
  });
});

describe('the order of a table', () => {
  const table = {
    exact: { 'A.B': 'instance' },
    rules: [
      { match: /^A/, kind: 'account' },
      { match: /A/, kind: 'capacity' },
    ],
  } as const;

  it.each([
    { code: 'A.B', kind: 'instance', because: 'an exact row comes before every rule and the status' },
    { code: 'A.C', kind: 'account', because: 'the first rule that matches wins' },
    { code: 'BA', kind: 'capacity', because: 'a later rule serves what the earlier ones leave' },
    { code: 'B', kind: 'throttled', because: 'the status comes last' },
  ] as const)('$code is $kind: $because', ({ code, kind }) => {
    expect(classify(table, code, 429)).toBe(kind);
  });
});
