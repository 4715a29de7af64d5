import { dayText, weekdayOf } from '../../shared/schedule/civil-day.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A day for people: `Mon 2026-11-23`. */
export function dateText(day: number): string {
  return `${weekdays[weekdayOf(day) - 1]} ${dayText(day)}`;
}
