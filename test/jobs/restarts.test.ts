import { expect, it } from 'vitest';
import { providerNames } from '../../shared/domain/vocabulary.ts';
import { manyIds, specsOf } from '../support/fleet.ts';
import { runningPlan } from '../support/matrix/restart-cell.ts';
import { restarting, restartJob } from '../support/restarts/restarting.ts';

// What a restart is told as. What can go wrong with it is in restart-matrix.test.ts.

it.each(providerNames)('%s: a restart is a job of its own, with what was done for each machine', async (provider) => {
  const { instances, ids, ...plan } = runningPlan(provider);
  const [first = '', second = ''] = manyIds[provider](2);
  const stopped = specsOf[provider]([second]);
  const run = await restarting({ ...plan, ids, instances: [...instances.filter(({ id }) => id === first), ...stopped] });
  expect(run.report.jobs).toMatchObject([
    {
      ...{ id: restartJob, schedule: null, restart: 'web-down', action: 'restart' },
      verdicts: [
        { instanceId: first, verdict: 'confirmed', did: 'reboot', attempts: 1 },
        { instanceId: second, verdict: 'confirmed', did: 'start', attempts: 1 },
      ],
    },
  ]);
});
