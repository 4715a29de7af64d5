import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { openLifeline } from '../../../cli/terminal/lifeline.ts';

const busy = 'process.stdout.write("busy"); for (;;);';

/** A process that holds a lifeline and is then busy for ever; and how it ends. */
async function aHolder(module: string) {
  const child = spawn(process.execPath, ['--import', module, '--eval', `setTimeout(() => { ${busy} }, 100)`]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  return { ended };
}

it('ends those who hold it, however busy they are, and has waited for them when it is cut', async () => {
  const lifeline = await openLifeline();
  const holders = [await aHolder(lifeline.module), await aHolder(lifeline.module)];
  await lifeline.cut();
  expect(await Promise.all(holders.map(({ ended }) => ended))).toEqual([
    [null, 'SIGKILL'],
    [null, 'SIGKILL'],
  ]);
});

it('ends those who come when it is cut already', async () => {
  const lifeline = await openLifeline();
  await lifeline.cut();
  const child = spawn(process.execPath, ['--import', lifeline.module, '--eval', 'setTimeout(() => {}, 2 ** 30)']);
  onTestFinished(() => void child.kill('SIGKILL'));
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
});

it('lets a process end by itself, with its own exit code, and is then cut at once', async () => {
  const lifeline = await openLifeline();
  const child = spawn(process.execPath, ['--import', lifeline.module, '--eval', 'process.exitCode = 7']);
  expect(await once(child, 'exit')).toEqual([7, null]);
  await lifeline.cut();
});
