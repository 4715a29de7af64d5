import type { Doubt } from './unsure-days.ts';

const entered = '2026-11-27';
const compared = 'Python package holidays 0.105, category public';
const unannounced = 'which the government has not announced';
const byState = 'as the state decides';

/** Days of India, whose states each list their own, and of which no list after 2026 is known. */
export const indianDoubts: readonly Doubt[] = [
  {
    ...{ territory: 'IN', entered, source: compared },
    dates: {
      [`perhaps Maha Shivaratri, ${unannounced}`]: '2027-03-06 2028-02-23',
      [`perhaps Id-ul-Fitr, ${unannounced}`]: '2027-03-10',
      [`perhaps Holi, ${unannounced}`]: '2027-03-22 2028-03-11',
      [`perhaps Ram Navami, ${unannounced}`]: '2027-04-15 2028-04-03',
      [`perhaps Mahavir Jayanti, ${unannounced}`]: '2028-04-07',
      [`perhaps Id-ul-Zuha, ${unannounced}`]: '2027-05-17 2028-05-06',
      [`perhaps Buddha Purnima, ${unannounced}`]: '2027-05-20 2028-05-08',
      [`perhaps Muharram, ${unannounced}`]: '2027-06-16',
      [`perhaps Janmashtami, ${unannounced}`]: '2027-08-25',
      [`perhaps Milad-un-Nabi, ${unannounced}`]: '2028-08-04',
      [`perhaps Dussehra, ${unannounced}`]: '2027-10-09 2028-09-27',
      [`perhaps Diwali, ${unannounced}`]: '2027-10-29 2028-10-17',
      [`perhaps Guru Nanak's Birthday, ${unannounced}`]: '2028-11-02',
    },
  },
  {
    // Where the central government's offices are closed, a state's may be open.
    ...{ territory: 'IN', except: ['IN-DL'], isOfParts: true, entered },
    dates: {
      [`perhaps Holi, ${byState}`]: '2026-03-03 2026-03-04',
      [`perhaps Id-ul-Fitr, ${byState}`]: '2026-03-21',
      [`perhaps Ram Navami, ${byState}`]: '2026-03-26',
      [`perhaps Mahavir Jayanti, ${byState}`]: '2026-03-31',
      [`perhaps Buddha Purnima or May Day, ${byState}`]: '2026-05-01',
      [`perhaps Id-ul-Zuha, ${byState}`]: '2026-05-27',
      [`perhaps Muharram, ${byState}`]: '2026-06-26',
      [`perhaps Milad-un-Nabi, ${byState}`]: '2026-08-26',
      [`perhaps Janmashtami, ${byState}`]: '2026-09-04',
      [`perhaps Dussehra, ${byState}`]: '2026-10-20',
      [`perhaps Guru Nanak's Birthday, ${byState}`]: '2026-11-24',
    },
    source: 'lists of the central government (DoPT) and of the states of 2026, which differ',
  },
  {
    ...{ territory: 'IN-KA', entered, source: compared },
    dates: {
      [`perhaps Makara Sankranti, ${byState}`]: '2026-01-14 2027-01-15 2028-01-15',
      [`perhaps Ugadi, ${byState}`]: '2026-03-19 2027-04-07 2028-03-27',
      [`perhaps May Day, ${byState}`]: '2027-05-01 2028-05-01',
      [`perhaps Ganesh Chaturthi, ${byState}`]: '2026-09-14 2027-09-04 2028-08-23',
      'perhaps no Basava Jayanti, which the moon moves': '2026-04-30 2027-04-30 2028-04-30',
      'Hyderabad-Karnataka Liberation Day is kept in a part of the state': '2026-09-17 2027-09-17 2028-09-17',
      'perhaps no Kanakadasa Jayanti, which the moon moves': '2027-11-08 2028-11-08',
    },
  },
  {
    ...{ territory: 'IN-MH', entered, source: compared },
    dates: {
      [`perhaps Shivaji Maharaj's Birthday, ${byState}`]: '2026-02-19 2027-02-19 2028-02-19',
      [`perhaps Gudi Padwa, ${byState}`]: '2026-03-19 2027-04-07 2028-03-27',
      [`perhaps Ganesh Chaturthi, ${byState}`]: '2026-09-14 2027-09-04 2028-08-23',
      [`perhaps Bali Pratipada, ${byState}`]: '2026-11-10 2027-10-30 2028-10-18',
      [`perhaps Parsi New Year, ${byState}`]: '2028-08-14',
    },
  },
  {
    ...{ territory: 'IN-TN', entered, source: compared },
    dates: {
      [`perhaps Pongal, ${byState}`]: '2026-01-14 2027-01-15 2028-01-15',
      [`perhaps Thiruvalluvar Day, ${byState}`]: '2026-01-15 2027-01-16',
      [`perhaps Uzhavar Thirunal, ${byState}`]: '2026-01-16 2028-01-17',
    },
  },
];
