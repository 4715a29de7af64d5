import { expect, it } from 'vitest';
import { brokenPromises } from './broken-promises.ts';
import { brokenSubjects } from './broken-subjects.ts';
import { type History, runModel, type Subject } from './run-model.ts';

const seeds = 5_000;

/** What a seed breaks. Every failure below says which seed to give it. */
async function replay(seed: number, subject?: Subject): Promise<string[]> {
  return brokenPromises(await runModel(seed, subject)).map((sentence) => `replay(${seed}): ${sentence}`);
}

it(`keeps every promise whatever fails, in ${seeds} jobs over a model of the providers and of SQS`, async () => {
  const broken: string[] = [];
  for (let seed = 0; seed < seeds; seed += 1) broken.push(...(await replay(seed)));
  expect(broken).toEqual([]);
}, 60_000);

it('meets in them every end, provider and action, forced stops, finds, repeated deliveries and messages that SQS gave up on', async () => {
  const histories: History[] = [];
  for (let seed = 0; seed < 300; seed += 1) histories.push(await runModel(seed));
  const met = histories.flatMap(({ verdicts, provider, jobs, cloud, repeats, dead, letters, cuts }) => [
    ...verdicts.map(({ verdict }) => verdict),
    provider,
    ...jobs.map(({ action }) => action),
    ...(jobs.length > 1 ? ['pair'] : []),
    ...(cloud.accepted.some(({ force }) => force) ? ['forced'] : []),
    ...(repeats > 0 ? ['repeat'] : []),
    ...(dead.length > 0 ? ['dead'] : []),
    ...(letters.length > 0 ? ['letter'] : []),
    ...(cuts.size > 0 ? ['found'] : []),
    ...verdicts.flatMap(({ code }) => (code?.startsWith('Reveille.') ? [code] : [])),
  ]);
  const verdicts = ['confirmed', 'already', 'skipped', 'rejected', 'expired'];
  const others = ['pair', 'forced', 'repeat', 'dead', 'letter', 'found', 'start', 'stop', 'alibaba', 'tencent', 'zenlayer'];
  const codes = ['NoMatch', 'TooManyMatches', 'FellBack', 'StartedByOthers', 'StoppedByOthers'].map((code) => `Reveille.${code}`);
  expect([...verdicts, ...others, ...codes].filter((each) => !met.includes(each))).toEqual([]);
});

it('gives the same history for the same seed', async () => {
  const story = async (seed: number) =>
    JSON.stringify(await runModel(seed), (_, value) => (value instanceof Map ? [...value] : value));
  expect(await story(7)).toBe(await story(7));
  expect(await story(7)).not.toBe(await story(8));
});

it.each(brokenSubjects)('would tell of a Reveille that $what', async ({ subject, told }) => {
  const broken: string[] = [];
  for (let seed = 0; seed < 1_500 && !broken.some((sentence) => told.test(sentence)); seed += 1)
    broken.push(...(await replay(seed, subject)).map((each) => each.replace(/^replay\(\d+\): /, '')));
  expect(broken.find((sentence) => told.test(sentence))).toBeDefined();
});
