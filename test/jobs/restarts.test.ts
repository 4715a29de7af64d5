import { describe, expect, it } from 'vitest';
import { restartMessage } from '../../functions/restart/restart-message.ts';
import type { Restart } from '../../shared/contract/compiled-restarts.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';
import { aPolicy } from '../support/a-policy.ts';
import { manyIds, specsOf, tally, targetOf } from '../support/fleet.ts';
import { playInProcess, type ScenarioInProcess } from '../support/play-in-process.ts';
import type { ScenarioResult } from '../support/scenario.ts';

// Whole restarts, from the message on the work queue to the verdict: the real power function, the
// real clients and the table's own rules.

const running = { alibaba: 'Running', tencent: 'RUNNING', zenlayer: 'RUNNING' } as const;
const job = 'web-down/restart/2026-11-23T00:30:00Z';
/** A run of one message, or of the same message twice, as SQS may deliver it. */
function restarting(
  provider: ProviderName,
  instances: ScenarioInProcess['instances'],
  { times = 1, ...changes }: Partial<Restart> & { readonly times?: number } = {},
): Promise<ScenarioResult> {
  const ids = (instances ?? []).map(({ id }) => id);
  const target = targetOf[provider](ids);
  const region = 'region' in target ? target.region : null;
  const due = { restart: 'web-down', policy: { ...aPolicy, ...changes }, job, places: [{ region, instances: ids }] };
  const message = (account: string) => restartMessage({ ...due, account });
  return playInProcess({
    schedule: { targets: [targetOf[provider](ids)] },
    instances: instances ?? [],
    work: Array.from({ length: times }, () => ({ provider, message })),
  });
}

const sent = ({ received }: ScenarioResult): string[] =>
  received.filter(({ action, dryRun }) => /^(Start|Reboot)/.test(action) && !dryRun).map(({ action }) => action);
const didOf = ({ report }: ScenarioResult) => report.jobs.flatMap(({ verdicts }) => verdicts.map(({ did }) => did));

describe.each(providerNames)('%s', (provider) => {
  const [first = '', second = ''] = manyIds[provider](2);

  it('starts the stopped one and reboots the running one', async () => {
    const instances = [...specsOf[provider]([first]), ...specsOf[provider]([second], { status: running[provider] })];
    const run = await restarting(provider, instances);
    expect(tally(run)).toEqual({ confirmed: 2 });
    expect(sent(run).toSorted()).toEqual(['RebootInstances', 'StartInstances']);
    expect(run.report.jobs).toMatchObject([{ id: job, schedule: null, restart: 'web-down', action: 'restart' }]);
    expect(didOf(run).toSorted()).toEqual(['reboot', 'start']);
  });

  it('sends one reboot when its message comes twice', async () => {
    const run = await restarting(provider, specsOf[provider]([first], { status: running[provider] }), { times: 2 });
    expect(tally(run)).toEqual({ confirmed: 1 });
    expect(sent(run)).toEqual(['RebootInstances']);
  });

  it('calls a reboot that did nothing by its name', async () => {
    const run = await restarting(provider, specsOf[provider]([first], { status: running[provider], ignoresReboot: 1 }));
    const [row] = run.report.jobs.flatMap(({ verdicts }) => verdicts);
    expect(row).toMatchObject({ verdict: 'rejected', code: 'Reveille.RebootNotSeen', did: 'reboot' });
    expect(run.report.deadLetters).toHaveLength(1);
  });

  it('cuts the power of what a soft reboot did not bring back, if asked to', async () => {
    const ignoring = specsOf[provider]([first], { status: running[provider], ignoresReboot: 1 });
    const run = await restarting(provider, ignoring, { force: true });
    expect(tally(run)).toEqual({ confirmed: 1 });
    expect(sent(run)).toEqual(['RebootInstances', 'RebootInstances']);
    expect(didOf(run)).toEqual(['force-reboot']);
  });
});
