import { describe, expect, it } from 'vitest';
import { type FleetItem, freedPlace, limitOf, mostAtOnce, takePlace, unknownFleet } from '../../../shared/restart/fleet-item.ts';
import { minute, noon, policy } from './a-question.ts';

const ofMachines = (machines: number, percent = 20) => ({
  atOnce: { percent, perMs: 10 * minute },
  targets: [{ account: 'ali-prod', region: null, instances: Array.from({ length: machines }, (_, n) => `i-${n}`) }],
});

const fleetOf = (machines: number, percent = 20) => ({ limit: limitOf(ofMachines(machines, percent)), perMs: 10 * minute });

const machine = (instanceId: string) => ({ account: 'ali-prod', region: 'cn-hangzhou', instanceId });

/**
 * The fleet after these acts, each `name of a machine/statement`, at so many minutes after noon.
 */
function fleetAfter(acts: readonly (readonly [string, number])[], rules: Parameters<typeof takePlace>[1]): FleetItem {
  let fleet = unknownFleet;
  for (const [act, minutes] of acts) {
    const [name = '', statement = ''] = act.split('/');
    const place = takePlace(fleet, rules, { machine: machine(name), statement, now: noon + minutes * minute });
    if ('fleet' in place) fleet = place.fleet;
  }
  return fleet;
}

/** What another machine is told at so many minutes after noon: null, or after how many minutes. */
function told(fleet: FleetItem, rules: Parameters<typeof takePlace>[1], minutes: number): number | null {
  const place = takePlace(fleet, rules, { machine: machine('i-x'), statement: 's-x', now: noon + minutes * minute });
  return 'until' in place ? (place.until - noon) / minute : null;
}

/** How many of so many machines get a place at `now`, and the fleet after them. */
function taken(asking: number, rules: Parameters<typeof takePlace>[1], now = noon, fleet: FleetItem = unknownFleet) {
  let item = fleet;
  const untils: number[] = [];
  for (let n = 0; n < asking; n += 1) {
    const place = takePlace(item, rules, { machine: machine(`i-${now}-${n}`), statement: `s-${n}`, now });
    if ('fleet' in place) item = place.fleet;
    else untils.push(place.until);
  }
  return { item, places: asking - untils.length, untils };
}

describe('the places of a restart', () => {
  it.each([
    { machines: 1, percent: 20, places: 1 },
    { machines: 4, percent: 20, places: 1 },
    { machines: 9, percent: 20, places: 1 },
    { machines: 10, percent: 20, places: 2 },
    { machines: 100, percent: 20, places: 20 },
    { machines: 100, percent: 29, places: 29 },
    { machines: 8, percent: 12.5, places: 1 },
    { machines: 3, percent: 100, places: 3 },
    { machines: 5_000, percent: 100, places: mostAtOnce },
  ])('are $places of $machines machines at $percent %', ({ machines, percent, places }) => {
    expect(taken(places + 3, fleetOf(machines, percent)).places).toBe(places);
  });

  it('count each machine once', () => {
    const { atOnce, targets } = ofMachines(9);
    expect(limitOf({ atOnce, targets: [...targets, ...targets] })).toBe(1);
  });

  it('become free one by one, at the very end of their time', () => {
    const rules = fleetOf(10);
    const one = taken(1, rules).item;
    const two = taken(1, rules, noon + minute, one).item;
    const ask = (now: number) => takePlace(two, rules, { machine: machine('i-x'), statement: 's-x', now });
    expect(ask(noon + 10 * minute - 1)).toEqual({ until: noon + 10 * minute });
    expect(ask(noon + 10 * minute)).toHaveProperty('fleet');
  });

  it('say when so many are free that one is left, after they were made fewer', () => {
    expect(told(taken(3, fleetOf(15)).item, fleetOf(5), 1)).toBe(10);
  });

  it('are taken once by a statement, from its last delivery on, and never move back', () => {
    const rules = fleetOf(5);
    const again = [
      ['i-1/a', 0],
      ['i-1/a', 1],
    ] as const;
    expect(fleetAfter(again, rules).acts).toEqual([
      { at: noon + minute, machine: expect.any(String), statement: expect.any(String) },
    ]);
    expect(fleetAfter([...again, ['i-1/a', 0]], rules).acts).toEqual([
      { at: noon + minute, machine: expect.any(String), statement: expect.any(String) },
    ]);
    expect(fleetAfter([...again, ['i-1/b', 0]], rules).acts).toMatchObject([{ at: noon + minute, before: noon + minute }]);
  });

  it('are kept in order of time, and forgotten when no worker can count them', () => {
    const acts = [
      ['i-old/a', -12],
      ['i-ahead/b', 0.1],
      ['i-1/c', 0],
    ] as const;
    const { acts: kept } = fleetAfter(acts, fleetOf(15));
    expect(kept.map(({ at }) => at)).toEqual([noon, noon + 6_000]);
  });

  it('are one for a machine, which never stands in its own way', () => {
    const rules = fleetOf(1);
    const twice = fleetAfter(
      [
        ['i-1/a', 0],
        ['i-1/b', 3],
      ],
      rules,
    );
    expect(twice.acts).toHaveLength(1);
    expect(told(twice, rules, 4)).toBe(13);
    // The same id of another account or region is another machine.
    const other = { machine: { ...machine('i-1'), region: null }, statement: 's', now: noon + 4 * minute };
    expect(takePlace(twice, rules, other)).toEqual({ until: noon + 13 * minute });
  });

  it('have a size that depends on nothing but their number', () => {
    const { item } = taken(1_000, { limit: 1_000, perMs: 10 * minute });
    expect(JSON.stringify(item).length).toBeLessThan(70_000);
  });

  it('are those of the policy', () => {
    expect(limitOf(policy)).toBe(1);
  });
});

describe('a place is freed', () => {
  const rules = fleetOf(1);
  const freed = (fleet: FleetItem, ...statements: string[]) => freedPlace(fleet, machine('i-1'), statements);

  it('by the statement that has it', () => {
    const fleet = fleetAfter([['i-1/a', 0]], rules);
    expect(told(freed(fleet, 'z', 'a') ?? fleet, rules, 1)).toBeNull();
  });

  it('by no other statement, and by none of another machine', () => {
    const fleet = fleetAfter(
      [
        ['i-1/a', 0],
        ['i-1/b', 3],
      ],
      rules,
    );
    expect(freed(fleet, 'a', 'c')).toBeNull();
    expect(freedPlace(fleet, machine('i-2'), ['b'])).toBeNull();
  });

  it('and goes back to the act before, which keeps it for its time', () => {
    const fleet = fleetAfter(
      [
        ['i-1/a', 0],
        ['i-1/b', 3],
      ],
      rules,
    );
    const back = freed(fleet, 'b') ?? fleet;
    expect(told(back, rules, 4)).toBe(10);
    expect(freed(back, 'a', 'b')).toBeNull();
    expect(told(fleetAfter([['i-1/a', 0]], rules), rules, 4)).toBe(10);
  });

  it('among those of others, which stay in order of time', () => {
    const wide = fleetOf(15);
    const fleet = fleetAfter(
      [
        ['i-1/a', 0],
        ['i-2/b', 1],
        ['i-1/c', 2],
        ['i-3/d', 3],
      ],
      wide,
    );
    expect(freed(fleet, 'c')?.acts.map(({ at }) => (at - noon) / minute)).toEqual([0, 1, 3]);
  });
});
