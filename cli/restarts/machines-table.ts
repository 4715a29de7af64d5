import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { machinesTableOutput, stackName } from '../../shared/domain/names.ts';
import { type ItemTable, itemTable } from '../../shared/store/item-table.ts';
import { ItemUnreadable } from '../../shared/store/items.ts';
import { type RunState, readRunState, type TableItem, writeRunState } from '../rehearse/run-state.ts';
import { awsRefusal } from '../terminal/aws-refusal.ts';
import { UsageError } from '../terminal/exit-code.ts';
import type { World } from '../terminal/world.ts';

/** Work on the table that remembers restarts. `now` is in epoch milliseconds. */
export type TableWork<T> = (table: ItemTable, now: number) => Promise<T>;

/**
 * Works on the table of the deployed stack, with the operator's credentials. The stack's output
 * says what the table is called.
 * @throws UsageError, in one line, when AWS refuses, cannot be reached or gets no credentials, or
 * the stack has no table, or an item of it cannot be read
 */
export async function withAwsTable<T>(world: World, work: TableWork<T>): Promise<T> {
  const name = await tableName(world);
  try {
    return await work(itemTable(await world.dynamo(), name), world.now());
  } catch (error) {
    if (error instanceof ItemUnreadable) throw new UsageError(`table ${name}: ${error.message}`);
    throw awsRefusal(error, 'dynamodb:GetItem or PutItem', name);
  }
}

async function tableName({ cloudFormation }: World): Promise<string> {
  const client = await cloudFormation();
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const name = stack?.Outputs?.find(({ OutputKey }) => OutputKey === machinesTableOutput)?.OutputValue;
    if (name !== undefined) return name;
  } catch (error) {
    throw awsRefusal(error, 'cloudformation:DescribeStacks', stackName);
  }
  throw new UsageError(
    `${stackName}: the deployed stack has no table, because it was deployed without sources; deploy it with them first`,
  );
}

/**
 * Works on the table in the state file of a rehearsal, at the time at which its last run ended, and
 * writes the file when an item was changed.
 * @throws ConfigurationError when the file cannot be used, and UsageError for an item in it that
 * cannot be read
 */
export async function withStateTable<T>(file: string, work: TableWork<T>): Promise<T> {
  const state = await readRunState(file);
  const items = new Map((state.table ?? []).map((item) => [keyOf(item), item]));
  let isChanged = false;
  const table: ItemTable = {
    async read(key) {
      const { pk: _pk, sk: _sk, expiresAt: _expiresAt, ...item } = items.get(keyOf(key)) ?? { pk: '', sk: '' };
      return items.has(keyOf(key)) ? item : null;
    },
    async write(key, { item, expiresAt }) {
      if ((items.get(keyOf(key))?.seq ?? 0) !== item.seq) return false;
      items.set(keyOf(key), { ...key, ...item, seq: item.seq + 1, ...(expiresAt !== null && { expiresAt }) });
      isChanged = true;
      return true;
    },
  };
  const answer = await work(table, endOf(state)).catch((error: unknown) => {
    throw error instanceof ItemUnreadable ? new UsageError(`${file}: ${error.message}`) : error;
  });
  if (isChanged) await writeRunState(file, { ...state, table: [...items.values()] });
  return answer;
}

function keyOf({ pk, sk }: Pick<TableItem, 'pk' | 'sk'>): string {
  return JSON.stringify([pk, sk]);
}

// Nothing is decided by this time but when an item expires, which a state file does not do.
function endOf({ clock }: RunState): number {
  return clock === undefined ? 0 : Date.parse(clock);
}
