import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { emptyRunState, readRunState, readRunStateIfAny, writeRunState } from '../../../cli/rehearse/run-state.ts';
import { ConfigurationError } from '../../../shared/configuration/mistake.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-state-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);
const letter = { body: 'any text: "quoted", new\nline, ☎' };
const table = [{ pk: 'M#ali##i-1', sk: 'STATE', seq: 2, acts: [{ at: 5 }] }];
const clock = '2026-11-23T12:00:00.000Z';
const state = {
  version: 1,
  clock,
  table,
  queues: { 'reveille-alibaba-dead-letters': [letter, letter], 'reveille-jobs': [] },
} as const;

/** The one line that reading or writing is refused with. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => expect.fail('accepted'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  const { message } = error as ConfigurationError;
  expect(message.split('\n')).toHaveLength(1);
  return message;
}

describe('a state file', () => {
  it('gives back what was written, and leaves no other file behind', async () => {
    const home = inFolder('written');
    mkdirSync(home);
    await writeRunState(join(home, 'q.json'), emptyRunState);
    await writeRunState(join(home, 'q.json'), state);
    expect(await readRunState(join(home, 'q.json'))).toEqual(state);
    expect(readdirSync(home)).toEqual(['q.json']);
  });

  it('is replaced whole: whoever reads the old one still does', async () => {
    await writeRunState(inFolder('q.json'), state);
    const reader = openSync(inFolder('q.json'), 'r');
    await writeRunState(inFolder('q.json'), emptyRunState);
    expect(JSON.parse(readFileSync(reader, 'utf8'))).toEqual(state);
    closeSync(reader);
    expect(await readRunState(inFolder('q.json'))).toEqual(emptyRunState);
  });

  it('means empty queues when it is not there yet, but only for a run', async () => {
    expect(await readRunStateIfAny(inFolder('new.json'))).toEqual(emptyRunState);
    expect(await refusal(readRunState(inFolder('new.json')))).toBe(
      `${inFolder('new.json')}: there is no such file; name a file that exists`,
    );
  });

  it('that cannot be replaced leaves the old one unharmed and nothing beside it', async () => {
    const home = inFolder('kept');
    mkdirSync(join(home, 'q.json'), { recursive: true });
    expect(await refusal(writeRunState(join(home, 'q.json'), state))).toMatch(/q\.json: cannot be written \(E\w+\); /);
    expect(readdirSync(home)).toEqual(['q.json']);
  });

  it.each([
    { what: 'a folder that is not there', path: 'nowhere/q.json', says: 'cannot be written (ENOENT)' },
    { what: 'a file in place of the folder', path: 'file/q.json', says: 'cannot be written (not a folder)' },
  ])('in $what is refused before the run', async ({ path, says }) => {
    writeFileSync(inFolder('file'), '');
    expect(await refusal(readRunStateIfAny(inFolder(path)))).toContain(`${inFolder(path)}: ${says}`);
  });

  it.each([
    { what: 'no JSON', text: '{ "version": 1, "queues": very-private', says: /: not valid JSON.*; / },
    {
      what: 'another version',
      text: '{"version":2,"queues":{}}',
      says: / version: is not 1, the version that this Reveille reads; /,
    },
    { what: 'no queues', text: '{"version":1}', says: / queues: is missing; / },
    {
      what: 'a queue of somebody else',
      text: '{"version":1,"queues":{"billing":[]}}',
      says: / queues: has an unknown key "billing"; /,
    },
    {
      what: 'a message without body',
      text: '{"version":1,"queues":{"reveille-jobs":[{"body":"a"},{}]}}',
      says: / queues\.reveille-jobs\.1\.body: is missing; /,
    },
    {
      what: 'an empty body',
      text: '{"version":1,"queues":{"reveille-jobs":[{"body":""}]}}',
      says: / queues\.reveille-jobs\.0\.body: is empty; /,
    },
    {
      what: 'a queue that is no list',
      text: '{"version":1,"queues":{"reveille-jobs":"very-private"}}',
      says: / queues\.reveille-jobs: is not a list; /,
    },
    { what: 'a list', text: '["very-private"]', says: /: is not a mapping; / },
  ])('with $what is refused in one line that quotes nothing of it', async ({ text, says }) => {
    const path = inFolder('bad.json');
    writeFileSync(path, text);
    for (const read of [readRunState, readRunStateIfAny]) {
      const line = await refusal(read(path));
      expect(line.startsWith(path)).toBe(true);
      expect(line.slice(path.length)).toMatch(says);
      expect(line).not.toContain('very-private');
    }
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
