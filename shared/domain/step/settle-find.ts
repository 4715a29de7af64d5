import { actDelaySeconds } from '../backoff.ts';
import { type Find, type FollowUp, freshInstance, problemOf } from '../batch.ts';
import { batchesOf, chunk } from '../cut-job.ts';
import { type Failure, policyOf, waitFor } from '../failure.ts';
import { leading, mostParts } from '../hand-on.ts';
import type { Moment } from '../moment.ts';
import { decided, fixedIn, nothing, type Outcome } from '../outcome.ts';
import type { Clock, FoundPage, Port } from '../port.ts';
import { selectionText } from '../selection.ts';
import { rejected, tooLate } from '../verdict.ts';

/** How long one step begins further pages. The next message lists the rest. */
const listingMs = 10_000;

/** Each of so many rows that cannot be read is told by itself. */
const mostUnread = 100;

/** Lists the pages that fit, from the cursor on. A find touches nothing, so it may come twice. */
export async function findStep(find: Find, port: Port | Failure, moment: Moment, { now }: Clock): Promise<Outcome> {
  if ('kind' in port) return settleFindFailed(find, port, moment);
  const ids: string[] = [];
  const unread: (string | null)[] = [];
  let { cursor, total } = find;
  do {
    const answer = await port.find(find.selection, cursor);
    if ('failure' in answer) return settleFindFailed(find, answer.failure, moment);
    const page = answer.value;
    if (total !== null && page.total !== null && page.total !== total) return settleFindFailed(find, shifted, moment);
    ids.push(...page.ids);
    unread.push(...(page.unread ?? []));
    cursor = page.cursor;
    total ??= page.total;
  } while (cursor !== null && now() < moment.now + listingMs);
  return settleFound(find, { ids, unread, cursor, total }, moment);
}

/**
 * The failure of a listing whose length changed on the way: a row may have moved to a page that
 * was read already, so the listing is read again from its beginning.
 */
const shifted: Failure = {
  kind: 'transient',
  code: 'Reveille.Shifted',
  message: 'instances were created or released while they were listed',
  requestId: null,
};

/**
 * After a listing that failed: the find begins anew after a while, or the selection ends. When it
 * is over it ends at once. A listing that works goes on even then, because this job may have
 * started its instances, and only a look can tell.
 */
export function settleFindFailed(find: Find, failure: Failure, moment: Moment): Outcome {
  const policy = policyOf(failure);
  if (policy.next === 'again' && moment.over !== null) {
    const last = find.last ?? problemOf(failure);
    return decided([tooLate({ ...itself(find), last }, find.job, moment.over)]);
  }
  if (policy.next === 'refuse') {
    const outcome = decided([rejected(itself(find), failure)]);
    return policy.notice === 'perAccount' ? { ...outcome, accountFailure: failure } : outcome;
  }
  const limits = { now: moment.now, until: moment.deadline };
  const delaySeconds = actDelaySeconds(find.attempt, waitFor(failure), moment.random(), limits);
  const next = { ...afresh(find), ...fixedIn(find, moment), attempt: find.attempt + 1, last: problemOf(failure) };
  return { ...nothing, followUps: [{ batch: next, delaySeconds }] };
}

/**
 * After some pages, given as one. No match at all, or more than `maxMatches`, ends the selection
 * before anything is touched. Listed instances go on as batches: at once, or, with `maxMatches`, at
 * the end of the listing.
 */
export function settleFound(find: Find, listed: FoundPage, moment: Moment): Outcome {
  const outcome = settleListed(find, listed, moment);
  if (listed.unread === undefined || listed.unread.length === 0) return outcome;
  // Nobody knows the tags of a row that cannot be read, so each such row ends by itself. The
  // selection stands for a row without an id, and for all of them when they are many: a letter
  // names each of its failures, and holds 1 MiB (SQS quotas).
  const rows = new Set(listed.unread);
  const areMany = rows.size > mostUnread;
  const unread = areMany ? [null] : [...rows];
  const message = areMany
    ? `${listed.unread.length} rows of the listing have another shape, so nobody knows their tags`
    : 'its row in the listing has another shape, so nobody knows its tags';
  const ended = unread.map((id) => {
    return rejected(id === null ? itself(find) : freshInstance(id), { code: 'Reveille.Unreadable', message, requestId: null });
  });
  const { instances, complete } = outcome.cut ?? { instances: [], complete: false };
  const cut = { instances: [...instances, ...unread.filter((id) => id !== null)], complete };
  return { ...outcome, verdicts: [...outcome.verdicts, ...ended], cut };
}

function settleListed(find: Find, { ids, cursor, total }: FoundPage, moment: Moment): Outcome {
  const { maxMatches } = find.selection;
  const held = [...new Set([...find.held, ...ids])];
  const matched = find.matched + held.length - find.held.length;
  if (maxMatches !== null && matched > maxMatches) return decided([tooMany(find, maxMatches)]);
  const complete = cursor === null;
  if (complete && matched === 0) return decided([noMatch(find)]);
  const waits = !complete && maxMatches !== null;
  const ready = waits ? [] : held;
  const batches = batchesFrom(find, ready, moment);
  const cutNow = { ...nothing, followUps: batches, cut: { instances: ready, complete } };
  if (complete) return cutNow;
  const next: Find = {
    ...onward(find),
    ...fixedIn(find, moment),
    cursor,
    total,
    matched,
    held: waits ? held : [],
  };
  return { ...cutNow, followUps: [...batches, { batch: next, delaySeconds: 0 }] };
}

/** The same find at the beginning of its listing. */
export function afresh(find: Find): Find {
  return { ...onward(find), cursor: null, total: null, held: [], matched: 0 };
}

function batchesFrom(find: Find, ids: readonly string[], moment: Moment): FollowUp[] {
  const { version, job, account, region, options, told } = find;
  const common = { version, job, account, told, ...fixedIn(find, moment) };
  const parts = batchesOf(ids, options).map((instances) => ({
    region,
    options,
    instances,
    selection: null,
    acted: find.acted ?? false,
  }));
  return chunk(parts, mostParts).map((run) => ({ batch: leading(common, run), delaySeconds: 0 }));
}

function onward({ failures: _, rest: _handedOn, ...find }: Find): Find {
  return find;
}

/** The selection as the only "instance" of its verdict, with the last problem it met. */
function itself(find: Find) {
  return {
    ...freshInstance(selectionText(find.selection)),
    answered: find.last !== null && find.last.requestId !== null,
    last: find.last,
  };
}

function noMatch(find: Find) {
  const message = `no instance of account ${find.account}${place(find)} matches`;
  return rejected(itself(find), { code: 'Reveille.NoMatch', message, requestId: null });
}

function tooMany(find: Find, maxMatches: number) {
  const message = `more than ${maxMatches} ${maxMatches === 1 ? 'instance' : 'instances'}${place(find)} match: none was touched`;
  return rejected(itself(find), { code: 'Reveille.TooManyMatches', message, requestId: null });
}

function place({ region }: Find): string {
  return region === null ? '' : ` in ${region}`;
}
