import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { calendarsPage } from '../../../cli/docs/calendars-page.ts';

const page = calendarsPage();
const lines = page.split('\n');

describe('docs/calendars.md', () => {
  it('is what `npm run -s docs` writes', async () => {
    const written = await readFile(new URL('../../../docs/calendars.md', import.meta.url), 'utf8');
    expect(written, 'docs/calendars.md is stale: npm run -s docs').toBe(page);
  });

  it.each([
    [
      'a correction',
      '| SG | off: Hari Raya Puasa (2027-03-10); off: Hari Raya Haji (2027-05-17); off: Vesak Day (2027-05-20); not off: 2027-03-09 2027-05-16 | Ministry of Manpower, public holidays of 2027; nager/Nager.Date#1057 | 2026-11-27 |',
    ],
    ['make-up workdays', '; worked: the day off of 2 January (2026-01-10); '],
    ['a day of each year', '| KR | off: Labour Day (05-01); since 2026 |'],
    ['names that are no holidays', "| AE | no Laylat al-Mi'raj; no First day of Ramadan |"],
    ['what the moon decides', '(2026-05-26, 2027-05-15, 2028-05-04); by the moon |'],
    ['a row about no part', '| IN alone |'],
    ['a row about parts only', '| parts of IN, without IN-DL | perhaps Holi, as the state decides (2026-03-03, 2026-03-04); '],
    ['a row about some parts', '| MY, without MY-02, MY-03, MY-11 |'],
    ['a doubt about every holiday', '| UA | each holiday is a workday while martial law lasts, since 2022-03-15 |'],
    ['what no list has', '| HU | make-up workdays after 2026 | a ministerial decree orders them year by year |'],
    ['what may be missing', '| CN | Mid-autumn Festival (中秋) | 2028, 2031, 2036 |'],
    ['what is missing', '| BD | Buddha Purnima, Durga Puja, Janmashtami | no year |'],
  ])('has %s', (_, row) => {
    expect(page).toContain(row);
  });

  it('has no row with a cell too many or too few', () => {
    const widths = lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').length - 2);
    expect([...new Set(widths)].toSorted()).toEqual([3, 4]);
  });
});
