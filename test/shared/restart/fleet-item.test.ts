import { describe, expect, it } from 'vitest';
import { type FleetItem, limitOf, mostAtOnce, takePlace, unknownFleet } from '../../../shared/restart/fleet-item.ts';
import { minute, noon, policy } from './a-question.ts';

const ofMachines = (machines: number, percent = 20) => ({
  atOnce: { percent, perMs: 10 * minute },
  targets: [{ account: 'ali-prod', region: null, instances: Array.from({ length: machines }, (_, n) => `i-${n}`) }],
});

const fleetOf = (machines: number, percent = 20) => ({ limit: limitOf(ofMachines(machines, percent)), perMs: 10 * minute });

/** How many of so many statements get a place at `now`, and the fleet after them. */
function taken(asking: number, rules: Parameters<typeof takePlace>[1], now = noon, fleet: FleetItem = unknownFleet) {
  let item = fleet;
  const untils: number[] = [];
  for (let n = 0; n < asking; n += 1) {
    const place = takePlace(item, rules, { statement: `s-${now}-${n}`, now });
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
    expect(takePlace(two, rules, { statement: 's-x', now: noon + 10 * minute - 1 })).toEqual({ until: noon + 10 * minute });
    expect(takePlace(two, rules, { statement: 's-x', now: noon + 10 * minute })).toHaveProperty('fleet');
  });

  it('say when so many are free that one is left, after they were made fewer', () => {
    const { item } = taken(3, fleetOf(15));
    expect(takePlace(item, fleetOf(5), { statement: 's-x', now: noon + minute })).toEqual({ until: noon + 10 * minute });
  });

  it('are taken once by a statement, from its last delivery on', () => {
    const rules = fleetOf(5);
    const first = takePlace(unknownFleet, rules, { statement: 's-a', now: noon });
    const again = takePlace('fleet' in first ? first.fleet : unknownFleet, rules, { statement: 's-a', now: noon + minute });
    expect(again).toMatchObject({ fleet: { acts: [{ at: noon + minute, statement: 's-a' }] } });
    const behind = takePlace('fleet' in again ? again.fleet : unknownFleet, rules, { statement: 's-a', now: noon });
    expect(behind).toMatchObject({ fleet: { acts: [{ at: noon + minute, statement: 's-a' }] } });
  });

  it('are kept in order of time, and forgotten when no worker can count them', () => {
    const rules = fleetOf(15);
    const acts = [
      { at: noon - 12 * minute, statement: 's-old' },
      { at: noon + 2_000, statement: 's-ahead' },
    ];
    const place = takePlace({ ...unknownFleet, acts }, rules, { statement: 's-a', now: noon });
    expect(place).toMatchObject({ fleet: { acts: [{ statement: 's-a' }, { statement: 's-ahead' }] } });
  });

  it('are those of the policy', () => {
    expect(limitOf(policy)).toBe(1);
  });
});
