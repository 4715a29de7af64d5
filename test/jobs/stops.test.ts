import { expect, it } from 'vitest';
import { one, other, stopsInProcess } from '../scenarios/stops/stop-scenarios.ts';
import { ends, lettered, stopped } from '../support/fleet.ts';
import { playInProcess } from '../support/play-in-process.ts';

const ids = Object.values(one);
const softly = { forced: false, stopCharging: false };

it('finds nothing wrong with a machine that is off and locked', async () => {
  expect(ends(await playInProcess(stopsInProcess['locked-and-off']))).toEqual([
    `${one.alibaba} already`,
    `${one.tencent} already`,
  ]);
});

it('stops without charge where that is asked for, and tells of the machine that cannot be', async () => {
  const run = await playInProcess(stopsInProcess.cheaper);
  expect(ends(run).sort()).toEqual(
    [
      `${one.alibaba} confirmed`,
      `${one.tencent} confirmed`,
      `${other.tencent} rejected UnsupportedOperation.StoppedModeStopCharging`,
    ].sort(),
  );
  for (const id of [one.alibaba, one.tencent]) expect(run.instances[id]?.lastStop).toEqual({ forced: false, stopCharging: true });
  expect(run.instances[other.tencent]?.status).toBe('RUNNING');
});

it('stops with charge what cannot be stopped without, where that is asked for, and tells what is still charged', async () => {
  const run = await playInProcess(stopsInProcess['cheaper-or-not']);
  const rows = run.report.jobs.flatMap(({ verdicts }) => verdicts);
  const ended = rows.map(({ instanceId, verdict, billing }) => `${instanceId} ${verdict} ${billing}`);
  expect(ended.sort()).toEqual(
    [
      `${one.alibaba} confirmed still-charged`,
      `${other.alibaba} confirmed still-charged`,
      `${one.tencent} confirmed not-charged`,
      `${other.tencent} confirmed still-charged`,
    ].sort(),
  );
  const told = run.report.alerts.map(({ subject, message }) => [subject.split(': ').slice(2).join(': '), message] as const);
  expect(told.map(([subject]) => subject.replace(/ on .*/, '')).sort()).toEqual(
    ['NotGranted: 1 still charged', 'NotGranted: 1 still charged', 'NotGranted: 1 still charged'].sort(),
  );
  const texts = told.map(([, message]) => message).join('\n');
  for (const because of ['it has local disks', 'it is a spot instance']) expect(texts).toContain(because);
  expect(lettered(run)).toEqual([]);
  for (const id of [one, other].flatMap((ids) => [ids.alibaba, ids.tencent]))
    expect(run.instances[id]?.status).toMatch(/^stopped$/i);
});

it('stops nothing in a dry run', async () => {
  const run = await playInProcess(stopsInProcess.rehearsed);
  expect(ends(run).sort()).toEqual(ids.map((id) => `${id} skipped`).sort());
  expect(stopped(run)).toEqual([]);
});

it('stops every machine once although the answer was lost', async () => {
  const run = await playInProcess(stopsInProcess['answers-lost']);
  expect(ends(run).sort()).toEqual(ids.map((id) => `${id} confirmed`).sort());
  expect(stopped(run).sort()).toEqual([...ids].sort());
});

it('stops after a refusal that passes', async () => {
  const run = await playInProcess(stopsInProcess['refused-at-first']);
  expect(ends(run).sort()).toEqual(ids.map((id) => `${id} confirmed`).sort());
  expect(stopped(run).sort()).toEqual([...ids].sort());
});

it('tells once of an account that is refused, whatever the regions of its machines', async () => {
  const run = await playInProcess(stopsInProcess['key-withdrawn']);
  expect(ends(run).sort()).toEqual(
    [one.tencent, other.tencent].map((id) => `${id} rejected AuthFailure.SecretIdNotFound`).sort(),
  );
  expect(run.report.alerts.map(({ message }) => message.split('\n').slice(0, 2))).toEqual([
    [
      'The account was refused, not single instances: AuthFailure.SecretIdNotFound. 1 instance did not stop.',
      `Tried next, and told no more when refused with AuthFailure.SecretIdNotFound: ${other.tencent}.`,
    ],
  ]);
  expect(lettered(run)).toHaveLength(2);
});

it('stops all of a batch or none where that is asked for', async () => {
  const run = await playInProcess(stopsInProcess['all-or-none']);
  expect(ends(run).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
    'rejected InvalidInstanceId.NotFound',
    'rejected InvalidInstanceId.NotFound',
  ]);
  expect(stopped(run)).toEqual([]);
});
it.each([
  { run: 'ignored-once', verdict: 'confirmed' },
  { run: 'ignored-always', verdict: 'rejected Reveille.FellBack' },
] as const)('asks a machine that runs again a second time and never forces it: $run', async ({ run: name, verdict }) => {
  const run = await playInProcess(stopsInProcess[name]);
  expect(ends(run).sort()).toEqual(ids.map((id) => `${id} ${verdict}`).sort());
  expect(stopped(run).sort()).toEqual([...ids, ...ids].sort());
  for (const id of ids) expect(run.instances[id]?.lastStop).toEqual(softly);
});
