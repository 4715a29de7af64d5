import type { Correction } from './correction.ts';

const entered = '2026-11-27';
const korea = { territory: 'KR', entered };
const publicHolidays = 'Regulations on Holidays of Government Offices (관공서의 공휴일에 관한 규정), article 2';
const leapMonth = 'the lunisolar calendar has its leap month of 2033 after the eleventh month (GB/T 33661-2017)';
const taiwan = { territory: 'TW', entered };
const taiwanAct = 'Act on Memorial Days and Holidays (紀念日及節日實施條例) of 28 May 2025';

/** The library's mistakes about South Korea and Taiwan. */
export const eastAsia: readonly Correction[] = [
  {
    ...korea,
    // The library begins the three days on the day itself.
    add: {
      'Korean New Year':
        '2024-02-09 2025-01-28 2026-02-16 2027-02-06 2028-01-26 2029-02-12 2030-02-02 2031-01-22 2032-02-10 2033-01-30 2034-02-18 2035-02-07 2036-01-27',
    },
    remove: '2025-01-31 2026-02-19 2028-01-29 2029-02-15 2031-01-25 2032-02-13 2035-02-10',
    source: `${publicHolidays}: Seollal is the day before, the day and the day after; commenthol/date-holidays#641`,
  },
  {
    ...korea,
    add: { 'Labour Day': '05-01' },
    since: 2026,
    source: 'Public Holidays Act (공휴일에 관한 법률) as amended in 2026; nager/Nager.Date#972',
  },
  {
    ...korea,
    add: { 'Labour Day (substitute day)': '2027-05-03 2032-05-03 2033-05-02' },
    source: 'Ministry of Personnel Management, substitute days of Labour Day and Constitution Day; nager/Nager.Date#972',
  },
  {
    ...korea,
    add: { 'Local Election Day': '2026-06-03', 'National Assembly Election Day': '2024-04-10 2028-04-12' },
    source: `${publicHolidays}: the days of elections when a term ends; Public Official Election Act, article 34`,
  },
  {
    ...korea,
    add: { 'Presidential Election Day': '2025-06-03', 'Temporary Public Holiday': '2024-10-01 2025-01-27' },
    source: 'State Council decisions on temporary holidays and the election of 3 June 2025; Python package holidays 0.105',
  },
  {
    ...korea,
    // The library takes the leap month of 2033 for another.
    add: { 'Korean Thanksgiving': '2033-09-07 2033-09-08 2033-09-09' },
    remove: '2033-10-06 2033-10-07 2033-10-08',
    source: `${publicHolidays}; ${leapMonth}`,
  },
  {
    ...korea,
    add: { "Buddha's Birthday (substitute day)": '2036-05-06' },
    source: `${publicHolidays}, article 3: 3 May 2036 is a Saturday, and the Monday after it is Children's Day`,
  },
  { ...taiwan, add: { 'Labour Day': '05-01' }, since: 2026, source: taiwanAct },
  {
    ...taiwan,
    add: { "Teachers' Day": '09-28', 'Taiwan Restoration Day': '10-25', 'Constitution Day': '12-25' },
    since: 2025,
    source: taiwanAct,
  },
  {
    ...taiwan,
    add: {
      "Day before Chinese New Year's Eve":
        '2026-02-15 2027-02-04 2028-01-24 2029-02-11 2030-02-01 2031-01-21 2032-02-09 2033-01-29 2034-02-17 2035-02-06 2036-01-26',
    },
    source: taiwanAct,
  },
  {
    ...taiwan,
    add: {
      "Children's Day (substitute day)":
        '2024-04-05 2025-04-03 2026-04-03 2027-04-06 2028-04-03 2029-04-03 2032-04-02 2036-04-03',
      'Tomb Sweeping Day (substitute day)': '2031-04-03 2033-04-05',
      'Dragon Boat Festival (substitute day)': '2025-05-30 2029-06-15 2032-06-11',
      'Mid-Autumn Festival (substitute day)': '2029-09-21 2036-10-03',
      'Peace Memorial Day (substitute day)': '2026-02-27 2032-02-27',
      'National Day / Double Tenth Day (substitute day)': '2026-10-09',
      'Labour Day (substitute day)': '2027-04-30 2032-04-30 2033-05-02',
      "Teachers' Day (substitute day)": '2025-09-29 2030-09-27 2031-09-29 2036-09-29',
      'Taiwan Restoration Day (substitute day)': '2025-10-24 2026-10-26 2031-10-24 2036-10-24',
      'Constitution Day (substitute day)': '2027-12-24 2032-12-24 2033-12-26',
    },
    source: `${taiwanAct}: a holiday on a Saturday is given on Friday, on a Sunday on Monday; DGPA calendar of 2026`,
  },
  {
    ...taiwan,
    // The library's days of New Year are too many where a weekend is among them.
    remove: '2025-02-01 2025-02-02 2026-02-21 2028-01-29 2028-01-30 2029-02-17 2031-01-26 2032-02-14 2032-02-15 2035-02-11',
    source: `${taiwanAct}: three days of Chinese New Year, with substitute days; DGPA calendar of 2026`,
  },
  {
    ...taiwan,
    // The library takes the leap month of 2033 for another.
    add: { 'Mid-Autumn Festival': '2033-09-08' },
    remove: '2033-10-07',
    source: `${taiwanAct}; ${leapMonth}`,
  },
  {
    ...taiwan,
    add: { 'Day off for a make-up workday': '2024-02-08 2025-01-27' },
    workdays: { 'Chinese New Year': '2024-02-17 2025-02-08' },
    source: 'Directorate-General of Personnel Administration (DGPA), calendars of 2024 and 2025; there is no such workday since',
  },
];
