import type { Failure } from '../domain/failure.ts';
import type { ActAnswer, FoundPage } from '../domain/port.ts';
import type { Observation } from '../domain/vocabulary.ts';
import { unreadable } from './answer.ts';
import { isId, readable } from './outside-text.ts';
import { type PowerProvider, ProviderFailure } from './provider.ts';

/**
 * The most characters of a state with its reasons: a word, and what the provider says of it. A
 * client writes words of its own around them.
 */
const longestState = 700;
/** The longest cursor: a message holds 1 MiB (SQS quotas), and carries more than the cursor. */
const longestCursor = 300_000;

/**
 * A client behind the one door for outside texts: whatever its provider says, what comes out is
 * bounded and can be sent in a message. What is only read is cut and cleaned. An id or a cursor
 * cannot be cut without a change of meaning: it is left out, or fails the page.
 */
export function atTheDoor<Secret>(client: PowerProvider<Secret>): PowerProvider<Secret> {
  const { preCheck } = client;
  return {
    ...client,
    observe: (ids, context) => passing(async () => eachOf(ids, await client.observe(ids, context), sightOf)),
    find: (...call) => passing(async () => pageOf(await client.find(...call))),
    preCheck: preCheck && ((ids, ...call) => passing(async () => eachOf(ids, await preCheck(ids, ...call), cleaned))),
    act: (ids, ...call) => passing(async () => eachOf(ids, await client.act(ids, ...call), answerOf)),
  };
}

async function passing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    throw new ProviderFailure(cleaned(error.failure), { cause: error.cause });
  }
}

/** The answers for the ids that were asked for, cleaned. */
function eachOf<T>(ids: readonly string[], answers: ReadonlyMap<string, T>, clean: (answer: T) => T): ReadonlyMap<string, T> {
  const asked = new Set(ids);
  return new Map([...answers].flatMap(([id, answer]) => (asked.has(id) ? [[id, clean(answer)] as const] : [])));
}

function cleaned(failure: Failure): Failure {
  const { code, message, requestId } = failure;
  return {
    ...failure,
    code: readable(code) || '(no code)',
    message: readable(message) || '(no message)',
    requestId: requestId === null ? null : readable(requestId),
  };
}

function sightOf(seen: Observation): Observation {
  return { ...seen, raw: readable(seen.raw, longestState) };
}

function answerOf(answer: ActAnswer): ActAnswer {
  return answer.result === 'failed' ? { ...answer, failure: cleaned(answer.failure) } : answer;
}

function pageOf(page: FoundPage): FoundPage {
  const { ids, cursor } = page;
  if (cursor !== null && cursor.length > longestCursor) {
    throw unreadable(`the position where the listing continues has ${cursor.length} characters, more than ${longestCursor}`);
  }
  if (!ids.every(isId)) throw unreadable('DescribeInstances gave an id that cannot be sent');
  return page;
}
