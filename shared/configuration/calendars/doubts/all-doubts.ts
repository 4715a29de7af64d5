import { indianDoubts } from './indian-doubts.ts';
import type { Doubt } from './unsure-days.ts';

const entered = '2026-11-27';
const compared = 'Python package holidays 0.105, category public';
const unannounced = 'which is not announced';
const byPrimeMinister = 'as the prime minister decides';

/** Every doubt that is not the moon's. */
export const doubts: readonly Doubt[] = [
  ...indianDoubts,
  {
    ...{ territory: 'SG', entered, source: compared },
    dates: {
      'off if Hari Raya Puasa is on the Sunday before': '2028-02-28',
      [`perhaps Vesak Day, ${unannounced}`]: '2028-05-09',
    },
  },
  {
    ...{ territory: 'MY', entered, source: compared },
    dates: {
      'off if the second day of Eid al-Fitr is on the Sunday or Monday before': '2028-02-29',
      [`perhaps Vesak Day, ${unannounced}`]: '2028-05-09',
      [`perhaps Thaipusam, ${unannounced}, in the states that keep it`]: '2028-02-09',
      'off where Nuzul Al-Quran is kept, if it is on the Sunday before': '2028-02-14',
    },
  },
  {
    ...{ territory: 'ID', entered, source: compared },
    dates: { [`perhaps Vesak Day, ${unannounced}`]: '2028-05-09', [`perhaps Nyepi, ${unannounced}`]: '2028-03-26' },
  },
  {
    ...{ territory: 'TH', entered, source: 'Thai lunar calendar; Python package holidays 0.105' },
    dates: {
      [`perhaps Makha Bucha, ${unannounced}`]: '2028-02-10',
      [`perhaps Vesak Day, ${unannounced}`]: '2028-05-08',
      [`perhaps Asalha Puja, ${unannounced}`]: '2028-07-06',
      [`perhaps Buddhist Lent, ${unannounced}`]: '2028-07-07',
    },
  },
  {
    ...{ territory: 'VN', entered, source: 'Labour Code 2019, article 112: the prime minister chooses' },
    dates: {
      [`perhaps a day of Tet, ${byPrimeMinister}`]: '2027-02-04 2027-02-10 2028-01-24',
      [`perhaps the second day of National Day, ${byPrimeMinister}`]: '2027-09-01 2027-09-03 2028-09-01',
    },
  },
  {
    ...{ territory: 'PH', entered, source: 'special non-working days are proclaimed year by year' },
    dates: { [`perhaps Chinese New Year, ${unannounced}`]: '2028-01-26' },
  },
  {
    ...{ territory: 'KR', entered, source: 'Public Official Election Act, article 34: if the term runs to its end' },
    dates: {
      'perhaps Presidential Election Day, if the term runs to its end': '2030-04-03 2035-04-04',
      'perhaps Local Election Day': '2030-06-12 2034-06-14',
      'perhaps National Assembly Election Day': '2032-04-14 2036-04-09',
    },
  },
  {
    ...{ territory: 'BD', entered, source: compared },
    dates: {
      [`perhaps Jumu'atul-Wida, ${unannounced}`]: '2027-03-05 2028-02-25',
      [`perhaps Mid-Sha'ban, ${unannounced}`]: '2028-01-13',
      [`perhaps Laylat al-Qadr, ${unannounced}`]: '2028-02-24',
    },
  },
  {
    ...{ territory: 'EG', entered, source: 'decisions of the prime minister, who moves holidays to a Thursday one by one' },
    dates: {
      [`Police Day is here or on the last Thursday of the month, ${byPrimeMinister}`]:
        '2026-01-25 2026-01-29 2027-01-25 2027-01-28 2028-01-25 2028-01-27',
      [`Eid al-Fitr has three or four days, ${byPrimeMinister}`]: '2026-03-22 2027-03-11 2028-02-28',
      [`Islamic New Year is in this week, ${byPrimeMinister}`]: '2026-06-16 2026-06-18 2027-06-06 2027-06-10',
      [`30 June Day is here or on the Thursday near it, ${byPrimeMinister}`]: '2026-06-30 2026-07-02 2027-06-30 2027-07-01',
      [`Armed Forces Day is here or on the Thursday near it, ${byPrimeMinister}`]: '2026-10-06 2026-10-08 2027-10-06 2027-10-07',
      [`Sinai Liberation Day is here or on the Thursday after, ${byPrimeMinister}`]:
        '2027-04-25 2027-04-29 2028-04-25 2028-04-27',
      [`Labour Day is here or on the Thursday after, ${byPrimeMinister}`]: '2028-05-01 2028-05-04',
      [`Revolution Day is here or on the Thursday after, ${byPrimeMinister}`]: '2028-07-23 2028-07-27',
    },
  },
  {
    ...{ territory: 'SA', entered, source: 'Ministry of Human Resources, which announces the days of each feast' },
    dates: {
      'perhaps off for a day of Eid al-Fitr on the weekend': '2026-03-23 2026-03-24 2027-03-14 2028-03-01',
      'perhaps off for a day of Eid al-Adha on the weekend': '2026-05-31 2027-05-19 2028-05-08 2028-05-09',
      'perhaps off for National Day on a Saturday': '2028-09-24',
    },
  },
  {
    ...{ territory: 'UA', entered, source: 'Law 2136-IX, article 6: no holidays while martial law lasts' },
    every: { since: '2022-03-15', clause: 'is a workday while martial law lasts' },
  },
  {
    ...{ territory: 'GR', entered, source: 'Ministry of Labour, which moves 1 May when it is at Easter' },
    dates: { 'perhaps Labour Day, which is on Easter Saturday': '2027-05-04' },
  },
  {
    ...{ territory: 'ES-MD', entered, source: "Madrid's decree of each year; that of 2027 could not be compared" },
    dates: { "perhaps Saint Joseph's Day, which Madrid decides each year": '2027-03-19' },
  },
  {
    ...{ territory: 'CA-BC', entered, source: 'Employment Standards Act of British Columbia' },
    dates: { 'perhaps off for Truth and Reconciliation on a Saturday, as the employer decides': '2028-10-02' },
  },
  {
    ...{ territory: 'CA-ON', entered, source: 'Employment Standards Act, 2000, of Ontario, part X' },
    dates: { 'perhaps off for Boxing Day on a weekend, as the employer decides': '2026-12-28 2027-12-28' },
  },
];
