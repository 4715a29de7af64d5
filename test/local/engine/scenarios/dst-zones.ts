import type { TimedSchedule } from '../../../../shared/schedule/transition.ts';

/**
 * Three times that fall into a gap or an overlap of the zones below, and one time that never does.
 */
const times = ['01:45', '02:15', '02:30', '08:30'];

/**
 * A schedule of every night in three zones that change their clocks differently: Lord Howe by half
 * an hour.
 */
export const dstSchedules: readonly TimedSchedule[] = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe'].map(
  (timezone) => ({
    timezone,
    transitions: times.map((time) => ({ action: 'start', rule: { kind: 'at', time, days: 'daily' } })),
    calendar: null,
    unknownYear: 'weekdays',
    exceptions: [],
  }),
);

/**
 * Sixty days around the changes of spring and of autumn (in the north) of 2026: all three zones
 * change in each.
 */
export const dstSeasons = [
  { first: Date.UTC(2026, 2, 1), count: 60 },
  { first: Date.UTC(2026, 8, 20), count: 60 },
] as const;
