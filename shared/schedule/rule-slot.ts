import { dayMs, dayOf, dayOfWall } from './civil-day.ts';
import { timesOf } from './rule-times.ts';
import { type FiringRule, ruleOf } from './scheduler-rules.ts';
import { WallTime } from './wall-time.ts';

/** A time of a wall clock: its day, and the milliseconds after that midnight. */
export interface Slot {
  readonly day: number;
  readonly time: number;
}

/**
 * The local time that a firing of a rule is for: the time of the rule that is nearest to what the
 * clock of the rule's zone shows at `instant` (epoch milliseconds). EventBridge Scheduler's table
 * of time zones and Lambda's may differ by some hours, after a government changes its clock; the
 * rule knows which time was meant. It never fires on another day than its own, and a date only for
 * itself.
 * @throws CronError, RangeError for a rule or a zone that cannot be read
 */
export function slotOf({ expression, timezone }: FiringRule, instant: number): Slot {
  const rule = ruleOf(expression);
  const { times, selects } = timesOf(rule);
  const wall = new WallTime(timezone).at(instant);
  const days = rule.kind === 'once' ? [dayOf(rule.date)] : [-dayMs, 0, dayMs].map((after) => dayOfWall(wall) + after);
  const slots = days.flatMap((day) => times.map((time) => ({ day, time })));
  const distance = ({ day, time }: Slot): number => Math.abs(day + time - wall);
  const own = slots.filter(({ day }) => selects(day));
  return (own.length > 0 ? own : slots).reduce((nearest, slot) => (distance(slot) < distance(nearest) ? slot : nearest));
}
