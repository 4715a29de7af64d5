import { beforeAll, describe, expect, it } from 'vitest';
import { untilHostEnds } from '../../support/run-host.ts';
import { eventMachine, kinds, machineOf, spares } from './kind-stack.ts';
import { manyAlerts } from './odd-requests.ts';
import { type EndOf, playRestarts } from './play-restarts.ts';

let end: EndOf<'kinds'>;
beforeAll(async () => {
  end = await playRestarts('kinds');
}, untilHostEnds);

describe('a request that nobody may send, or nobody can read', () => {
  it('is answered alike when its sender is unknown, and tells only a known one what is wrong', () => {
    expect(end.refused.map(({ is, status }) => `${is}: ${status}`)).toEqual(end.refused.map(({ is, due }) => `${is}: ${due}`));
    expect(end.refused.flatMap(({ status, body }) => (status === 404 ? [body] : []))).toEqual(Array(14).fill(''));
  });

  it('leaves nothing behind but a count', () => {
    const { counted, ...left } = end.afterRefusals;
    expect(left).toEqual({ tables: [[]], written: [], restartInvocations: 0, ingestInvocations: end.refused.length, queued: 0 });
    expect(counted).toEqual({ refused: 14, 'too-large': 1, unreadable: 3 });
  });
});

describe('a firing alert of each kind', () => {
  it('is accepted, and restarts its machine: started when it is stopped, rebooted when it runs', () => {
    expect(end.firing).toEqual([202, 202, 202, 200, 202, 202, 202]);
    // Messages may overtake each other, so the order is nobody's promise.
    const acts = end.fired.restarts.map(({ source, instanceId, because }) => `${source} ${instanceId} ${because}`);
    const machines = kinds.map((kind) => `${kind} ${machineOf[kind]} firing`);
    expect(acts.toSorted()).toEqual([...machines, `cloudmonitor ${eventMachine} firing`].toSorted());
    const verdicts = end.fired.jobs.flatMap((job) => job.verdicts);
    const ends = Object.fromEntries(verdicts.map(({ instanceId, verdict, did: what }) => [instanceId, `${verdict} ${what}`]));
    expect(ends).toEqual({
      [machineOf.alertmanager]: 'confirmed start',
      [machineOf.grafana]: 'confirmed reboot',
      [machineOf.cloudwatch]: 'confirmed start',
      [machineOf.cloudmonitor]: 'confirmed reboot',
      [machineOf['tencent-monitor']]: 'confirmed reboot',
      [machineOf['uptime-kuma']]: 'confirmed start',
      [machineOf.reveille]: 'confirmed reboot',
      [eventMachine]: 'confirmed start',
    });
  });

  it('does nothing when it is over', () => {
    expect(end.resolved).toEqual(end.firing);
    const decided = end.decidedOfResolved.map(({ instanceId, because }) => `${instanceId} ${because}`);
    const machines = [...kinds.map((kind) => machineOf[kind]), eventMachine];
    expect(decided.toSorted()).toEqual(machines.map((id) => `${id} resolved`).toSorted());
    expect(end.callsOfResolved).toBe(0);
  });
});

describe('odd alerts', () => {
  it('are accepted, and every one of them is decided', () => {
    expect(end.odd.map(({ is, status, accepted }) => [is, status, accepted])).toEqual(
      end.odd.map(({ is, due }) => [is, 202, due]),
    );
    expect(end.decidedOfOdd).toHaveLength(end.odd.reduce((sum, { due }) => sum + due, 0));
    const others = end.decidedOfOdd.filter(({ because }) => because !== 'firing');
    expect(new Set(others.map(({ because }) => because))).toEqual(new Set(['not-listed']));
    expect(others).toHaveLength(manyAlerts - 1 + 5);
  });

  it('act on the machines that are listed, once each', () => {
    expect(end.actsOfOdd.flatMap(({ action, ids }) => ids.map((id) => `${action} ${id}`)).toSorted()).toEqual(
      spares.map((id) => `RebootInstances ${id}`),
    );
  });

  it('that were cut off are told once', () => {
    expect(end.notices.map(({ subject }) => subject)).toEqual(['Reveille: source alertmanager has cut off 5 alerts']);
    expect(end.deadLetters).toEqual([]);
  });
});

describe('everything that can be read afterwards', () => {
  it('holds no token, signature or key in any form', () => {
    expect(end.readable).toBeGreaterThan(manyAlerts);
    expect(end.finds).toBe(2);
    expect(end.leaks).toEqual([]);
  });
});
