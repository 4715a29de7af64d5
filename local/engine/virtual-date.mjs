// @ts-check

/**
 * A clock whose distance from the machine's clock can be set.
 * @typedef {object} VirtualDate
 * @property {() => number} now the shifted time, in milliseconds since the epoch
 * @property {() => number} offset how far the shifted time is ahead of the machine's clock, in
 * milliseconds
 * @property {(offsetMs: number) => void} shiftTo sets that distance
 * @property {() => void} restore puts the machine's own Date back
 */

/**
 * Replaces the process's `Date` by one that is `offsetMs` ahead, for every reader that has no
 * clock argument: fauxqs, the AWS SDK, the runtime client. It moves the whole process, so it must
 * not be used inside a test worker. Timers, `performance` and `Intl.DateTimeFormat#format()`
 * without an argument keep following the machine.
 * @param {number} offsetMs
 * @returns {VirtualDate}
 */
export function installVirtualDate(offsetMs) {
  const real = globalThis.Date;
  let offset = offsetMs;
  const now = () => real.now() + offset;
  // A proxy rather than a subclass: `instanceof`, `Date()` without new and `Date.prototype` then
  // stay those of the native Date.
  globalThis.Date = new Proxy(real, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new real(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  return {
    now,
    offset: () => offset,
    shiftTo: (next) => {
      offset = next;
    },
    restore: () => {
      globalThis.Date = real;
    },
  };
}
