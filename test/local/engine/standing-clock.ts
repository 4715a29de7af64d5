import type { VirtualDate } from '../../../local/engine/virtual-date.mjs';

/** A clock that stands still until it is shifted. */
export function standingClock(): VirtualDate {
  let offset = 0;
  return {
    now: () => offset,
    offset: () => offset,
    shiftTo: (next) => {
      offset = next;
    },
    restore: () => {},
  };
}
