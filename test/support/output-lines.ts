import { onTestFinished, vi } from 'vitest';

/**
 * The JSON lines that the process writes to its standard output and error from now on, for the
 * length of one test.
 */
export function outputLines(): readonly Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, 'write').mockImplementation((text) => {
      lines.push(JSON.parse(String(text)));
      return true;
    });
    onTestFinished(() => spy.mockRestore());
  }
  return lines;
}
