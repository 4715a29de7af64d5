import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { send, zenlayerRequest } from './support/signed-request.ts';

const command = new URL('../../../cli/reveille.mjs', import.meta.url).pathname;
const printed = z.record(z.enum(providerNames), z.url());

function run(args: readonly string[]): {
  child: ChildProcess;
  ended: Promise<{ code: unknown; stdout: string; stderr: string }>;
} {
  const child = spawn(process.execPath, [command, 'clouds', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += String(chunk);
  });
  return { child, ended: once(child, 'close').then(([code]) => ({ code, ...said })) };
}

/** Ends a process and those that it started; none of them may be left. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no stdout');
  const [line] = await once(createInterface(child.stdout), 'line');
  return String(line);
}

function stateFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'clouds-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'state.json');
  writeFileSync(file, text);
  return file;
}

const key = { id: 'ZC-SAMPLE-ONLY', secret: 'sample-zenlayer-secret' };
const status = (origin: string, of = key) =>
  send(zenlayerRequest(origin, { action: 'DescribeInstancesStatus', body: {}, key: of, at: Date.now() }));

describe('the clouds command', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one line of origins, serves the sample and exits with 0 on %s',
    async (signal) => {
      const { child, ended } = run([]);
      const line = await firstLine(child);
      const origins = printed.parse(JSON.parse(line));
      const answer = await status(origins.zenlayer);
      child.kill(signal);
      expect(Object.values(origins)).toEqual(providerNames.map(() => expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)));
      expect(answer.json).toMatchObject({
        response: {
          dataSet: [
            { instanceId: '1500000000000000001', instanceStatus: 'STOPPED' },
            { instanceId: '1500000000000000002', instanceStatus: 'STOPPED' },
          ],
        },
      });
      expect(await ended).toEqual({ code: 0, stdout: `${line}\n`, stderr: '' });
    },
  );

  it('serves the state of a file', async () => {
    const zenlayer = { accessKeyId: 'mine', accessKeyPassword: 'too' };
    const instances = [{ provider: 'zenlayer', id: 'my-own', status: 'RUNNING' }];
    const { child, ended } = run(['--state', stateFile(JSON.stringify({ credentials: { zenlayer }, instances }))]);
    const { zenlayer: origin } = printed.parse(JSON.parse(await firstLine(child)));
    const answers = [await status(origin, { id: 'mine', secret: 'too' }), await status(origin)];
    child.kill('SIGTERM');
    expect(answers).toMatchObject([{ json: { response: { dataSet: [{ instanceId: 'my-own' }] } } }, { status: 401 }]);
    expect(await ended).toMatchObject({ code: 0 });
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ends when npm that runs it gets %s', async (signal) => {
    const child = spawn('npm', ['run', '-s', 'clouds', '--', '--state', stateFile('{"instances":[]}')], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
      // A group of its own, so that a test that fails leaves none of its processes behind.
      detached: true,
    });
    onTestFinished(() => killGroup(child));
    const ended = once(child, 'close');
    const origins = printed.parse(JSON.parse(await firstLine(child)));
    child.kill(signal);
    // The pipe is closed when the last process that writes to it has ended.
    await ended;
    await expect(fetch(origins.alibaba)).rejects.toThrow();
  });
});
