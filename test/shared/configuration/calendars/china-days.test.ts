import { expect, it } from 'vitest';
import { chinaTable } from '../../../../shared/configuration/calendars/china-days.ts';

it('knows a year whose own notice is there, not one that the notice of the year before reaches into', () => {
  const data = {
    holidays: {
      '2023-10-01': 'National Day,国庆节,3',
      '2026-10-01': 'National Day,国庆节,3',
      '2027-01-01': "New Year's Day,元旦,1",
    },
    workdays: { '2026-10-10': 'National Day,国庆节,3', '2023-10-07': 'National Day,国庆节,3' },
  };
  expect(chinaTable(data)).toEqual({
    years: [2026],
    holidays: { '2026-10-01': 'National Day (国庆节)', '2027-01-01': "New Year's Day (元旦)" },
    workdays: { '2026-10-10': 'National Day (国庆节)' },
  });
});

it('calls a year incomplete that lacks a festival of the three years before', () => {
  const of = (year: number) => ({ [`${year}-10-01`]: 'National Day,国庆节,3', [`${year}-06-10`]: 'Dragon Boat Festival,端午,1' });
  const holidays = { ...of(2021), ...of(2022), ...of(2023), '2024-10-01': 'National Day,国庆节,3', ...of(2025) };
  const { years, incomplete } = chinaTable({ holidays, workdays: {} });
  expect({ years, incomplete }).toEqual({ years: [2025], incomplete: { 2024: ['Dragon Boat Festival (端午)'] } });
});
