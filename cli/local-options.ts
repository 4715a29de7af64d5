import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/**
 * What `npm run local` is asked to do. `schedule` is null when only what waits in the `state` file is to be settled; `at` is epoch
 * milliseconds, null for the clock's own now.
 */
export interface LocalOptions {
  readonly config: string;
  readonly secrets: string | null;
  readonly schedule: string | null;
  readonly at: number | null;
  /** The file that keeps the queues' messages between runs. */
  readonly state: string | null;
  readonly clock: 'virtual' | 'real' | null;
  readonly json: boolean;
}

const usage =
  'usage: npm run -s local -- --config FILE --fire SCHEDULE[/ACTION] [--secrets FILE] [--at INSTANT] [--state FILE] ' +
  '[--clock virtual|real] [--json]';

/** Reads the command line. Throws UsageError naming everything that is wrong with it. */
export function parseLocalOptions(args: readonly string[]): LocalOptions {
  const values = parse(args);
  const mistakes: string[] = [];
  const { config, secrets = null, fire, at, state = null, clock, json = false } = values;
  if (config === undefined || config === '') mistakes.push('--config FILE is missing: the reveille.yaml to run');
  if (fire === undefined && state === null) mistakes.push('--fire SCHEDULE is missing: the schedule whose start is to be fired');
  if (fire === undefined && at !== undefined)
    mistakes.push('--at INSTANT without --fire SCHEDULE: it is the due time of what is fired');
  const [schedule = null, action = 'start', ...more] = fire?.split('/') ?? [];
  if (action !== 'start' || more.length > 0)
    mistakes.push(`--fire ${fire}: the only action is start, as in --fire ${schedule}/start`);
  if (clock !== undefined && clock !== 'virtual' && clock !== 'real') mistakes.push(`--clock ${clock}: must be virtual or real`);
  const instant = at === undefined ? null : parseInstant(at);
  if (Number.isNaN(instant))
    mistakes.push(`--at ${at}: must be an instant with its offset, from 1970 to 2199, such as 2026-11-23T00:30:00Z`);
  if (mistakes.length > 0) throw new UsageError([...mistakes, usage].join('\n'));
  return {
    config: config ?? '',
    secrets,
    schedule,
    at: instant,
    state,
    clock: clock === 'virtual' || clock === 'real' ? clock : null,
    json,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = {
      config: text,
      secrets: text,
      fire: text,
      at: text,
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

// Beyond the years of EventBridge's cron nothing can be due. A time without an offset would mean the machine's own zone, which nobody sees: it is refused.
function parseInstant(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return Number.NaN;
  const instant = Date.parse(text);
  return instant >= 0 && instant < Date.UTC(2200, 0) ? instant : Number.NaN;
}
