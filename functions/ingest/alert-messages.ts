import { type AlertMessage, mostStatements, type Statement } from '../../shared/contract/alert-message.ts';
import type { Heard } from '../../shared/sources/hearing.ts';

/**
 * SQS takes 1 MiB (SQS quotas, "Message size"). What is much smaller leaves room for what is added
 * when a message waits, and several of them go in one request.
 */
const mostBytes = 200_000;

/**
 * The messages of one request: its statements in their order, with at most {@link mostStatements}
 * in each. The first says how many alerts the source has cut off, so that people are told once.
 */
export function alertMessages(source: string, receivedAt: string, { statements, truncated }: Heard): AlertMessage[] {
  return packed(statements).map((own, n) => ({
    version: 1,
    source,
    receivedAt,
    phase: 'received',
    notBefore: null,
    truncated: n === 0 ? truncated : 0,
    statements: own,
  }));
}

function packed(statements: readonly Statement[]): Statement[][] {
  const packs: Statement[][] = [];
  let room = 0;
  for (const statement of statements) {
    const bytes = Buffer.byteLength(JSON.stringify(statement));
    const last = packs.at(-1);
    if (last === undefined || last.length === mostStatements || bytes > room) {
      packs.push([statement]);
      room = mostBytes - bytes;
    } else {
      last.push(statement);
      room -= bytes;
    }
  }
  return packs;
}
