import { execFileSync } from 'node:child_process';

/** A process that another one has started, itself or by others. */
export interface Descendant {
  readonly pid: number;
  /** Its command line. */
  readonly command: string;
}

/** The processes that a process has started and that have not ended. */
export function descendantsOf(pid: number): readonly Descendant[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\n')
    .map((line) => /^ *(\d+) +(\d+) +(\S+) +(.*)$/.exec(line) ?? [])
    .filter(([, , , stat]) => stat !== undefined && !stat.startsWith('Z'));
  const children = Map.groupBy(rows, ([, , parent]) => Number(parent));
  const below = (parent: number): Descendant[] =>
    (children.get(parent) ?? []).flatMap(([, child, , , command = '']) => [
      { pid: Number(child), command },
      ...below(Number(child)),
    ]);
  return below(pid);
}

/** Those of some processes that have not ended. */
export function aliveOf(processes: readonly Descendant[]): readonly Descendant[] {
  return processes.filter(({ pid }) => {
    const [stat = ''] = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' })
      .split('\n')
      .flatMap((line) => new RegExp(`^ *${pid} +(\\S+)`).exec(line)?.slice(1) ?? []);
    return stat !== '' && !stat.startsWith('Z');
  });
}
