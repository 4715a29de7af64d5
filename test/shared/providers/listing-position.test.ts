import { describe, expect, it } from 'vitest';
import { beginning, countedPage, positionAfter, positionAt } from '../../../shared/providers/listing-position.ts';

describe('the place in a listing', () => {
  it('counts pages and rows, and remembers how the last page began', () => {
    const first = positionAfter(beginning, ['a', 'b']);
    expect(first).toEqual({ pages: 1, rows: 2, first: 'a' });
    expect(positionAfter(first, ['b', 'c', 'd'])).toEqual({ pages: 2, rows: 5, first: 'b' });
    expect(positionAfter(first, [])).toEqual({ pages: 2, rows: 2, first: null });
  });

  it('is lost when a page begins like the one before, but not when two pages have no rows', () => {
    expect(() => positionAfter({ pages: 1, rows: 2, first: 'a' }, ['a', 'c'])).toThrow('same page twice');
    expect(positionAfter({ pages: 1, rows: 2, first: null }, []).pages).toBe(2);
  });

  it('is lost after ten thousand pages', () => {
    expect(positionAfter({ ...beginning, pages: 9_999 }, ['a']).pages).toBe(10_000);
    expect(() => positionAfter({ ...beginning, pages: 10_000 }, ['a'])).toThrow('more than 10000 pages');
  });

  it('is found again from the cursor of a page, and at the beginning without one', () => {
    const { cursor } = countedPage({ pages: 3, rows: 300, first: 'a' }, { rows: ['b', 'c'], matching: [], unread: [] }, 400);
    expect(positionAt(cursor)).toEqual({ pages: 4, rows: 302, first: 'b' });
    expect(positionAt(null)).toEqual(beginning);
  });
});

describe('a page of a listing with a total', () => {
  const before = { pages: 1, rows: 98, first: 'a' };

  it.each([
    { total: 101, ends: false },
    { total: 100, ends: true },
    { total: 0, ends: true },
  ])('of $total is the last one, its rows being the 99th and 100th: $ends', ({ total, ends }) => {
    const page = countedPage(before, { rows: ['b', 'c'], matching: ['c', 'c'], unread: [null] }, total);
    expect(page).toMatchObject({ ids: ['c'], unread: [null], total });
    expect(page.cursor === null).toBe(ends);
  });

  it('may have no row at its end, not before', () => {
    const empty = { rows: [], matching: [], unread: [] };
    expect(countedPage(before, empty, 98)).toEqual({ ids: [], unread: [], cursor: null, total: 98 });
    expect(() => countedPage(before, empty, 99)).toThrow('ended after 98 of 99 rows');
  });
});
