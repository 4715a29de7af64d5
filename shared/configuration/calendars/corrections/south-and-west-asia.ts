import type { Correction } from './correction.ts';

const entered = '2026-11-27';
const bangladesh = { territory: 'BD', entered };
const sriLanka = { territory: 'LK', entered };
const kazakhstan = { territory: 'KZ', entered };
const emirates = { territory: 'AE', entered };
const cabinetResolution = 'Cabinet Resolution 27 of 2024 on public holidays';

/** The library's mistakes from Bengal to the Nile, and Kazakhstan's. */
export const southAndWestAsia: readonly Correction[] = [
  ...['IN', 'IN-DL'].map((territory): Correction => {
    return {
      ...{ territory, isWhole: true, entered },
      add: {
        Holi: '2024-03-25 2025-03-14 2026-03-04',
        'Id-ul-Fitr': '2024-04-11 2025-03-31 2026-03-21',
        'Ram Navami': '2024-04-17 2026-03-26',
        'Maha Shivaratri': '2025-02-26',
        'Mahavir Jayanti': '2024-04-21 2025-04-10 2026-03-31',
        'Buddha Purnima': '2024-05-23 2025-05-12 2026-05-01',
        'Id-ul-Zuha': '2024-06-17 2025-06-07 2026-05-27',
        Muharram: '2024-07-17 2025-07-06 2026-06-26',
        'Milad-un-Nabi': '2024-09-16 2025-09-05 2026-08-26',
        Janmashtami: '2024-08-26 2025-08-16 2026-09-04',
        Dussehra: '2024-10-12 2026-10-20',
        Diwali: '2024-10-31 2025-10-20 2026-11-08',
        "Guru Nanak's Birthday": '2024-11-15 2025-11-05 2026-11-24',
      },
      source: 'Department of Personnel and Training (DoPT), yearly lists of holidays in central-government offices, Delhi',
    };
  }),
  {
    ...bangladesh,
    add: { 'July Mass Uprising Day': '08-05' },
    since: 2025,
    removeNamed: ["Mujib's Birthday & Children's Day", 'National Mourning Day'],
    source: 'Ministry of Public Administration, cancelled holidays of 2024 and list of 2025; Python package holidays 0.105',
  },
  {
    ...bangladesh,
    // The library has the dates of one year for every year.
    removeNamed: ["Buddha's Birthday", 'Krishna Janmashtami', 'Durga Puja'],
    source: 'Ministry of Public Administration, list of holidays of 2026',
  },
  {
    ...bangladesh,
    add: {
      "Mid-Sha'ban": '2026-02-04',
      'Laylat al-Qadr': '2026-03-17',
      'End of Ramadan (Eid al-Fitr)': '2026-03-23',
      'Feast of the Sacrifice (Eid al-Adha)': '2026-05-30',
      'Day of Ashura': '2026-06-26',
      'Birthday of Muhammad (Mawlid)': '2026-08-26',
    },
    remove: '2026-05-27 2026-06-25 2026-08-25',
    source: 'Ministry of Public Administration, list of holidays of 2026',
  },
  {
    ...sriLanka,
    removeNamed: ["New Year's Day"],
    source: 'Extraordinary Gazette 2438/22, holidays of 2026: the first of January is none',
  },
  {
    ...sriLanka,
    // The library has the dates of 2026 for every year, and the moon moves these.
    remove: '01-03 01-15 02-01 02-15 03-02 03-21 04-01 05-02 05-28 05-30 06-29 07-29 08-26 08-27 09-26 10-25 11-08 11-24 12-23',
    since: 2027,
    source: 'Holidays Act 29 of 1971: the minister fixes Poya days year by year; vacanza/holidays 0.105 knows none after 2026',
  },
  {
    ...kazakhstan,
    remove: '2026-03-15 2026-03-16',
    source: 'Constitution of 15 March 2026: its day is a holiday from 2027; Python package holidays 0.105',
  },
  {
    ...kazakhstan,
    add: {
      'Nauryz (substitute day)': '2026-03-25 2027-03-24 2032-03-24',
      'Independence Day (substitute day)': '2029-12-17 2035-12-17',
      'Defender of the Fatherland Day (substitute day)': '2033-05-10',
    },
    remove: '2029-12-18 2035-12-18',
    source: 'Labour Code, article 85: a holiday on a day off is given on the next workday, one for each',
  },
  { ...emirates, add: { 'National Day': '12-03' }, source: cabinetResolution },
  { ...emirates, removeNamed: ["Laylat al-Mi'raj", 'First day of Ramadan'], source: cabinetResolution },
  {
    ...emirates,
    add: { 'Day of Arafah': '2026-05-26 2027-05-15 2028-05-04' },
    isByMoon: true,
    source: cabinetResolution,
  },
  {
    ...{ territory: 'EG', entered },
    add: { 'Day of Arafah': '2026-05-26 2027-05-15 2028-05-04' },
    isByMoon: true,
    source: 'Presidency of Egypt, official holidays: Arafat Day and three days of Eid al-Adha',
  },
];
