import { expect, it } from 'vitest';
import { alibabaCodes } from '../../../shared/providers/alibaba/codes.ts';
import type { CodeTable } from '../../../shared/providers/classify.ts';
import { tencentCodes } from '../../../shared/providers/tencent/codes.ts';
import { zenlayerCodes } from '../../../shared/providers/zenlayer/codes.ts';

const tables: Readonly<Record<string, CodeTable>> = { alibabaCodes, tencentCodes, zenlayerCodes };

it.each(Object.entries(tables))(
  'no meaning in %s speaks of a start alone, for a stop may hear the same code',
  (_, { exact, families }) => {
    const meanings = [...Object.values(exact), ...families].map(({ meaning }) => meaning);
    expect(meanings.length).toBeGreaterThan(20);
    expect(meanings.filter((meaning) => /\b(a|the) start\b/i.test(meaning))).toEqual([]);
  },
);

it.each(Object.entries(tables))('whoever lacks a permission in %s is told all the actions that are needed', (name, { exact }) => {
  const advices = Object.values(exact).flatMap(({ advice }) => (advice?.startsWith('allow the ') ? [advice] : []));
  const forKeys = advices.filter((advice) => advice.includes('StartInstances'));
  expect(forKeys.length, name).toBeGreaterThan(0);
  for (const advice of forKeys) expect(advice).toMatch(/DescribeInstances,.*StopInstances/);
});
