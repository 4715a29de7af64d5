import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { explanations } from './explanations.ts';
import { readSecondSource, type SecondSource } from './second-source.ts';

const second = readSecondSource();
const compared = [...second].map(([code, source]) => compare(code, source));

function sourceOf(code: string): SecondSource {
  const source = second.get(code);
  if (source === undefined) throw new Error(`the second source has no ${code}`);
  return source;
}

describe('our holidays of 2026 to 2028', () => {
  it('differ from the second source only where it is mended, explained or unsure', () => {
    expect(compared.length).toBe(81);
    expect(compared.flatMap(({ unexplained }) => unexplained)).toEqual([]);
  });

  it('are counted day by day', () => {
    const of = (wanted: string) => compared.find(({ code }) => code === wanted);
    expect(of('DE')).toMatchObject({ equal: 27, mended: 0, weekend: 0, explained: 0, unsure: 0 });
    expect(of('HU')).toMatchObject({ equal: 39, mended: 6, weekend: 0, explained: 0, unsure: 0 });
    expect(of('SG')).toMatchObject({ mended: 5, explained: 0, unsure: 4 });
  });

  it('have a difference when a day is missing, too many, or worked in one only', () => {
    const germany = sourceOf('DE');
    const holidays = new Map(germany.holidays).set('2026-06-10', 'Invented Day');
    holidays.delete('2026-10-03');
    holidays.delete('2026-12-25');
    expect(compare('DE', { holidays, workdays: ['2026-05-09'] }).unexplained).toEqual([
      'DE 2026-06-10: second Invented Day',
      'DE 2026-12-25: ours Christmas Day',
      'DE 2026-05-09: second make-up workday',
    ]);
    const { holidays: off } = sourceOf('HU');
    expect(compare('HU', { holidays: off, workdays: ['2026-01-10', '2026-08-08'] }).unexplained).toEqual([
      'HU 2026-12-12: ours make-up workday',
    ]);
  });
});

it.each(explanations)('$territory $days needs its explanation: $because', (row) => {
  // Without the row, some day of it is a difference that nothing accounts for.
  expect(
    compare(
      row.territory,
      sourceOf(row.territory),
      explanations.filter((each) => each !== row),
    ).unexplained,
  ).not.toEqual([]);
});
