import type { Correction } from './correction.ts';

const entered = '2026-11-27';
const singapore = { territory: 'SG', entered };
const malaysia = { territory: 'MY', entered };
const malaysiaList = "Prime Minister's Department, list of holidays (Hari Kelepasan Am, HKA)";
/** The states that keep Thaipusam by their own list, and rest on Sunday. */
const keepThaipusam = ['MY-01', 'MY-05', 'MY-07', 'MY-08', 'MY-10', 'MY-14', 'MY-16'];
/** Kedah, Kelantan and Terengganu rest on Friday, so Sunday is a workday there. */
const restOnFriday = ['MY-02', 'MY-03', 'MY-11'];
const indonesia = { territory: 'ID', entered };

/** The library's mistakes about Singapore, Malaysia and Indonesia. */
export const southEastAsia: readonly Correction[] = [
  {
    ...singapore,
    add: { 'Hari Raya Puasa': '2027-03-10', 'Hari Raya Haji': '2027-05-17', 'Vesak Day': '2027-05-20' },
    remove: '2027-03-09 2027-05-16',
    source: 'Ministry of Manpower, public holidays of 2027; nager/Nager.Date#1057',
  },
  {
    ...malaysia,
    add: { 'Hari Raya Aidilfitri': '2026-03-20' },
    source: "Prime Minister's announcement of 15 March 2026: a further day, by the moon; vacanza/holidays 0.105",
  },
  {
    ...malaysia,
    except: restOnFriday,
    add: { 'Hari Raya Aidilfitri': '2026-03-23', 'Vesak Day': '2026-06-02' },
    source: `${malaysiaList} of 2026; Holidays Act 1951, section 3: the day after a Sunday that is a holiday`,
  },
  {
    ...malaysia,
    add: {
      'End of Ramadan (Eid al-Fitr)': '2027-03-11',
      'Feast of the Sacrifice (Eid al-Adha)': '2027-05-17',
      'Vesak Day': '2027-05-20',
      'Birthday of Muhammad (Mawlid)': '2027-08-15',
    },
    remove: '2027-03-09 2027-05-16 2027-08-14',
    source: `${malaysiaList} of 2027`,
  },
  {
    ...malaysia,
    except: restOnFriday,
    add: { 'Birthday of Muhammad (Mawlid) (substitute day)': '2027-08-16' },
    source: `${malaysiaList} of 2027; Holidays Act 1951, section 3`,
  },
  ...keepThaipusam.map((territory): Correction => {
    return { territory, entered, add: { Thaipusam: '2026-02-02 2027-01-22' }, source: `${malaysiaList} of 2026 and 2027` };
  }),
  {
    ...indonesia,
    add: { 'End of Ramadan (Eid al-Fitr)': '2026-03-22' },
    remove: '2026-03-20',
    source: 'Joint decree of three ministers (SKB 3 Menteri) on holidays and collective leave of 2026',
  },
  {
    ...indonesia,
    add: {
      'End of Ramadan (Eid al-Fitr)': '2027-03-11',
      'Feast of the Sacrifice (Eid al-Adha)': '2027-05-17',
      'Birthday of Muhammad (Mawlid)': '2027-08-15',
    },
    remove: '2027-03-09 2027-05-16 2027-08-14',
    source: 'Joint decree of three ministers (SKB 3 Menteri) on holidays and collective leave of 2027; vacanza/holidays#3828',
  },
];
