import { parseArgs } from 'node:util';
import { UsageError } from '../terminal/usage-error.ts';
import { readTrigger } from './read-trigger.ts';
import type { Trigger } from './trigger.ts';

/** What `npm run local` is asked to do. */
export interface LocalOptions {
  readonly config: string;
  readonly secrets: string | null;
  /** Null when only what waits in the `state` file is to be settled. */
  readonly trigger: Trigger | null;
  /** The file that keeps the queues' messages between runs. */
  readonly state: string | null;
  readonly clock: 'virtual' | 'real' | null;
  readonly json: boolean;
}

const usage =
  'usage: npm run -s local -- --config FILE (--fire SCHEDULE[/ACTION] [--at INSTANT] | --from DATE --days N) [--secrets FILE] ' +
  '[--state FILE] [--clock virtual|real] [--json]';

/** Reads the command line. Throws UsageError naming everything that is wrong with it. */
export function parseLocalOptions(args: readonly string[]): LocalOptions {
  const values = parse(args);
  const { config = '', secrets = null, state = null, clock, json = false } = values;
  const read = readTrigger(values);
  const trigger = 'trigger' in read ? read.trigger : null;
  const mistakes = 'mistakes' in read ? [...read.mistakes] : [];
  if (config === '') mistakes.push('--config FILE is missing: the reveille.yaml to run');
  if (trigger === null && state === null && !('mistakes' in read))
    mistakes.push('--fire SCHEDULE is missing: the schedule to be fired; or --from DATE --days N: the days to be run');
  if (clock !== undefined && clock !== 'virtual' && clock !== 'real') mistakes.push(`--clock ${clock}: must be virtual or real`);
  if (trigger?.kind === 'days' && clock === 'real')
    mistakes.push('--clock real: not together with --from and --days, which would take as long as they say');
  if (mistakes.length > 0) throw new UsageError([...mistakes, usage].join('\n'));
  return { config, secrets, trigger, state, clock: clock === 'virtual' || clock === 'real' ? clock : null, json };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = {
      config: text,
      secrets: text,
      fire: text,
      at: text,
      from: text,
      days: text,
      state: text,
      clock: text,
      json: { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${said}\n${usage}`);
  }
}
