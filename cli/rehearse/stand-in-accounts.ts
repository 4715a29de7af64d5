import { createHash } from 'node:crypto';
import { cloudFacts } from '../../local/clouds/cloud-facts.ts';
import type { CloudState } from '../../local/clouds/cloud-state.ts';
import { type Clouds, startClouds } from '../../local/clouds/clouds.ts';
import { isIdOf, isRegionOf } from '../../shared/configuration/rules/known-places.ts';
import type { Account, Configuration } from '../../shared/contract/compiled-configuration.ts';
import { secretOf } from '../../shared/contract/secret.ts';
import { type Selection, tagsInOrder } from '../../shared/domain/selection.ts';
import type { ProviderName, Region, TransitionAction } from '../../shared/domain/vocabulary.ts';

/** The accounts that this machine itself answers for, because they name no endpoint. */
export interface StandInAccounts {
  /** Origin by account name. */
  readonly endpoints: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

type Instances = CloudState['instances'];

/**
 * Starts a stand-in cloud for every account without an endpoint, each with that account's own key,
 * so that nothing ever leaves this machine unasked. `instances` are the machines of all of them;
 * an account sees those of its provider.
 */
export async function startStandIns(
  accounts: Readonly<Record<string, Account>>,
  secrets: Readonly<Record<string, unknown>>,
  instances: Instances,
): Promise<StandInAccounts> {
  const clouds: Clouds[] = [];
  const endpoints: Record<string, string> = {};
  const close = async (): Promise<void> => {
    await Promise.all(clouds.map((cloud) => cloud.close()));
  };
  try {
    for (const [name, { provider, secret, endpoint }] of Object.entries(accounts)) {
      if (endpoint !== undefined) continue;
      const own = instances.filter((instance) => instance.provider === provider);
      // Read as the functions read it: without the blanks around a pasted key.
      const state: CloudState = { credentials: { [provider]: secretOf[provider].parse(secrets[secret]) }, instances: own };
      // Not captured: the engine replaces the global Date, and the stand-ins must follow it.
      const cloud = await startClouds(state, { now: () => Date.now() });
      clouds.push(cloud);
      endpoints[name] = cloud.origins[provider];
    }
  } catch (error) {
    // A server that is left behind would keep the process alive for ever.
    await close();
    throw error;
  }
  return { endpoints, close };
}

/** The state in which an action finds something to do. */
const stateBefore = { start: 'stopped', stop: 'running' } as const satisfies Record<TransitionAction, string>;

/**
 * The machines of a rehearsal without a file of machines: every instance that a configuration
 * names, once, and a few invented machines for each of its selections by tags. They are in the
 * state in which the first action finds something to do: stopped before a start.
 */
export function everyInstanceBefore(action: TransitionAction, { accounts, schedules, restarts }: Configuration): Instances {
  const found = new Map<string, Instances[number]>();
  const listed = Object.values(restarts).flatMap(({ targets }) => targets.map((target) => ({ ...target, selection: null })));
  const lists = [...Object.values(schedules).map(({ targets }) => targets), listed];
  for (const targets of lists) {
    for (const { account, region, instances, selection } of targets) {
      const provider = accounts[account]?.provider;
      if (provider === undefined) continue;
      // What no provider knows does not exist here either, so that the stand-in refuses it as they
      // do.
      if (!isRegionOf(provider, region)) continue;
      const named = instances.filter((id) => isIdOf(provider, id)).map((id) => ({ provider, region, id }));
      const invented = selection === null ? [] : inventedMachines(provider, region, selection);
      for (const machine of [...named, ...invented]) {
        found.set(`${provider}/${machine.id}`, { ...machine, status: cloudFacts[provider].power[stateBefore[action]] });
      }
    }
  }
  return [...found.values()];
}

/**
 * How many machines one selection finds in a rehearsal: the fewest that show that it may find
 * several.
 */
const perSelection = 2;

/**
 * Machines for a selection to find: two, or one where more would exceed its `maxMatches`, with its
 * tags and in its resource group. The same selection in the same region always has the same ids,
 * for every schedule and account that has the selection.
 */
function inventedMachines(
  provider: ProviderName,
  region: Region,
  { tags, resourceGroup, maxMatches }: Selection,
): readonly Omit<CloudState['instances'][number], 'status'>[] {
  const sorted = tagsInOrder(tags);
  const count = Math.min(perSelection, maxMatches ?? perSelection);
  return Array.from({ length: count }, (_, number) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([provider, region, sorted, resourceGroup, number]))
      .digest('hex');
    return {
      provider,
      region,
      id: cloudFacts[provider].idFrom(hash),
      tags,
      ...(resourceGroup === null ? {} : { resourceGroup }),
    };
  });
}
