/** The years that compiled calendars cover, the first and the last included. A table is part of a function's bundle, so it is kept small. */
export const holidayYears: readonly number[] = Array.from({ length: 13 }, (_, n) => 2024 + n);
