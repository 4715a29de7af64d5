import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freshInstance } from '../../../shared/domain/batch.ts';
import { runReveille } from '../a-world.ts';
import { findBody, letterBody, usualOptions } from './a-letter.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-dlq-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a state file with these bodies and gives its path. */
function stateFile(queues: Readonly<Record<string, readonly string[]>>): string {
  const path = join(folder, 'letters.json');
  const messages = Object.entries(queues).map(([name, bodies]) => [name, bodies.map((body) => ({ body }))]);
  writeFileSync(path, JSON.stringify({ version: 1, queues: Object.fromEntries(messages) }));
  return path;
}

/** The queues of a state file as bodies. */
function bodiesIn(path: string): Record<string, string[]> {
  const { queues } = JSON.parse(readFileSync(path, 'utf8')) as { queues: Record<string, { body: string }[]> };
  return Object.fromEntries(Object.entries(queues).map(([name, messages]) => [name, messages.map(({ body }) => body)]));
}

/** Runs `dlq`; AWS is out of bounds. */
function run(...args: string[]) {
  return runReveille(['dlq', ...args]);
}

const disks = { ...usualOptions, initLocalDisk: true };
const [first, second] = [letterBody({ 'i-1': 'NoStock', 'i-22': 'Gone' }), letterBody({ 'i-3': 'Gone' }, { options: disks })];
const zen = letterBody({ '1500': 'x' }, { account: 'zen-edge', region: null, failures: undefined });
const find = findBody('Reveille.NoMatch');
const job = '{"version":1,"schedule":"gone","action":"start","scheduledAt":"2026-11-23T00:30:00Z"}';
const full = {
  'reveille-alibaba-dead-letters': [first, second],
  'reveille-alibaba': ['waits'],
  'reveille-tencent-dead-letters': [find, findBody(null)],
  'reveille-zenlayer-dead-letters': [zen],
  'reveille-jobs-dead-letters': [job, 'po\nison'],
};

describe('dlq list --state', () => {
  it('warns of wiped disks only where no start of the job can have reached an instance', async () => {
    const reached = letterBody({ 'i-3': 'Gone' }, { options: disks, instances: [{ ...freshInstance('i-3'), acted: true }] });
    const { stdout } = await run('list', '--state', stateFile({ 'reveille-alibaba-dead-letters': [reached] }));
    expect(stdout).not.toContain('WIPES');
  });

  it('shows the letters of every queue with what is known of them', async () => {
    const { code, stdout, stderr } = await run('list', '--state', stateFile(full));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replaceAll(folder, '.')).toMatchInlineSnapshot(`
      "reveille-jobs-dead-letters: 2 letters
        gone/start/2026-11-23T00:30:00Z
        unreadable  "po\\nison"

      reveille-alibaba-dead-letters: 2 letters
        hours/start/2026-11-23T00:30:00Z  ali-prod cn-hangzhou
          rejected  i-1   NoStock: the reason
          rejected  i-22  Gone: the reason
        hours/start/2026-11-23T00:30:00Z  ali-prod cn-hangzhou  WIPES LOCAL DISKS when it runs again
          rejected  i-3  Gone: the reason

      reveille-tencent-dead-letters: 2 letters
        hours/start/2026-11-23T00:30:00Z  ali-prod cn-hangzhou
          rejected  selection power=hours  Reveille.NoMatch: the reason
        hours/start/2026-11-23T00:30:00Z  ali-prod cn-hangzhou
          unknown  selection power=hours  its batch failed too often to be carried out; see the log of the power function

      reveille-zenlayer-dead-letters: 1 letter
        hours/start/2026-11-23T00:30:00Z  zen-edge
          unknown  1500  its batch failed too often to be carried out; see the log of the power function

      Send back: npx reveille dlq redrive --queue jobs --state ./letters.json
      Send back: npx reveille dlq redrive --queue alibaba --state ./letters.json
      Send back: npx reveille dlq redrive --queue tencent --state ./letters.json
      Send back: npx reveille dlq redrive --queue zenlayer --state ./letters.json
      "
    `);
  });

  it('shows only the queue that is asked for', async () => {
    const { stdout } = await run('list', '--queue', 'zenlayer', '--state', stateFile(full), '--json');
    expect(JSON.parse(stdout)).toEqual({
      letters: [
        {
          queue: 'zenlayer',
          job: 'hours/start/2026-11-23T00:30:00Z',
          account: 'zen-edge',
          region: null,
          initLocalDisk: false,
          instances: [{ id: '1500', verdict: null, code: null, message: null, requestId: null }],
          sentAt: null,
          unreadable: null,
        },
      ],
      complete: true,
    });
  });

  it('shows the selection of a find in the place of its instances, with why it is there', async () => {
    const { stdout } = await run('list', '--queue', 'tencent', '--state', stateFile(full), '--json');
    const [letter] = JSON.parse(stdout).letters;
    expect(letter).toMatchObject({
      job: 'hours/start/2026-11-23T00:30:00Z',
      account: 'ali-prod',
      selection: true,
      instances: [{ id: 'power=hours', verdict: 'rejected', code: 'Reveille.NoMatch' }],
    });
  });

  it('shows what a job says that Scheduler could not deliver, also where it cannot be read', async () => {
    const request = (MessageBody: string) => JSON.stringify({ MessageBody, QueueUrl: 'https://sqs/1/reveille-jobs' });
    const file = stateFile({ 'reveille-jobs-dead-letters': [request(job), request('poison')] });
    const { stdout } = await run('list', '--state', file, '--json');
    expect(JSON.parse(stdout).letters).toMatchObject([
      { job: 'gone/start/2026-11-23T00:30:00Z', unreadable: null },
      { job: null, unreadable: 'poison' },
    ]);
  });

  it('says so when there is none', async () => {
    const { code, stdout } = await run('list', '--state', stateFile({ 'reveille-alibaba': ['waits'] }));
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No dead letters.\n' });
  });
});

describe('dlq redrive --state', () => {
  it('sends back a find, and counts no instances where nobody knows them', async () => {
    const path = stateFile(full);
    const { stdout } = await run('redrive', '--queue', 'tencent', '--state', path);
    expect(stdout).toContain('2 letters sent back to reveille-tencent.\n');
    expect(bodiesIn(path)['reveille-tencent']).toEqual([find, findBody(null)]);
  });

  it('moves every letter of one queue behind what waits in its work queue, as it is, and touches no other', async () => {
    const path = stateFile(full);
    const { code, stdout } = await run('redrive', '--queue', 'alibaba', '--state', path);
    expect(stdout).toContain('2 letters (3 instances) sent back to reveille-alibaba.\n');
    expect(code).toBe(0);
    expect(bodiesIn(path)).toEqual({
      ...full,
      'reveille-alibaba-dead-letters': [],
      'reveille-alibaba': ['waits', first, second],
    });
  });

  it.each([
    { queue: 'alibaba', letters: 2, instances: 3 },
    { queue: 'jobs', letters: 2, instances: 0 },
    { queue: 'tencent', letters: 2, instances: 0 },
    { queue: 'zenlayer', letters: 1, instances: 1 },
  ])('tells of $letters letters and $instances instances of $queue as one JSON object', async ({ queue, letters, instances }) => {
    const { code, stdout } = await run('redrive', '--queue', queue, '--state', stateFile(full), '--json');
    const { each, ...end } = JSON.parse(stdout);
    expect(end).toEqual({ queue, status: 'COMPLETED', letters, instances, reason: null, refused: 0 });
    expect(each).toHaveLength(letters);
    expect(code).toBe(0);
  });

  it('leaves a file without such letters as it was', async () => {
    const path = stateFile({ ...full, 'reveille-tencent-dead-letters': [] });
    const before = readFileSync(path, 'utf8');
    const { stdout } = await run('redrive', '--queue', 'tencent', '--state', path);
    expect(stdout).toBe(
      'Nothing was sent back: no letter could be received from reveille-tencent-dead-letters or reveille-tencent-poison.\n',
    );
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});

describe('a command line of dlq that cannot be carried out', () => {
  const broken = join(folder, 'broken.json');
  writeFileSync(broken, '{ "version": 1');
  it.each([
    { args: ['list', '--state', join(folder, 'none.json')], says: /none\.json: there is no such file; .*\n$/ },
    { args: ['redrive', '--queue', 'jobs', '--state', broken], says: /^\S+broken\.json: not valid JSON.*\n$/ },
    { args: [], says: /^dlq needs a command: list or redrive, as reveille dlq --help shows\n$/ },
    { args: ['purge'], says: /^unknown command 'purge'; reveille dlq --help shows what there is\n$/ },
    {
      args: ['list', 'redrive'],
      says: /^dlq list does not take 'redrive'; [^\n]*; reveille dlq list --help shows what there is\n$/,
    },
    { args: ['redrive'], says: /^--queue QUEUE is missing: .*\n$/ },
    { args: ['list', '--queue', 'aws'], says: /^--queue aws: must be jobs\|alerts\|alibaba\|tencent\|zenlayer\n$/ },
    { args: ['redrive', '--queue', 'aws'], says: /^--queue aws: must be jobs\|alerts\|alibaba\|tencent\|zenlayer\n$/ },
    {
      args: ['list', '--state'],
      says: /^--state needs a value: write --state <file>; reveille dlq list --help shows what there is\n$/,
    },
    { args: ['list', '--all'], says: /^unknown option '--all'; reveille dlq list --help shows what there is\n$/ },
  ])('$args: exit 2, $says', async ({ args, says }) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
