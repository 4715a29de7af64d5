import type { Correction } from './correction.ts';

const entered = '2026-11-27';
const hungary = { territory: 'HU', entered };
const bulgaria = { territory: 'BG', entered };
const canada = { territory: 'CA', entered };

/** The library's mistakes about Europe, the Americas and South Africa. */
export const europeAndAmericas: readonly Correction[] = [
  {
    ...hungary,
    add: { 'Day off for a make-up workday': '2025-05-02 2025-10-24 2025-12-24' },
    workdays: { 'the day off of 2 May': '2025-05-17', 'the day off of 24 October': '2025-10-18', 'Christmas Eve': '2025-12-13' },
    source: 'Decree 11/2024 NGM of the minister for national economy on working days around the holidays of 2025',
  },
  {
    ...hungary,
    add: { 'Day off for a make-up workday': '2026-01-02 2026-08-21 2026-12-24' },
    workdays: {
      'the day off of 2 January': '2026-01-10',
      'the day off of 21 August': '2026-08-08',
      'Christmas Eve': '2026-12-12',
    },
    source: 'Decree 10/2025 (IV. 30.) NGM on working days around the holidays of 2026; GothenburgBitFactory/holidata#139',
  },
  {
    ...bulgaria,
    add: { 'Christmas Day': '12-26' },
    source: 'Labour Code, article 154(1): 24, 25 and 26 December',
  },
  {
    ...bulgaria,
    add: {
      "New Year's Day (substitute day)": '2028-01-03 2033-01-03 2034-01-02',
      'Liberation Day (substitute day)': '2024-03-04 2029-03-05 2030-03-04 2035-03-05',
      'Labour Day (substitute day)': '2027-05-04 2032-05-04 2033-05-02',
      "Saint George's Day (substitute day)": '2028-05-08 2029-05-07 2034-05-08 2035-05-07',
      'Culture and Literacy Day (substitute day)': '2025-05-26 2026-05-25 2031-05-26 2036-05-26',
      'Unification Day (substitute day)': '2025-09-08 2026-09-07 2031-09-08 2036-09-08',
      'Independence Day (substitute day)': '2024-09-23 2029-09-24 2030-09-23 2035-09-24',
      'Christmas Day (substitute day)':
        '2026-12-28 2027-12-27 2027-12-28 2028-12-27 2032-12-27 2032-12-28 2033-12-27 2033-12-28 2034-12-27',
    },
    source: 'Labour Code, article 154(2): a holiday on a weekend, Easter apart, is given on the next workday',
  },
  {
    ...bulgaria,
    add: { 'Non-working day': '2025-12-31 2026-01-02' },
    source: 'Council of Ministers, non-working days at the change to the euro; Python package holidays 0.105',
  },
  {
    ...{ territory: 'SK', entered },
    add: { 'Day of victory over fascism': '05-08', 'Day of Our Lady of the Seven Sorrows': '09-15' },
    since: 2027,
    source: 'Act 261/2025: the two are workdays in 2026 only',
  },
  {
    ...{ territory: 'GB-SCT', entered },
    add: { 'World Cup bank holiday': '2026-06-15' },
    source: 'Royal proclamation of February 2026 on a bank holiday in Scotland',
  },
  {
    ...{ territory: 'ES-CT', entered },
    remove: '2027-05-03 2032-05-03',
    source: "Workers' Statute, article 37.2: a holiday on a Sunday is given on Monday, one on a Saturday is not",
  },
  {
    ...{ territory: 'US', entered },
    add: { 'Veterans Day (substitute day)': '2028-11-10 2029-11-12 2034-11-10 2035-11-12' },
    source: '5 U.S.C. 6103(b) and Executive Order 11582: a holiday on Saturday is given on Friday, on Sunday on Monday',
  },
  {
    ...canada,
    add: {
      'Christmas Day (substitute day)': '2027-12-27 2032-12-27 2033-12-26',
      "New Year's Day (substitute day)": '2028-01-03 2033-01-03 2034-01-02',
    },
    source: 'Canada Labour Code, section 195: a holiday on a non-working Saturday or Sunday is given on a day beside it',
  },
  {
    ...{ territory: 'CA-BC', entered },
    add: { 'National Day for Truth and Reconciliation': '09-30' },
    since: 2023,
    source: 'Employment Standards Act of British Columbia, statutory holidays, as amended in 2023',
  },
  {
    ...{ territory: 'CA-ON', entered },
    removeNamed: ['Easter Monday'],
    source: 'Employment Standards Act, 2000, of Ontario: Easter Monday is not among the nine public holidays',
  },
  ...['BR-AM', 'BR-MT', 'BR-RJ', 'BR-SP'].map((territory): Correction => {
    return { territory, entered, add: { 'Dia da Consciência Negra': '11-20' }, source: 'Law 14.759 of 2023: a national holiday' };
  }),
  {
    ...{ territory: 'ZA', entered },
    add: { 'Local Government Elections': '2026-11-04' },
    source: 'Public Holidays Act, section 2A: declaration of the fourth day of November 2026 as a public holiday',
  },
];
