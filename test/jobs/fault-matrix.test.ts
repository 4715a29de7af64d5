import { describe, expect, it } from 'vitest';
import { providerNames } from '../../shared/domain/vocabulary.ts';
import { accountEnd } from '../support/account-end.ts';
import type { AccountPlan } from '../support/engine/many-accounts.ts';
import { targetOf } from '../support/fleet.ts';
import { expectCell } from '../support/matrix/expect-cell.ts';
import { oddAnswerRows } from '../support/matrix/odd-answers.ts';
import { refusalRows } from '../support/matrix/refusals.ts';
import { playInProcess, type ScenarioInProcess } from '../support/play-in-process.ts';

/** The job of a plan: its account alone. */
function scenarioOf({ provider, ids, instances, faults = [], clockSkewSeconds = 0, endpoint }: AccountPlan): ScenarioInProcess {
  return {
    schedule: { targets: [targetOf[provider](ids)] },
    ...{ instances, faults, clockSkewSeconds },
    ...(endpoint === undefined ? {} : { endpoints: { [provider]: endpoint } }),
  };
}

describe.each(providerNames)('what goes wrong at %s', (provider) => {
  it.each([...oddAnswerRows(provider), ...refusalRows(provider)])('%s', async (_name, row) => {
    const { report, settled, received, instances } = await playInProcess(scenarioOf(row.plan));
    expectCell(row, accountEnd(`job-${provider}`, report, { received, instances, kills: 0 }));
    expect(settled).toBe(true);
  });
});
