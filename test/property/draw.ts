/** Random choices that one seed decides, in the order in which they are asked for. */
export interface Draw {
  /** In [0, 1). */
  fraction(): number;
  /** True with that probability. */
  chance(probability: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

/** The choices of a seed: mulberry32, which is small, and good enough to choose faults. */
export function drawOf(seed: number): Draw {
  let state = seed;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    whole,
    chance: (probability) => fraction() < probability,
    pick: ([first, ...others]) => [first, ...others][whole(0, others.length)] ?? first,
  };
}
