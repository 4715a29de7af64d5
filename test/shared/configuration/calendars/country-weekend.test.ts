import { expect, it } from 'vitest';
import { countryWeekend } from '../../../../shared/configuration/calendars/compile-calendars.ts';

it.each([
  { country: 'CN', weekend: [1, 7] },
  { country: 'AE', weekend: [1, 7] },
  { country: 'SA', weekend: [6, 7] },
  { country: 'IR', weekend: [6] },
  { country: 'IN', weekend: [1] },
])('$country rests on $weekend, counted as cron does', ({ country, weekend }) => {
  expect(countryWeekend(country)).toEqual(weekend);
});
