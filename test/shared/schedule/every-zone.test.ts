import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayMs } from '../../../shared/schedule/civil-day.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { aDayTable, aSchedule, at } from './a-schedule.ts';
import { anySchedule, type DrawnSchedule, drawnDays, drawnFrom } from './any-schedule.ts';
import { quarterMs, type Stretch, showings, walkTheClock } from './walk-the-clock.ts';
import { wallTimes } from './walked-days.ts';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/**
 * The zones by what their clocks show: an hour is looked at here, and each quarter of one zone of
 * a group later.
 */
const alike = [...Map.groupBy(zones, (zone) => JSON.stringify(walkTheClock(zone, 4 * quarterMs))).values()];

/**
 * The transitions that a timetable plans to run in these days: action, wall time and instants, in
 * order.
 */
function planned({ schedule, table }: DrawnSchedule, timezone: string, from = drawnFrom, days = drawnDays): string {
  const timetable = new Timetable({ ...schedule, timezone }, table);
  return [...timetable.plan(from, days)]
    .filter(({ decision }) => decision.kind === 'run')
    .map(({ action, day, time, instants }) => [action, day + time, ...instants].join(' '))
    .toSorted()
    .join('\n');
}

/** The same by a walk of the clock; `shown` counts how often a wall time is shown. */
function walkedThrough(
  drawn: DrawnSchedule,
  stretches: readonly Stretch[],
  shown: Record<'never' | 'once' | 'twice', number>,
): string {
  return [...wallTimes(drawn, (wall) => showings(stretches, wall).length > 0)]
    .map((key) => {
      const instants = showings(stretches, Number(key.split(' ')[1]));
      shown[instants.length === 0 ? 'never' : instants.length === 1 ? 'once' : 'twice'] += 1;
      return [key, ...instants].join(' ');
    })
    .toSorted()
    .join('\n');
}

const drawsEach = 9;

it(`in ${alike.length} zones with clocks of their own a year of plans agrees with a walk of the clock`, () => {
  const drawn = fc.sample(anySchedule, { numRuns: alike.length * drawsEach, seed: 20_261_123 });
  const shown = { never: 0, once: 0, twice: 0 };
  for (const [index, [zone = '']] of alike.entries()) {
    const stretches = walkTheClock(zone);
    for (const one of drawn.slice(index * drawsEach, (index + 1) * drawsEach)) {
      // As texts, because comparing so many lists one by one would take longer than all the rest.
      expect(planned(one, zone), zone).toBe(walkedThrough(one, stretches, shown));
    }
  }
  // The draw is worth something only while clocks change under many a transition.
  expect(shown.once).toBeGreaterThan(40_000);
  expect(Math.min(shown.never, shown.twice)).toBeGreaterThan(20);
});

it(`in all ${zones.length} zones the plan of every half hour around a change is what the clock shows`, () => {
  const halfHours = Array.from({ length: 48 }, (_, n) => n * 2 * quarterMs);
  const times = halfHours.map((time) => new Date(time).toISOString().slice(11, 16));
  const everyHalfHour: DrawnSchedule = { schedule: aSchedule(times.map((time) => at('start', time))), table: aDayTable() };
  expect(alike.flat().toSorted()).toEqual(zones.toSorted());
  for (const group of alike) {
    const stretches = walkTheClock(group[0] ?? '');
    const changes = stretches.slice(1).map(({ from }) => Math.floor(from / dayMs) * dayMs - dayMs);
    for (const day of [drawnFrom, ...changes]) {
      const walls = [day, day + dayMs, day + 2 * dayMs].flatMap((each) => halfHours.map((time) => each + time));
      const shownAt = walls.map((wall) => ['start', wall, ...showings(stretches, wall)].join(' '));
      const walked = shownAt.toSorted().join('\n');
      for (const zone of group) expect(planned(everyHalfHour, zone, day, 3), zone).toBe(walked);
    }
  }
});
