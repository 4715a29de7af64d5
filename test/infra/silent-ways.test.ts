import { expect, it } from 'vitest';
import { deployed, type Resources, restingStack } from './deployed.ts';

// What keeps a morning from happening, done to the deployed template as somebody might do it, with
// the rules firing by themselves. The runbook's table of silent ways names these tests.

const hour = 3_600_000;

const ofType = (resources: Resources, type: string) => Object.values(resources).filter(({ Type }) => Type === type);

/** The names of alarms that people were told of, as each went off, after some hours of rules that fire. */
async function toldAfter(hours: number, change: (resources: Resources) => void): Promise<string[]> {
  const { running, metrics, now, published } = await deployed(restingStack(change));
  // Until now all was well.
  const beats = metrics.seriesOf({ namespace: 'Reveille', name: 'Heartbeat', dimensions: {} });
  for (const n of [-3, -2, -1, 0]) beats.count(now() + n * hour, 1);
  await running.runUntil(now() + hours * hour);
  return published('ALARM');
}

it('a schedule group whose rules are disabled is missed by its heartbeat', async () => {
  const told = await toldAfter(4, (resources) => {
    for (const { Properties } of ofType(resources, 'AWS::Scheduler::Schedule')) Properties.State = 'DISABLED';
  });
  expect(told).toEqual(['reveille-heartbeat']);
});

it('a role of Scheduler that may send nothing is told at the first job, and so is what was lost', async () => {
  const told = await toldAfter(6, (resources) => {
    for (const [id, { Type }] of Object.entries(resources))
      if (Type === 'AWS::IAM::Policy' && id.startsWith('Schedules')) delete resources[id];
  });
  expect(new Set(told)).toEqual(
    new Set(['reveille-scheduler-errors', 'reveille-scheduler-dropped', 'reveille-scheduler-lost', 'reveille-heartbeat']),
  );
  expect(told[0]).toBe('reveille-scheduler-errors');
});

it('a jobs queue that nobody reads is told within minutes, and then by the heartbeat', async () => {
  const told = await toldAfter(4, () => {});
  expect(told).toEqual(['reveille-jobs-late', 'reveille-heartbeat']);
});

it('a work queue that nobody reads is told although jobs are dispatched', async () => {
  const { running, published } = await deployed(restingStack());
  await running.send('reveille-alibaba', 'a batch');
  await running.settle(hour);
  expect(published('ALARM')).toEqual(['reveille-alibaba-late']);
});

it('letters that wait raise no alarm, and keep none from being raised', async () => {
  const { running, published } = await deployed(restingStack());
  await running.send('reveille-alibaba-dead-letters', 'a machine that was deleted');
  await running.settle(hour);
  expect(published('ALARM')).toEqual([]);
  await running.send('reveille-alibaba-poison', 'what no function could read');
  await running.settle(hour);
  expect(published('ALARM')).toEqual(['reveille-alibaba-poison']);
});
