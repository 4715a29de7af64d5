import { expect, it } from 'vitest';
import { sampleNight } from '../../../cli/rehearse/sample-night.ts';

it.each([
  { now: '2026-11-27T09:00:00Z', night: '2026-11-27T19:10:00.000Z' },
  { now: '2026-11-27T18:39:59Z', night: '2026-11-27T19:10:00.000Z' },
  { now: '2026-11-27T18:40:00Z', night: '2026-11-28T19:10:00.000Z' },
  { now: '2026-11-27T23:59:59Z', night: '2026-11-28T19:10:00.000Z' },
])('the night after $now is 03:10 in Shanghai, two minutes after the machine fell over', ({ now, night }) => {
  const { instances, alerts } = sampleNight(Date.parse(now));
  expect(alerts.map(({ time }) => 'at' in time && time.at - Date.parse(night))).toEqual([0, 10_000, 240_000]);
  const fallen = instances.filter(({ crashesAfterSeconds }) => crashesAfterSeconds !== undefined);
  expect(fallen.map(({ id }) => id)).toEqual(['i-bp67acfmxazb4p0003']);
  expect(fallen[0]?.crashesAfterSeconds).toBe((Date.parse(night) - Date.parse(now)) / 1_000 - 120);
  expect(JSON.stringify(alerts)).toContain('i-bp67acfmxazb4p0003');
});
