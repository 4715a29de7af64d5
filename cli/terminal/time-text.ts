import { dayText, weekdayOf } from '../../shared/schedule/civil-day.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A day for people: `Mon 2026-11-23`. */
export function dateText(day: number): string {
  return `${weekdays[weekdayOf(day) - 1]} ${dayText(day)}`;
}

/**
 * A span of milliseconds for people, as exact as somebody would say it: `46 s`, `2 min 30 s`, `10
 * h 30 min`, `14 days`.
 */
export function spanText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.round(minutes / 1440)} days`;
}
