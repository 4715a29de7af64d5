import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { restartDeeds } from '../../shared/domain/vocabulary.ts';
import { brokenPromises } from './broken-promises.ts';
import { brokenSubjects } from './broken-subjects.ts';
import { plantedFaults } from './planted-faults.ts';
import { restartSeeds } from './reboots/model-restart.ts';
import { type History, runModel, type Subject } from './run-model.ts';

const scheduleSeeds = 4_000;
const rebootSeeds = 1_000;

/** What a seed breaks. Every failure below says which seed to give it. */
async function replay(seed: number, subject?: Subject): Promise<string[]> {
  return told(seed, await runModel(seed, subject));
}

function told(seed: number, history: History): string[] {
  return brokenPromises(history).map((sentence) => `replay(${seed}): ${sentence}`);
}

/** The ends and events that a history has, by name. */
function metIn({ verdicts, provider, jobs, cloud, repeats, dead, letters, cuts, givenBack }: History): string[] {
  return [
    ...verdicts.map(({ verdict }) => verdict),
    provider,
    ...jobs.map(({ action }) => action),
    ...(jobs.length > 1 ? ['pair'] : []),
    ...(cloud.accepted.some(({ force, action }) => force && action === 'stop') ? ['forced'] : []),
    ...(givenBack.length > 0 ? ['given back'] : []),
    ...verdicts.flatMap(({ verdict, did }) => (did ? [`${verdict} ${did}`] : [])),
    ...(verdicts.some(({ verdict, code }) => verdict === 'skipped' && code === 'Reveille.Overtaken') ? ['out of hours'] : []),
    ...(repeats > 0 ? ['repeat'] : []),
    ...(dead.length > 0 ? ['dead'] : []),
    ...(letters.length > 0 ? ['letter'] : []),
    ...(cuts.size > 0 ? ['cut'] : []),
    ...verdicts.flatMap(({ code }) => (code?.startsWith('Reveille.') ? [code] : [])),
  ];
}

function once<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= run();
    return running;
  };
}

/**
 * What all the seeds break and meet. The tests of a file come in any order, so the first that asks
 * runs the seeds.
 */
const allSeeds = once(async () => {
  const broken: string[] = [];
  const met = new Set<string>();
  const ofSchedules = Array.from({ length: scheduleSeeds }, (_, n) => n);
  const ofRestarts = Array.from({ length: rebootSeeds }, (_, n) => restartSeeds + n);
  for (const seed of [...ofSchedules, ...ofRestarts]) {
    const history = await runModel(seed);
    broken.push(...told(seed, history));
    for (const each of metIn(history)) met.add(each);
  }
  return { broken, met };
});

// Without a time limit: so many seeds take as long as they take, and each of them ends.
it(`keeps every promise whatever fails, in ${scheduleSeeds} jobs of schedules and ${rebootSeeds} of restarts, over a model of the providers and of SQS`, {
  timeout: 0,
}, async () => {
  const { broken } = await allSeeds();
  expect(broken).toEqual([]);
});

it('meets in them every end, provider and action, forced stops, finds, repeated deliveries and messages that SQS gave up on', {
  timeout: 0,
}, async () => {
  const { met } = await allSeeds();
  const verdicts = ['confirmed', 'already', 'skipped', 'rejected', 'expired'];
  const others = ['pair', 'forced', 'repeat', 'dead', 'letter', 'cut', 'start', 'stop', 'alibaba', 'tencent', 'zenlayer'];
  const names = [
    'NoMatch',
    'TooManyMatches',
    'FellBack',
    'StartedByOthers',
    'StoppedByOthers',
    'RebootNotSeen',
    'LeftStopped',
    'Overtaken',
  ];
  const codes = names.map((code) => `Reveille.${code}`);
  const deeds = restartDeeds.flatMap((did) => [`confirmed ${did}`, `rejected ${did}`]);
  expect(
    [...verdicts, ...others, ...codes, ...deeds, 'restart', 'given back', 'out of hours'].filter((each) => !met.has(each)),
  ).toEqual([]);
});

it('gives the same history for the same seed', async () => {
  const story = async (seed: number) =>
    JSON.stringify(await runModel(seed), (_, value) => (value instanceof Map ? [...value] : value));
  expect(await story(7)).toBe(await story(7));
  expect(await story(7)).not.toBe(await story(8));
  expect(await story(restartSeeds)).toBe(await story(restartSeeds));
});

it.each(brokenSubjects)('would tell of a Reveille that $what', async ({ subject, told, from = 0 }) => {
  const broken: string[] = [];
  for (let seed = from; seed < from + 4_000 && !broken.some((sentence) => told.test(sentence)); seed += 1)
    broken.push(...(await replay(seed, subject)).map((each) => each.replace(/^replay\(\d+\): /, '')));
  expect(broken.find((sentence) => told.test(sentence))).toBeDefined();
});

// plant-faults.ts plants them; here they only must not be lost when the source changes.
it.each(plantedFaults)('has one place in the source for a fault that $what', ({ file, text, instead }) => {
  const source = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  expect(source.split(text)).toHaveLength(2);
  expect(instead).not.toBe(text);
});
