import { beforeAll, describe, expect, it } from 'vitest';
import { untilHostEnds } from '../../support/run-host.ts';
import { type EndOf, playRestarts } from './play-restarts.ts';
import { office, probed } from './storm-scenario.ts';

let end: EndOf<'storms'>;
beforeAll(async () => {
  end = await playRestarts('storms');
}, untilHostEnds);

const minutes = (instant: string | number) => new Date(instant).getTime() / 60_000;

describe('the alerts of forty machines right after their scheduled stop', () => {
  it('restart none of them, and each is told why', () => {
    const decided = end.stopped.restarts.map(({ instanceId, because }) => `${instanceId} ${because}`);
    expect(decided.toSorted()).toEqual(office.map((id) => `${id} outside-hours`));
    expect(end.callsOfStop.map(({ action, ids }) => [action, ids.length])).toEqual([['StopInstances', office.length]]);
    expect(new Set(end.states)).toEqual(new Set(['Stopped']));
  });
});

describe('the alerts of a hundred machines at once', () => {
  const actsOf = () => end.restarts.filter(({ decision }) => decision === 'act');

  it('restart twenty, and each of the others waits for a time that it is told', () => {
    const first = end.restarts.slice(0, probed.length);
    expect(new Set(first.map(({ instanceId }) => instanceId))).toEqual(new Set(probed));
    expect(first.filter(({ decision }) => decision === 'act')).toHaveLength(20);
    const others = first.filter(({ decision }) => decision === 'skip');
    expect(new Set(others.map(({ because }) => because))).toEqual(new Set(['at-once']));
    const began = minutes(first[0]?.at ?? '');
    for (const { until } of others) expect(minutes(until ?? '') - began).toBeGreaterThanOrEqual(10);
  });

  it('restart all of them in the end, each once, without another alert', () => {
    expect(
      actsOf()
        .map(({ instanceId }) => instanceId)
        .toSorted(),
    ).toEqual(probed);
    expect(end.reboots.every(({ action }) => action === 'RebootInstances')).toBe(true);
    expect(end.reboots.flatMap(({ ids }) => ids).toSorted()).toEqual(probed);
    expect(end.verdicts.map(({ verdict, did }) => `${verdict} ${did}`)).toEqual(probed.map(() => 'confirmed reboot'));
    expect(end.left).toEqual({ letters: [], notices: [], waiting: [] });
  });

  it('never restart more than twenty within ten minutes', () => {
    const instants = actsOf().map(({ at }) => minutes(at));
    for (const at of instants) expect(instants.filter((each) => each >= at && each < at + 10).length).toBeLessThanOrEqual(20);
  });
});
