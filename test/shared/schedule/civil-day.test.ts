import { describe, expect, it } from 'vitest';
import {
  dayOf,
  dayOfWall,
  dayText,
  parseDay,
  parseTime,
  timeOf,
  timeText,
  weekdayOf,
} from '../../../shared/schedule/civil-day.ts';

describe('a date', () => {
  it.each(['2026-11-28', '2024-02-29', '1970-01-01', '2199-12-31'])('%s is read and written the same', (date) => {
    const day = parseDay(date);
    expect(day).toBe(Date.parse(`${date}T00:00:00.000Z`));
    expect(dayText(day ?? 0)).toBe(date);
    expect(dayOf(date)).toBe(day);
  });

  it.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '20261128', '2026-11-28T00:00', '', 'today'])(
    '%j is none',
    (text) => {
      expect(parseDay(text)).toBeNull();
      expect(() => dayOf(text)).toThrow(RangeError);
    },
  );

  it('has the weekday that cron counts from Sunday', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-28'].map((date) => weekdayOf(dayOf(date)))).toEqual([1, 2, 7]);
  });

  it.each([
    { wall: '2026-11-28T23:59:59Z', date: '2026-11-28' },
    { wall: '2026-11-28T00:00:00Z', date: '2026-11-28' },
    { wall: '1969-12-31T12:00:00Z', date: '1969-12-31' },
  ])('is the day of the wall time $wall', ({ wall, date }) => {
    expect(dayText(dayOfWall(Date.parse(wall)))).toBe(date);
  });
});

describe('a time of day', () => {
  it.each([
    { text: '00:00', minutes: 0 },
    { text: '08:30', minutes: 510 },
    { text: '23:59', minutes: 1439 },
  ])('$text is read and written the same', ({ text, minutes }) => {
    expect(parseTime(text)).toBe(minutes * 60_000);
    expect(timeText(minutes * 60_000)).toBe(text);
    expect(timeOf(text)).toBe(minutes * 60_000);
  });

  it.each(['24:00', '25:00', '08:60', '8:30', '08:30:00', '0830', ' 08:30', ''])('%j is none', (text) => {
    expect(parseTime(text)).toBeNull();
    expect(() => timeOf(text)).toThrow(RangeError);
  });
});
