import { exitCodeOf } from '../../../cli/terminal/exit-code.ts';

/** A terminal that remembers what was written to it. */
export function aTerminal({ isTTY = false } = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written, tty: boolean) => ({
    isTTY: tty,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const terminal = { stdout: stream('stdout', false), stderr: stream('stderr', isTTY), env: {} };
  /** Runs a command on it as its entry point does, and gives what it wrote and its exit code. */
  const run = async (command: () => Promise<number>) => {
    const code = await exitCodeOf(command, (line) => terminal.stderr.write(`${line}\n`));
    return { code, ...written };
  };
  return { terminal, run };
}
