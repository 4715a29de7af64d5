import type { Find } from '../../shared/domain/batch.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import { type Listed, settleFindFailed, settleFound } from '../../shared/domain/settle-find.ts';
import { ProviderFailure } from '../../shared/providers/provider.ts';
import { failureAsValue, type Step } from './step.ts';

/** So long pages are listed in one invocation, of which a page may take some seconds; the rest is the next message's. */
const listingMs = 10_000;

/**
 * One step of a find: as many pages as fit, from where the message's cursor stands. Touches nothing; throws as carrying out a batch does.
 * A listing whose length changed on the way is read again from its beginning, since a row may have moved to a page that was read already.
 */
export async function findInstances(step: Step<Find>, now: () => number): Promise<Outcome> {
  const { message: find, moment, provider } = step;
  const ids: string[] = [];
  let { cursor, total } = find;
  do {
    const from = cursor;
    const page = await failureAsValue(step, (context) => provider.find(find.selection, from, context));
    if (page instanceof ProviderFailure) return settleFindFailed(find, page.failure, moment);
    if (total !== null && page.total !== null && page.total !== total) return settleFindFailed(find, shifted, moment);
    ids.push(...page.ids);
    cursor = page.cursor;
    total ??= page.total;
  } while (cursor !== null && now() < moment.now + listingMs);
  const listed: Listed = { ids, cursor, total };
  return settleFound(find, listed, moment);
}

const shifted: Failure = {
  kind: 'transient',
  code: 'Reveille.Shifted',
  message: 'instances were created or released while they were listed',
  requestId: null,
};
