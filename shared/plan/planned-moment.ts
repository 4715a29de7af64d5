import type { Schedule } from '../contract/compiled-configuration.ts';
import type { TransitionAction } from '../domain/vocabulary.ts';
import { dayMs, dayText, timeText } from '../schedule/civil-day.ts';
import type { DayTable } from '../schedule/day-table.ts';
import type { Decision } from '../schedule/decision.ts';
import { type PlannedEntry, Timetable } from '../schedule/timetable.ts';
import type { WallTime } from '../schedule/wall-time.ts';

/** One moment of a schedule's plan, whether it runs or is skipped. */
export interface PlannedMoment {
  readonly schedule: string;
  readonly action: TransitionAction;
  /** Its date on the zone's wall clock, and the milliseconds after that midnight. */
  readonly day: number;
  readonly time: number;
  /**
   * Epoch milliseconds. For a time that the clock jumps over, the instant by the offset before the
   * jump (RFC 5545, 3.3.5).
   */
  readonly at: number;
  /**
   * How often the clock shows that time on that day: 0 where the clock goes forward over it, 2
   * where it goes back over it.
   */
  readonly shown: number;
  readonly decision: Decision;
  readonly runs: boolean;
  readonly because: string;
}

/** A moment as `--json` writes it. `instant` is null for a time that the clock jumps over. */
export interface PlanRow {
  readonly schedule: string;
  readonly action: TransitionAction;
  /** `2026-11-23T08:30` on the clock of the schedule's zone. */
  readonly local: string;
  readonly instant: string | null;
  readonly because: string;
}

/**
 * The moments of a schedule's days, in order of time. Days that a transition does not select are
 * left out.
 */
export function* plannedMoments(
  name: string,
  schedule: Schedule,
  table: DayTable | null,
  fromDay: number,
  days: number,
): Generator<PlannedMoment> {
  const timetable = new Timetable(schedule, table);
  for (const entry of timetable.plan(fromDay, days)) {
    if (entry.decision.kind !== 'rest') yield momentOf(name, entry, timetable.wallTime);
  }
}

/** An instant of a plan, epoch milliseconds, in whole seconds of UTC: `2026-11-23T00:30:00Z`. */
export function instantText(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The local time of a moment: `2026-11-23T08:30`. */
export function localText({ day, time }: Pick<PlannedMoment, 'day' | 'time'>): string {
  return `${dayText(day)}T${timeText(time)}`;
}

/** A moment as a row of JSON. */
export function rowOf(moment: PlannedMoment): PlanRow {
  const { schedule, action, at, shown, because } = moment;
  return { schedule, action, local: localText(moment), instant: shown === 0 ? null : instantText(at), because };
}

function momentOf(schedule: string, { action, day, time, decision, instants }: PlannedEntry, wallTime: WallTime): PlannedMoment {
  const [first] = instants;
  const at = first ?? day + time - offsetBefore(day, wallTime);
  const isMissed = decision.kind === 'run' && first === undefined;
  const because = isMissed ? 'this local time does not exist on that day (clocks go forward)' : decision.because;
  const runs = decision.kind === 'run' && !isMissed;
  return { schedule, action, day, time, at, shown: instants.length, decision, runs, because };
}

function offsetBefore(day: number, wallTime: WallTime): number {
  return wallTime.at(day - dayMs) - (day - dayMs);
}
