import { providerNames } from '../../shared/domain/vocabulary.ts';
import type { Scenario } from './scenario.ts';

/** Scenarios by the name of their schedule, each with the origins of its own clouds. */
export type StagedScenarios = Readonly<
  Record<string, { readonly scenario: Scenario; readonly origins: Readonly<Record<(typeof providerNames)[number], string>> }>
>;

/** The name of a scenario's own account at a provider. */
export function accountName(scenario: string, provider: string): string {
  return `${scenario}-${provider}`;
}

/**
 * The configuration, as an operator would write it, in which each scenario is a schedule with
 * accounts of its own. JSON text.
 */
export function configurationText(staged: StagedScenarios): string {
  return JSON.stringify({
    accounts: Object.fromEntries(Object.entries(staged).flatMap(([name, each]) => accountsOf(name, each))),
    schedules: Object.fromEntries(
      Object.entries(staged).map(([name, { scenario }]) => {
        const { schedule, action = 'start' } = scenario;
        const targets = schedule.targets.map((target) => ({ ...target, account: accountName(name, target.account) }));
        // A stop must say what it costs; most scenarios do not care.
        const bill = action === 'stop' ? { stopMode: 'keep-charging' } : {};
        return [name, { [action]: { cron: '30 8 ? * MON-FRI *' }, ...bill, ...schedule, targets }];
      }),
    ),
  });
}

function accountsOf(name: string, { scenario: { endpoints, pace }, origins }: StagedScenarios[string]) {
  return providerNames.map((provider) => {
    const endpoint = endpoints?.[provider] ?? origins[provider];
    const limits = pace === null ? {} : { limits: pace ?? { start: 1000, describe: 1000 } };
    return [accountName(name, provider), { provider, secret: accountName(name, provider), endpoint, ...limits }] as const;
  });
}
