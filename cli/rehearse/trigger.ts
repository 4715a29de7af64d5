import type { CivilDays } from '../../local/engine/scheduler/civil-days.ts';
import type { PowerAction } from '../../shared/domain/vocabulary.ts';

/** One transition, fired by hand. */
export interface FireTrigger {
  readonly kind: 'fire';
  readonly schedule: string;
  /** Null: the schedule's start, or its stop when it has no start. */
  readonly action: PowerAction | null;
  /** Its due time in epoch milliseconds; null for the clock's own now. */
  readonly at: number | null;
}

/** Whole days, in which every rule fires by itself. */
export interface DaysTrigger {
  readonly kind: 'days';
  readonly days: CivilDays;
}

/** What makes a run begin. */
export type Trigger = FireTrigger | DaysTrigger;
