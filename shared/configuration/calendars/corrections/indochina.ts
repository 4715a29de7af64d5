import type { Correction } from './correction.ts';

const entered = '2026-11-27';
const thailand = { territory: 'TH', entered };
const inLieu = 'Cabinet resolution of 16 April 2001: a holiday on a weekend is given on the next working day';
const vietnam = { territory: 'VN', entered };
const philippines = { territory: 'PH', entered };

/** The library's mistakes about Thailand, Vietnam and the Philippines. */
export const indochina: readonly Correction[] = [
  {
    ...thailand,
    add: { 'Bridge Day': '2026-01-02' },
    source: 'Cabinet resolution on the special holiday of 2 January 2026; Python package holidays 0.105',
  },
  {
    ...thailand,
    add: { 'Labour Day': '05-01' },
    source: 'Labour Protection Act B.E. 2541, section 29: every employer gives Labour Day',
  },
  {
    ...thailand,
    add: { 'Labour Day (substitute day)': '2027-05-03 2032-05-03 2033-05-02' },
    source: 'Labour Protection Act B.E. 2541, section 29: a holiday on a weekly day off is given on the next workday',
  },
  {
    ...thailand,
    add: {
      "New Year's Day (substitute day)": '2028-01-03 2033-01-03 2034-01-02',
      "New Year's Eve (substitute day)": '2029-01-02 2034-01-03 2035-01-02',
      'Chakri Memorial Day (substitute day)': '2024-04-08 2025-04-07 2030-04-08 2031-04-07 2036-04-07',
      'Songkran Festival (substitute day)':
        '2024-04-16 2025-04-16 2028-04-17 2029-04-16 2030-04-16 2031-04-16 2034-04-17 2035-04-16 2036-04-16',
      'Coronation Day (substitute day)': '2024-05-06 2025-05-05 2030-05-06 2031-05-05 2036-05-05',
      "Queen Suthida's Birthday (substitute day)": '2028-06-05 2029-06-04 2034-06-05 2035-06-04',
      "King's Birthday (substitute day)": '2024-07-29 2029-07-30 2030-07-29 2035-07-30',
      "The Queen Mother's Birthday (substitute day)": '2028-08-14 2029-08-13 2034-08-14 2035-08-13',
      'King Bhumibol Adulyadej Memorial Day (substitute day)': '2024-10-14 2029-10-15 2030-10-14 2035-10-15',
      'King Chulalongkorn Day (substitute day)': '2027-10-25 2032-10-25 2033-10-24',
      "King Bhumibol Adulyadej's Birthday (substitute day)": '2026-12-07 2027-12-06 2032-12-06',
      'Constitution Day (substitute day)': '2028-12-11 2033-12-12 2034-12-11',
      'Makha Bucha (substitute day)': '2024-02-26 2027-02-22',
      'Vesak Day (substitute day)': '2026-06-01',
      'Asalha Puja (substitute day)': '2024-07-22 2027-07-20',
    },
    source: inLieu,
  },
  {
    ...thailand,
    add: { 'Makha Bucha': '2027-02-21', 'Vesak Day': '2027-05-20', 'Asalha Puja': '2027-07-18', 'Buddhist Lent': '2027-07-19' },
    source: 'Thai lunar calendar: full moons of the third, sixth and eighth month of 2027; Python package holidays 0.105',
  },
  {
    ...vietnam,
    add: {
      'Hung Kings Commemorations (substitute day)': '2026-04-27 2033-04-11 2036-04-07',
      'Labour Day (substitute day)': '2027-05-03 2028-05-02 2032-05-03 2033-05-02 2033-05-03 2034-05-02',
      "New Year's Day (substitute day)": '2028-01-03 2033-01-03 2034-01-02',
      'National Day (substitute day)': '2028-09-04 2029-09-04 2034-09-04 2035-09-04',
    },
    source: 'Labour Code 2019, article 111.3: a holiday on a weekly day off is given on the next workday',
  },
  {
    ...vietnam,
    add: { 'National Day': '2024-09-03 2025-09-01 2026-09-01' },
    source: 'Labour Code 2019, article 112: National Day is two days, of which the prime minister chooses the second',
  },
  {
    ...philippines,
    add: {
      'Ninoy Aquino Day': '08-21',
      "All Saints' Day": '11-01',
      'Immaculate Conception': '12-08',
      'Last Day of the Year': '12-31',
    },
    source: 'Republic Acts 9256, 9492 and 10966: special non-working days of each year',
  },
  {
    ...philippines,
    add: {
      'Chinese New Year': '2026-02-17 2027-02-06',
      'Black Saturday': '2026-04-04 2027-03-27',
      "All Souls' Day": '2026-11-02 2027-11-02',
      'Christmas Eve': '2026-12-24 2027-12-24',
    },
    source: 'Proclamations 1006 of 2025 and 1427 of 2026: special non-working days of 2026 and 2027',
  },
];
