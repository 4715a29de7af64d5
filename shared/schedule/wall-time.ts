import { dayMs } from './civil-day.ts';

/**
 * Converts times of a zone's wall clock to instants. A wall time is in milliseconds as if it were
 * UTC: 2026-03-08 02:30 on the wall clock is `Date.UTC(2026, 2, 8, 2, 30)`. Instants are epoch
 * milliseconds.
 */
export class WallTime {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();

  /** @throws RangeError when `timeZone` is not a zone that Intl knows. */
  constructor(timeZone: string) {
    const numeric = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    this.#format = new Intl.DateTimeFormat('en-US', { ...numeric, calendar: 'gregory', hourCycle: 'h23', timeZone });
  }

  /** What the zone's wall clock shows at `instant`, to the second. */
  at(instant: number): number {
    const parts = new Map(this.#format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  }

  /**
   * The instants of one wall day's times, in the order given: `times` are milliseconds after
   * `day`, ascending. A time that the clock jumps over has no instant. Where the clock shows a
   * time twice, the first instant counts (EventBridge Scheduler user guide, "Daylight savings
   * time").
   */
  *instantsOf(day: number, times: readonly number[]): Generator<number> {
    for (const time of times) {
      const [first] = this.showingsOf(day, time);
      if (first !== undefined) yield first;
    }
  }

  /**
   * The instants, ascending, at which the clock shows `time` (milliseconds after `day`): none
   * where it jumps over the time, two where it shows the time twice.
   */
  showingsOf(day: number, time: number): readonly number[] {
    // A zone is at most 14 hours from UTC, so these two instants lie before and after the whole
    // wall day. No zone changes its offset twice between them.
    const before = this.#offsetAt(day - dayMs);
    const after = this.#offsetAt(day + 2 * dayMs);
    const wall = day + time;
    if (before === after) return [wall - before];
    // Both instants are left only where the clock went back. Then the first one, by the offset
    // before, is the earlier one.
    return [wall - before, wall - after].filter((instant) => this.at(instant) === wall);
  }

  // Cached, because neighbouring days ask for the same midnights three times each.
  #offsetAt(midnight: number): number {
    const known = this.#offsets.get(midnight);
    if (known !== undefined) return known;
    const offset = this.at(midnight) - midnight;
    this.#offsets.set(midnight, offset);
    return offset;
  }
}
