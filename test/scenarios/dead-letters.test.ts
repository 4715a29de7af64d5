import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { letterBody } from '../cli/dlq/a-letter.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reveille-letters-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const byHost = new URL('../support/synthesis/by-synthesis-host.ts', import.meta.url).href;

/** Runs a command as a person would, with these arguments to Node before it. */
function runForPeople(node: readonly string[], ...args: string[]) {
  const argv = [...node, path('cli/reveille.mjs'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

/** The same with `--json`; `local` has its stack synthesized by the synthesis host. */
function run(command: string, ...args: string[]) {
  const node = command === 'local' ? ['--import', byHost] : [];
  const { status, stdout, stderr } = runForPeople(node, command, ...args, '--json');
  return { status, stderr, said: stdout === '' ? null : JSON.parse(stdout) };
}

/** The bodies in a state file, by queue, parsed where they are JSON; empty queues are left out. */
function lettersIn(file: string): Record<string, unknown[]> {
  const { queues } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { queues: Record<string, { body: string }[]> };
  const parsed = (body: string): unknown => (body.startsWith('{') ? JSON.parse(body) : body);
  return Object.fromEntries(
    Object.entries(queues).flatMap(([name, messages]) =>
      messages.length === 0 ? [] : [[name, messages.map(({ body }) => parsed(body))]],
    ),
  );
}

function stateFile(name: string, queues: Readonly<Record<string, readonly string[]>>): string {
  const messages = Object.entries(queues).map(([queue, bodies]) => [queue, bodies.map((body) => ({ body }))]);
  writeFileSync(join(folder, name), JSON.stringify({ version: 1, queues: Object.fromEntries(messages) }));
  return name;
}

const sample = path('reveille.yaml');
const stages = ['Synthesizing the stack …', 'Starting the local engine …', 'Running until all work has ended …'];
const rehearsal = 'Rehearsal: nothing was sent to a provider; stand-in clouds on this machine answered.';

describe('a dead letter', () => {
  it('of npm start, which shows it, outlives its run, is listed, sent back, and runs again on its own', () => {
    const first = runForPeople(['--import', byHost], 'start', '--state', 'letters.json');
    expect({ status: first.status, stderr: first.stderr.split('\n') }).toEqual({ status: 0, stderr: [...stages, ''] });
    const shown = first.stdout;
    expect(shown.startsWith(`${rehearsal}\n\n`)).toBe(true);
    expect(
      shown.endsWith(
        `\n\nAs expected: i-TestID does not exist, on purpose. The sample shows how one bad machine fails among good ones.\n\n${rehearsal}\n`,
      ),
    ).toBe(true);
    expect(shown).toContain('dlq redrive --queue alibaba --state letters.json\n');
    expect(shown).toMatch(/ {2}confirmed {2}i-bp67acfmxazb4p0001 {2}/);
    expect(shown).toMatch(/ {2}rejected {3}i-TestID .* InvalidInstanceId\.NotFound: /);
    expect(shown).toMatch(/ {2}already .* ins-5d8a23rs /);
    expect(shown).toContain('Notice: Reveille: office-hours start: 1 failed on ali-prod');
    expect(shown).toContain('Dead letter on alibaba: a fresh batch of i-TestID');
    expect(shown).toMatch(/7 instances: 5 confirmed, 1 rejected, 1 already, in \d+ s/);
    const fired = /^office-hours\/start\/\S+Z$/m.exec(shown)?.[0];
    const [letter] = lettersIn('letters.json')['reveille-alibaba-dead-letters'] ?? [];
    expect(letter).toMatchObject({ deadline: null, instances: [{ id: 'i-TestID' }] });
    expect(lettersIn('letters.json')).toEqual({ 'reveille-alibaba-dead-letters': [letter] });

    const { said } = run('dlq', 'list', '--state', 'letters.json');
    const why = { id: 'i-TestID', verdict: 'rejected', code: 'InvalidInstanceId.NotFound' };
    expect(said.letters).toMatchObject([{ queue: 'alibaba', account: 'ali-prod', instances: [why] }]);

    const redriven = run('dlq', 'redrive', '--queue', 'alibaba', '--state', 'letters.json');
    expect(redriven.said).toMatchObject({ status: 'COMPLETED', letters: 1, instances: 1 });
    expect(lettersIn('letters.json')).toEqual({ 'reveille-alibaba': [letter] });

    // In this run the stand-ins have every configured machine: the cause is gone.
    const second = run('local', '--config', sample, '--state', 'letters.json');
    expect(second.said.jobs).toMatchObject([
      {
        id: fired,
        schedule: 'office-hours',
        verdicts: [{ instanceId: 'i-TestID', verdict: 'confirmed', attempts: 1 }],
      },
    ]);
    expect(second.said.jobs[0].verdicts).toHaveLength(1);
    expect(second.said.deadLetters).toEqual([]);
    expect(second.said.calls).toEqual({
      alibaba: { DescribeInstances: expect.any(Number), 'StartInstances:DryRun': 1, StartInstances: 1 },
    });
    expect({ status: second.status, stderr: second.stderr, left: lettersIn('letters.json') }).toEqual({
      status: 0,
      stderr: '',
      left: {},
    });
  });

  it('ends in a clear verdict whatever the configuration no longer has; its deadline counts from when it was sent back', () => {
    const long = {
      id: 'gone/start/2020-01-01T09:00:00Z',
      schedule: 'gone',
      action: 'start',
      scheduledAt: '2020-01-01T09:00:00Z',
    } as const;
    const good = letterBody({ 'i-bp67acfmxazb4p0001': 'NoStock' }, { job: long });
    const lost = letterBody({ 'i-lost': 'NoStock' }, { job: long, account: 'removed' });
    const kept = letterBody({ 'i-kept': 'Gone' });
    const job = '{"version":1,"schedule":"gone","action":"start","scheduledAt":"2020-01-02T09:00:00Z"}';
    const file = stateFile('old.json', {
      'reveille-alibaba': [good, lost],
      'reveille-alibaba-dead-letters': [kept],
      'reveille-jobs': [job, 'poison'],
    });
    const { status, stderr, said } = run('local', '--config', sample, '--state', file);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(said.jobs).toMatchObject([
      { id: 'gone/start/2020-01-02T09:00:00Z', verdicts: [] },
      {
        id: long.id,
        verdicts: [
          { instanceId: 'i-bp67acfmxazb4p0001', verdict: 'confirmed' },
          { instanceId: 'i-lost', account: 'removed', verdict: 'rejected', code: 'Reveille.UnknownAccount' },
        ],
      },
    ]);
    const left = lettersIn(file);
    expect(left['reveille-alibaba-dead-letters']).toMatchObject([
      { instances: [{ id: 'i-kept' }] },
      { account: 'removed', failures: [{ instanceId: 'i-lost', code: 'Reveille.UnknownAccount' }] },
    ]);
    expect(new Set(left['reveille-jobs-dead-letters'])).toEqual(new Set([JSON.parse(job), 'poison']));
    expect(Object.keys(left).toSorted()).toEqual(['reveille-alibaba-dead-letters', 'reveille-jobs-dead-letters']);
    expect(said.deadLetters).toHaveLength(4);
  });
});
