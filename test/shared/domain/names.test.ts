import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  alarmRuleName,
  alertsEndpointName,
  dispatchFunctionName,
  ingestFunctionName,
  letterQueueNames,
  noticeTopicName,
  powerFunctionName,
  queueName,
  queueOwners,
  restartFunctionName,
  scheduleGroupName,
} from '../../../shared/domain/names.ts';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { withoutComments } from '../../module-imports.ts';

const names = [
  ...queueOwners.flatMap((owner) => [queueName(owner), ...letterQueueNames(owner)]),
  dispatchFunctionName,
  ...providerNames.map(powerFunctionName),
  ingestFunctionName,
  restartFunctionName,
  noticeTopicName,
  alertsEndpointName,
  alarmRuleName,
];

it('are the names that operators and state files rely on', () => {
  expect([...names, scheduleGroupName]).toEqual([
    'reveille-jobs',
    'reveille-jobs-dead-letters',
    'reveille-alerts',
    'reveille-alerts-dead-letters',
    'reveille-watch',
    'reveille-watch-dead-letters',
    'reveille-alibaba',
    'reveille-alibaba-dead-letters',
    'reveille-alibaba-poison',
    'reveille-tencent',
    'reveille-tencent-dead-letters',
    'reveille-tencent-poison',
    'reveille-zenlayer',
    'reveille-zenlayer-dead-letters',
    'reveille-zenlayer-poison',
    'reveille-dispatch',
    'reveille-power-alibaba',
    'reveille-power-tencent',
    'reveille-power-zenlayer',
    'reveille-ingest',
    'reveille-restart',
    'reveille-alerts',
    'reveille-alerts',
    'reveille-alarms',
    'reveille',
  ]);
});

it('are spelt in one file only', () => {
  const root = new URL('../../../', import.meta.url);
  const sources = globSync('{shared,functions,infra,local,cli}/**/*.ts', { cwd: root });
  expect(sources.length).toBeGreaterThan(100);
  // Whole, or put together on the spot: `reveille-${provider}`, `${queue}-dead-letters`.
  const spelt = new RegExp(`${names.join('|')}|reveille-(power-)?\\$\\{|\\}-(dead-letters|poison)`);
  const spelling = sources.filter((path) => spelt.test(withoutComments(readFileSync(new URL(path, root), 'utf8'))));
  expect(spelling.map((path) => path.replaceAll('\\', '/'))).toEqual(['shared/domain/names.ts']);
});
