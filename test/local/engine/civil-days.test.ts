import { expect, it } from 'vitest';
import { spanOf } from '../../../local/engine/scheduler/civil-days.ts';

it.each([
  {
    what: 'two plain days',
    zone: 'Asia/Shanghai',
    day: '2026-11-23',
    count: 2,
    from: '2026-11-22T16:00Z',
    to: '2026-11-24T16:00Z',
  },
  {
    what: 'a day of 23 hours',
    zone: 'America/New_York',
    day: '2026-03-08',
    count: 1,
    from: '2026-03-08T05:00Z',
    to: '2026-03-09T04:00Z',
  },
  // Lebanon's clocks go from 24:00 to 01:00: that day has no midnight.
  {
    what: 'a day without midnight',
    zone: 'Asia/Beirut',
    day: '2026-03-29',
    count: 1,
    from: '2026-03-28T22:00Z',
    to: '2026-03-29T21:00Z',
  },
  // Cuba's go back from 01:00 to 00:00: that midnight comes twice.
  {
    what: 'a day with two midnights',
    zone: 'America/Havana',
    day: '2026-11-01',
    count: 1,
    from: '2026-11-01T04:00Z',
    to: '2026-11-02T05:00Z',
  },
  // Samoa left out 30 December 2011 when it changed sides of the date line.
  {
    what: 'a date that never was',
    zone: 'Pacific/Apia',
    day: '2011-12-30',
    count: 1,
    from: '2011-12-30T10:00Z',
    to: '2011-12-30T10:00Z',
  },
])('$what in $zone', ({ zone, day, count, from, to }) => {
  expect(spanOf({ first: Date.parse(day), count }, zone)).toEqual({ from: Date.parse(from), to: Date.parse(to) });
});
