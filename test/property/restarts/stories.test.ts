import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { restartReasons } from '../../../shared/contract/records.ts';
import { brokenAlertPromises } from './broken-alert-promises.ts';
import { plantedAlertFaults } from './planted-alert-faults.ts';
import { runStory } from './run-story.ts';

// Each planted fault is told of within 640 stories (plant-faults.ts).
const seeds = 1_800;

// One test runs the seeds and says both: what they break, and what they meet.
it(`keeps every promise of restarts in ${seeds} stories with repeated deliveries, kills and clocks that differ`, {
  timeout: 0,
}, async () => {
  const broken: string[] = [];
  const met = new Set<string>();
  for (let seed = 0; seed < seeds; seed += 1) {
    const history = await runStory(seed);
    broken.push(...brokenAlertPromises(history).map((sentence) => `runStory(${seed}): ${sentence}`));
    for (const { because } of history.records) met.add(because);
    for (const { kind } of history.notices) met.add(kind);
    for (const { by } of history.writes) met.add(by.who);
    if (history.kills > 0) met.add('killed');
    if (history.dead.size > 0) met.add('dead');
    if (history.reboots.length > 0) met.add('rebooted');
  }
  expect(broken).toEqual([]);
  // Every alert here names a listed machine and matches, and no machine is ever held.
  const unmet = ['no-match', 'not-listed', 'held'];
  const reasons = restartReasons.filter((reason) => !unmet.includes(reason));
  const others = ['truncated', 'restart', 'power', 'person', 'killed', 'dead', 'rebooted'];
  expect([...reasons, ...others].filter((each) => !met.has(each))).toEqual([]);
});

it('gives the same history for the same seed', async () => {
  const story = async (seed: number) => JSON.stringify(await runStory(seed));
  expect(await story(7)).toBe(await story(7));
  expect(await story(7)).not.toBe(await story(8));
});

// plant-faults.ts plants them; here they only must not be lost when the source changes.
it.each(plantedAlertFaults)('has one place in the source for a fault that $what', ({ file, text, instead }) => {
  const source = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');
  expect(source.split(text)).toHaveLength(2);
  expect(instead).not.toBe(text);
});
