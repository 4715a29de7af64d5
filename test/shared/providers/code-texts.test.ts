import { expect, it } from 'vitest';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { codesOf } from '../../../shared/providers/registry.ts';

const tables = providerNames.map((name) => [name, codesOf(name)] as const);

it.each(tables)('no meaning in %s speaks of a start alone, for a stop may hear the same code', (_, { exact, families }) => {
  const meanings = [...Object.values(exact), ...families].map(({ meaning }) => meaning);
  expect(meanings.length).toBeGreaterThan(20);
  expect(meanings.filter((meaning) => /\b(a|the) start\b/i.test(meaning))).toEqual([]);
});

it.each(tables)('whoever lacks a permission in %s is told all the actions that are needed', (name, { exact }) => {
  const advices = Object.values(exact).flatMap(({ advice }) => (advice?.startsWith('allow the ') ? [advice] : []));
  const forKeys = advices.filter((advice) => advice.includes('StartInstances'));
  expect(forKeys.length, name).toBeGreaterThan(0);
  for (const advice of forKeys) expect(advice).toMatch(/DescribeInstances,.*StopInstances/);
});
