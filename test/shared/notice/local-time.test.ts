import { expect, it } from 'vitest';
import { localTime } from '../../../shared/notice/local-time.ts';

it.each([
  { zone: 'Asia/Shanghai', instant: '2026-11-23T00:30:00Z', reads: 'Mon 2026-11-23 08:30 Asia/Shanghai (2026-11-23T00:30:00Z)' },
  {
    zone: 'America/New_York',
    instant: '2026-12-03T01:00:00Z',
    reads: 'Wed 2026-12-02 20:00 America/New_York (2026-12-03T01:00:00Z)',
  },
  {
    zone: 'Asia/Kathmandu',
    instant: '2026-11-28T18:15:00Z',
    reads: 'Sun 2026-11-29 00:00 Asia/Kathmandu (2026-11-28T18:15:00Z)',
  },
  { zone: 'UTC', instant: '2026-11-27T23:59:59Z', reads: 'Fri 2026-11-27 23:59 UTC (2026-11-27T23:59:59Z)' },
  // Berlin's clock shows 02:30 twice on this day; UTC tells which.
  { zone: 'Europe/Berlin', instant: '2026-10-25T00:30:00Z', reads: 'Sun 2026-10-25 02:30 Europe/Berlin (2026-10-25T00:30:00Z)' },
  { zone: 'Europe/Berlin', instant: '2026-10-25T01:30:00Z', reads: 'Sun 2026-10-25 02:30 Europe/Berlin (2026-10-25T01:30:00Z)' },
  { zone: null, instant: '2026-11-23T00:30:00Z', reads: '2026-11-23T00:30:00Z' },
])('reads $reads', ({ zone, instant, reads }) => {
  expect(localTime(instant, zone)).toBe(reads);
});
