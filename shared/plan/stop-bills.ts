import type { Configuration } from '../contract/compiled-configuration.ts';
import { providerFacts } from '../contract/provider-facts.ts';
import type { ProviderName, StopMode } from '../domain/vocabulary.ts';

const kept = 'billed as if it ran, so nothing is saved; its public IP and its place are kept';

/**
 * What each mode means for a stopped machine. Sources: Alibaba's page "Economical mode", and
 * Tencent's "No charges when shut down".
 */
const meanings = {
  alibaba: {
    'keep-charging': kept,
    'stop-charging':
      'CPU, memory and GPU are not billed, disks, snapshots and elastic IPs are; a public IP may change, and a start may find no stock',
  },
  tencent: {
    'keep-charging': kept,
    'stop-charging':
      'CPU and memory are not billed, disks, images and bandwidth by bandwidth are; a public IP that is no elastic IP changes, and a start may find no stock',
  },
} as const satisfies Partial<Record<ProviderName, Record<'keep-charging' | 'stop-charging', string>>>;

const orKept = '; what cannot be stopped so is billed as if it ran';

/** No page of Zenlayer, no field and no parameter says more (Zenlayer's pages on billing). */
const noChoice = 'no page of the provider says that a stopped machine costs less';

/**
 * What the stops of each schedule mean for the bill, one line for each schedule, provider and mode:
 * `office-hours, a machine stopped on Alibaba (keep-charging): …`.
 */
export function stopBillLines({ accounts, schedules }: Pick<Configuration, 'accounts' | 'schedules'>): string[] {
  return Object.entries(schedules).flatMap(([schedule, { transitions, targets }]) => {
    if (!transitions.some(({ action }) => action === 'stop')) return [];
    const lines = targets.flatMap(({ account, stopMode }) => {
      const provider = accounts[account]?.provider;
      return provider === undefined ? [] : [`${schedule}, a machine stopped on ${billOf(provider, stopMode)}`];
    });
    return [...new Set(lines)];
  });
}

function billOf(provider: ProviderName, stopMode: StopMode): string {
  const { vendor } = providerFacts[provider];
  if (provider === 'zenlayer') return `${vendor}: ${noChoice}`;
  const mode = stopMode === 'stop-charging-or-keep' ? 'stop-charging' : stopMode;
  return `${vendor} (${stopMode}): ${meanings[provider][mode]}${mode === stopMode ? '' : orKept}`;
}
