import type { UnknownYear } from './transition.ts';

/** What becomes of a year that a calendar does not know, for people. */
export const unknownYearConsequence = {
  weekdays: 'every day but the weekend counts as a workday',
  skip: 'workdays of that year are skipped',
  fail: 'jobs of that year end in the dead letters of the jobs queue',
} as const satisfies Record<UnknownYear, string>;
