import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  deadLetterQueueName,
  dispatchFunctionName,
  noticeTopicName,
  powerFunctionName,
  queueName,
  queueOwners,
  scheduleGroupName,
} from '../../../shared/domain/names.ts';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { withoutComments } from '../../module-imports.ts';

const names = [
  ...queueOwners.flatMap((owner) => [queueName(owner), deadLetterQueueName(owner)]),
  dispatchFunctionName,
  ...providerNames.map(powerFunctionName),
  noticeTopicName,
];

it('are the names that operators and state files rely on', () => {
  expect([...names, scheduleGroupName]).toEqual([
    'reveille-jobs',
    'reveille-jobs-dead-letters',
    'reveille-alibaba',
    'reveille-alibaba-dead-letters',
    'reveille-tencent',
    'reveille-tencent-dead-letters',
    'reveille-zenlayer',
    'reveille-zenlayer-dead-letters',
    'reveille-dispatch',
    'reveille-power-alibaba',
    'reveille-power-tencent',
    'reveille-power-zenlayer',
    'reveille-alerts',
    'reveille',
  ]);
});

it('are spelt in one file only', () => {
  const root = new URL('../../../', import.meta.url);
  const sources = globSync('{shared,functions,infra,local,cli}/**/*.ts', { cwd: root });
  expect(sources.length).toBeGreaterThan(100);
  // Whole, or put together on the spot: `reveille-${provider}`, `${queue}-dead-letters`.
  const spelt = new RegExp(`${names.join('|')}|reveille-(power-)?\\$\\{|\\}-dead-letters`);
  const spelling = sources.filter((path) => spelt.test(withoutComments(readFileSync(new URL(path, root), 'utf8'))));
  expect(spelling.map((path) => path.replaceAll('\\', '/'))).toEqual(['shared/domain/names.ts']);
});
