import { parseArgs } from 'node:util';
import { type QueueOwner, queueOwners } from '../../shared/domain/names.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** What `npm run dlq` is asked to do. `state` null means AWS; `queue` null, for `list` only, means every queue. */
export type DlqOptions = { readonly state: string | null; readonly json: boolean } & (
  | { readonly action: 'list'; readonly queue: QueueOwner | null }
  | { readonly action: 'redrive'; readonly queue: QueueOwner }
);

const queues = queueOwners.join('|');
const usage =
  `usage: npm run -s dlq -- list [--queue ${queues}] [--state FILE] [--json], ` +
  `or npm run -s dlq -- redrive --queue ${queues} [--state FILE] [--json]`;

/** Reads the command line. Throws UsageError naming everything that is wrong with it. */
export function parseDlqOptions(args: readonly string[]): DlqOptions {
  const { values, positionals } = parse(args);
  const { state = null, json = false } = values;
  const mistakes: string[] = [];
  const [action, ...more] = positionals;
  if (action === undefined) mistakes.push('list or redrive is missing');
  else if ((action !== 'list' && action !== 'redrive') || more.length > 0)
    mistakes.push(`${positionals.join(' ')}: must be list or redrive`);
  const queue = queueOwners.find((owner) => owner === values.queue) ?? null;
  if (values.queue !== undefined && queue === null) mistakes.push(`--queue ${values.queue}: must be ${queues}`);
  if (action === 'redrive' && values.queue === undefined)
    mistakes.push('--queue QUEUE is missing: whose dead letters are to be sent back');
  if (mistakes.length > 0) throw new UsageError([...mistakes, usage].join('\n'));
  return action === 'redrive' && queue !== null ? { action, queue, state, json } : { action: 'list', queue, state, json };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { queue: text, state: text, json: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${said}\n${usage}`);
  }
}
