import { describe, expect, it } from 'vitest';
import { type Correction, corrected, isAbout } from '../../../../shared/configuration/calendars/corrections/correction.ts';
import { lacking } from '../../../../shared/configuration/calendars/doubts/lacking.ts';
import { unsureDays } from '../../../../shared/configuration/calendars/doubts/unsure-days.ts';
import type { DayOrigin, ListedDay } from '../../../../shared/configuration/calendars/library-days.ts';
import { publicHolidays } from '../../../../shared/configuration/calendars/public-holidays.ts';

function day(date: string, name: string, origin: DayOrigin = 'computed'): ListedDay {
  return { date, name, origin };
}

describe('a correction', () => {
  const row: Correction = { territory: 'XX', source: 's', entered: '2026-11-27' };
  const library = [day('2026-05-01', 'May Day'), day('2026-06-01', 'June Day'), day('2027-06-01', 'June Day')];
  const datesAfter = (...rows: Partial<Correction>[]) =>
    corrected(
      rows.map((each) => ({ ...row, ...each })),
      library,
    ).days.map(({ date, name }) => `${date} ${name}`);

  it('adds after all removals', () => {
    expect(datesAfter({ add: { New: '2026-05-01 2026-07-01' } }, { remove: '2026-05-01' })).toEqual([
      ...['2026-06-01 June Day', '2027-06-01 June Day', '2026-05-01 New', '2026-07-01 New'],
    ]);
  });

  it('is about each year since its first, if it says so', () => {
    expect(datesAfter({ remove: '06-01', since: 2027 })).toEqual(['2026-05-01 May Day', '2026-06-01 June Day']);
    expect(datesAfter({ add: { Eve: '12-24' }, since: 2035 }).slice(3)).toEqual(['2035-12-24 Eve', '2036-12-24 Eve']);
    expect(datesAfter({ add: { Eve: '12-24' } })).toHaveLength(3 + 13);
  });

  it('leaves a day that the library has too its name', () => {
    const { holidays } = publicHolidays({ country: 'KR', state: null, region: null });
    expect(holidays['2036-05-05']).toBe("Children's Day");
    expect(holidays['2027-05-01']).toBe('Labour Day');
  });

  it('removes a name from all years', () => {
    expect(datesAfter({ removeNamed: ['June Day'] })).toEqual(['2026-05-01 May Day']);
  });

  it('tells dates from rules, and what the moon decides', () => {
    const add = { A: '2026-12-01', B: '12-02' };
    const origins = (more: Partial<Correction>) => {
      const { days } = corrected([{ ...row, ...more, add, since: 2036 }], []);
      return days.map(({ date, origin }) => `${date} ${origin}`);
    };
    expect(origins({})).toEqual(['2026-12-01 dated', '2036-12-02 computed']);
    expect(origins({ isByMoon: true })).toEqual(['2026-12-01 moon', '2036-12-02 moon']);
  });

  it.each([
    { row: { territory: 'MY' }, about: ['MY', 'MY-02', 'MY-02-X'], not: ['M', 'MYX', 'SG'] },
    { row: { territory: 'MY', except: ['MY-02'] }, about: ['MY', 'MY-03'], not: ['MY-02'] },
    { row: { territory: 'MY', isWhole: true as const }, about: ['MY'], not: ['MY-03'] },
    { row: { territory: 'MY-03' }, about: ['MY-03', 'MY-03-X'], not: ['MY', 'MY-04'] },
  ])('of $row is about $about, not about $not', ({ row: about, about: yes, not }) => {
    expect([...yes, ...not].filter((code) => isAbout(about, code))).toEqual(yes);
  });

  it('gives no substitute of a Sunday where people rest on Friday', () => {
    const offIn = (state: string) => Object.keys(publicHolidays({ country: 'MY', state, region: null }).holidays);
    expect(offIn('10')).toContain('2027-08-16');
    expect(offIn('03')).not.toContain('2027-08-16');
  });
});

describe('an Islamic holiday', () => {
  const feast = [day('2027-03-10', 'Feast', 'moon'), day('2027-03-11', 'Feast (substitute day)', 'moon')];
  const doubt = 'Feast may begin a day earlier or later, by the moon';

  it('is unsure with the days beside it', () => {
    expect(Object.entries(unsureDays('XX', feast))).toEqual([
      ['2027-03-09', doubt],
      ['2027-03-10', doubt],
      ['2027-03-11', doubt],
      ['2027-03-12', doubt],
    ]);
  });

  it('is its own doubt beside another one', () => {
    const eve = day('2027-03-09', 'Eve', 'moon');
    expect(unsureDays('XX', [...feast, eve])['2027-03-09']).toMatch(/^Eve may/);
    expect(unsureDays('XX', [eve, ...feast])['2027-03-10']).toBe(doubt);
  });

  it('is sure before the tables were written, by rule of another calendar, and where the government has fixed it', () => {
    expect(unsureDays('XX', [day('2026-11-20', 'Feast', 'moon')])).toEqual({});
    expect(unsureDays('XX', [day('2027-03-10', 'Feast'), day('2027-04-10', 'Feast', 'dated')])).toEqual({});
    expect(unsureDays('TR', feast)).toEqual({});
    const malaysia = unsureDays('MY-10', [...feast, day('2028-02-26', 'Feast', 'moon')]);
    expect(malaysia).not.toHaveProperty('2027-03-10');
    expect(malaysia).toHaveProperty('2028-02-26', doubt);
  });
});

describe('what is unsure or never there', () => {
  it('is about parts only where the whole has a list', () => {
    expect(unsureDays('IN', [])).not.toHaveProperty('2026-03-04');
    expect(unsureDays('IN-DL', [])).not.toHaveProperty('2026-03-04');
    expect(unsureDays('IN-KA', [])).toHaveProperty('2026-03-04', 'perhaps Holi, as the state decides');
    expect(unsureDays('IN-KA', [])).toHaveProperty('2027-03-22', 'perhaps Holi, which the government has not announced');
  });

  it('is said of a country and of its parts', () => {
    expect(lacking('RU-TY')).toEqual(['make-up workdays and moved days off of RU (the government orders them year by year)']);
    expect(lacking('RU')).toEqual(lacking('RU-TY'));
    expect(lacking('DE')).toEqual([]);
  });

  it('is every holiday of Ukraine since martial law began', () => {
    const days = [
      day('2022-03-08', 'Women’s Day'),
      day('2027-08-24', 'Independence Day'),
      day('2027-08-25', 'Independence Day (substitute day)'),
    ];
    const doubt = 'Independence Day is a workday while martial law lasts';
    expect(unsureDays('UA', days)).toEqual({ '2027-08-24': doubt, '2027-08-25': doubt });
  });
});
