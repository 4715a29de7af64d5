import { describe, expect, it } from 'vitest';
import { carriesAll, selectionKey, selectionText } from '../../../shared/domain/selection.ts';

const selection = { tags: { power: 'office-hours', team: '' }, resourceGroup: null, maxMatches: null };

describe('a selection', () => {
  it.each([
    { changes: {}, text: 'power=office-hours team=' },
    { changes: { resourceGroup: 'rg-1', maxMatches: 5 }, text: 'power=office-hours team= resource group rg-1' },
    { changes: { tags: {}, resourceGroup: 'rg-1' }, text: 'resource group rg-1' },
    { changes: { tags: { a: 'b c=d' } }, text: 'a="b c=d"' },
    { changes: { tags: { a: 'b', c: 'd' } }, text: 'a=b c=d' },
    { changes: { tags: { 'a=b': 'c' } }, text: '"a=b"=c' },
    { changes: { tags: { a: 'b=c' } }, text: 'a="b=c"' },
  ])('is called $text', ({ changes, text }) => {
    expect(selectionText({ ...selection, ...changes })).toBe(text);
  });

  it('is the same in whatever order its tags were written', () => {
    const [one, other] = [
      { zone: 'a', power: 'b', Team: 'c' },
      { Team: 'c', power: 'b', zone: 'a' },
    ].map((tags) => ({ ...selection, tags }));
    if (one === undefined || other === undefined) throw new Error('there are two');
    expect(selectionText(one)).toBe('Team=c power=b zone=a');
    expect(selectionText(other)).toBe(selectionText(one));
    expect(selectionKey(other)).toBe(selectionKey(one));
    expect(selectionKey({ ...one, maxMatches: 3 })).not.toBe(selectionKey(one));
  });

  it.each([
    { own: { power: 'office-hours', team: '' }, means: true },
    { own: { power: 'office-hours', team: '', more: 'x' }, means: true },
    { own: { power: 'office-hours' }, means: false },
    { own: { power: 'Office-Hours', team: '' }, means: false },
    { own: { Power: 'office-hours', team: '' }, means: false },
    { own: {}, means: false },
  ])('means an instance with $own: $means', ({ own, means }) => {
    expect(carriesAll(selection, new Map(Object.entries(own)))).toBe(means);
  });
});
