import type { Batch, BatchInstance } from '../batch.ts';
import { type Asked, actOptionsOf } from '../batch-options.ts';
import { type Failure, policyOf } from '../failure.ts';
import type { ActAnswer, Answer, Port } from '../port.ts';
import { type ActReply, preCheckStops } from './settle-act.ts';

/** What a call has brought that may have been made again for parts of its ids. */
export interface InParts<T> {
  readonly values: ReadonlyMap<string, T>;
  /** Each id that was refused, with its failure; `unsent` where it was not asked for any more. */
  readonly refused: ReadonlyMap<string, Failure>;
  /** How many calls carried each id. */
  readonly calls: ReadonlyMap<string, number>;
}

/** `absent`: the ids that no look has shown. */
interface Absent {
  readonly absent: ReadonlySet<string>;
}

/** Asks for some of the ids. */
type Ask<T> = (ids: readonly string[]) => Promise<Answer<ReadonlyMap<string, T>>>;

/** How a call may be divided: not at all, or first into the ids in `apart` and the others. */
export interface Division {
  readonly divisible: boolean;
  readonly apart: ReadonlySet<string>;
}

/**
 * One call for all ids. When it is refused because of one of them, the answer seldom says which, so
 * the call is made again at once for parts, at last for halves. One offender among 100 costs at
 * most 17 calls, and 100 offenders cost 199. A refusal that reads like the account's stands for all
 * when both parts are refused alike. A failure that would meet every part, such as throttling, ends
 * the asking, and what is left is `unsent`. A failure of the whole is one that stands for all ids.
 */
export async function inParts<T>(
  ids: readonly string[],
  ask: Ask<T>,
  { divisible, apart }: Division,
): Promise<{ readonly failure: Failure; readonly calls: ReadonlyMap<string, number> } | InParts<T>> {
  const values = new Map<string, T>();
  const refused = new Map<string, Failure>();
  const calls = new Map<string, number>();
  /** What every later part is refused with. */
  let end: Failure | null = null;
  /** The failure of one call, or null. */
  const call = async (part: readonly string[]): Promise<Failure | null> => {
    if (end !== null) return end;
    const answer = await ask(part);
    const failure = 'failure' in answer ? answer.failure : null;
    if (!failure?.unsent) for (const id of part) calls.set(id, (calls.get(id) ?? 0) + 1);
    if ('value' in answer) for (const [id, value] of answer.value) values.set(id, value);
    if (failure !== null && !divides(failure) && !policyOf(failure).mayHaveActed) end = { ...failure, unsent: true };
    return failure;
  };
  const divide = async (part: readonly string[], failure: Failure): Promise<void> => {
    const halves: { readonly half: readonly string[]; readonly failure: Failure | null }[] = [];
    for (const half of partsOf(part, apart)) halves.push({ half, failure: await call(half) });
    const isAll = policyOf(failure).mayBeOne && halves.every((half) => half.failure?.code === failure.code);
    for (const { half, failure: own } of halves) {
      if (own === null) continue;
      if (isAll || half.length === 1 || !divides(own)) for (const id of half) refused.set(id, own);
      else await divide(half, own);
    }
  };
  const whole = await call(ids);
  if (whole !== null && (!divisible || ids.length === 1 || !divides(whole))) return { failure: whole, calls };
  if (whole !== null) await divide(ids, whole);
  const isAccount = whole !== null && policyOf(whole).mayBeOne && refused.size === ids.length;
  if (isAccount && [...refused.values()].every(({ code }) => code === whole.code)) return { failure: whole, calls };
  return { values, refused: new Map([...refused].map(([id, failure]) => [id, ofOne(failure)])), calls };
}

/** Looks at the instances of a batch. A look before an AllTogether action is not divided. */
export function observeInParts(batch: Batch, port: Port) {
  const { divisible, apart } = divisionOf(batch, new Set());
  const division = { divisible: divisible || batch.phase === 'confirm', apart };
  return inParts(idsOf(batch.instances), (ids) => port.observe(ids), division);
}

/**
 * The dry run of an action. `refused` also has the ids that the provider refused singly. A refusal
 * that leaves the decision to the rows of the real call is none.
 */
export async function preCheckInParts(
  batch: Batch,
  preCheck: NonNullable<Port['preCheck']>,
  instances: readonly BatchInstance[],
  { absent, asked }: Pick<Asked, 'asked'> & Absent,
): Promise<{ readonly failure: Failure } | { readonly refused: ReadonlyMap<string, Failure> }> {
  const options = actOptionsOf(batch.options, instances, { asked, force: false });
  const ask: Ask<Failure> = async (ids) => {
    const answer = await preCheck(ids, options);
    return 'failure' in answer && !preCheckStops(batch, answer.failure) ? { value: new Map() } : answer;
  };
  const check = await inParts(idsOf(instances), ask, divisionOf(batch, absent));
  return 'failure' in check ? check : { refused: new Map([...check.values, ...check.refused]) };
}

/** The action of a batch for some of its instances. */
export async function actInParts(
  batch: Batch,
  port: Port,
  instances: readonly BatchInstance[],
  { absent, ...how }: Asked & Absent,
): Promise<ActReply> {
  const options = actOptionsOf(batch.options, instances, how);
  const reply = await inParts(idsOf(instances), (ids) => port.act(ids, options), divisionOf(batch, absent));
  const { calls } = reply;
  if ('failure' in reply) return { refusal: reply.failure, calls };
  return { answers: new Map([...reply.values, ...asAnswers(reply.refused)]), calls };
}

/** Each refusal as the answer for its id. */
export function asAnswers(refused: ReadonlyMap<string, Failure>): ReadonlyMap<string, ActAnswer> {
  return new Map([...refused].map(([id, failure]) => [id, { result: 'failed', failure }]));
}

function idsOf(instances: readonly BatchInstance[]): string[] {
  return instances.map(({ id }) => id);
}

function divisionOf({ options }: Batch, apart: ReadonlySet<string>): Division {
  return { divisible: options.batchMode !== 'AllTogether', apart };
}

function divides(failure: Failure): boolean {
  const { concerns, mayBeOne } = policyOf(failure);
  return !failure.unsent && (concerns === 'instance' || mayBeOne);
}

/** What reads like the account's and did not meet all of its ids, is of the instances it met. */
function ofOne(failure: Failure): Failure {
  return policyOf(failure).mayBeOne ? { ...failure, kind: 'instance' } : failure;
}

function partsOf(ids: readonly string[], apart: ReadonlySet<string>): readonly (readonly string[])[] {
  const [inside, outside] = [ids.filter((id) => apart.has(id)), ids.filter((id) => !apart.has(id))];
  if (inside.length > 0 && outside.length > 0) return [outside, inside];
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)];
}
