/**
 * The weekdays on which a country rests, as cron counts them, from 1, which is Sunday; ascending. Source: the Unicode CLDR's week data,
 * as Node has it; a country that it does not know rests on Saturday and Sunday.
 */
export function countryWeekend(country: string): readonly number[] {
  // ISO counts from Monday, which is 1.
  return new Intl.Locale(`und-${country}`)
    .getWeekInfo()
    .weekend.map((day) => (day % 7) + 1)
    .sort((a, b) => a - b);
}
