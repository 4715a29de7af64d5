import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Reads a process's output line by line: end marks go to `onMark` (the line up to the mark being text), all else to `onLine`. */
export function readOutput(stream: Readable, onLine: (line: string) => void, onMark: (mark: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    const start = line.endsWith('\u0000') ? line.lastIndexOf('\u0000', line.length - 2) : -1;
    const own = start === -1 ? line : line.slice(0, start);
    if (own !== '') onLine(own);
    if (start !== -1) onMark(line.slice(start));
  });
}
