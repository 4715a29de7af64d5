import type { ItemTable } from '../../../shared/store/item-table.ts';
import type { AwsAnswer, AwsCall } from '../aws-endpoint.ts';

/**
 * Where a power function dies, once: when the table has given its permit and before the request to
 * the provider leaves; or after that request, before its follow-ups, its dead letter or its notice.
 */
export type DiesBefore = 'request' | 'followUps' | 'letter' | 'notice';

/**
 * Ends one invocation at a point. SQS delivers its message again, and whatever was done before the
 * point is done. Null: nothing dies.
 */
export class SuddenDeath {
  #left: DiesBefore | null;

  constructor(before: DiesBefore | null) {
    this.#left = before;
  }

  /** The same table; a permit is written, and nobody hears of it. */
  table(table: ItemTable): ItemTable {
    return {
      read: (key) => table.read(key),
      write: async (key, write) => {
        const holds = await table.write(key, write);
        if (holds && this.#is('request')) throw new Error('the function dies with its permit');
        return holds;
      },
    };
  }

  /** The answer to a call that ends the invocation; undefined to any other. */
  answer({ action, input }: AwsCall): AwsAnswer {
    const toLetters = String(input.QueueUrl).endsWith('-dead-letters');
    const point = action === 'Publish' ? 'notice' : toLetters ? 'letter' : 'followUps';
    const isSent = action === 'Publish' || action === 'SendMessageBatch';
    return isSent && this.#is(point) ? [500, {}] : undefined;
  }

  #is(point: DiesBefore): boolean {
    const dies = this.#left === point;
    if (dies) this.#left = null;
    return dies;
  }
}
