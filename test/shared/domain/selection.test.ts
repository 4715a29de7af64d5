import { describe, expect, it } from 'vitest';
import { carriesAll, selectionText } from '../../../shared/domain/selection.ts';

const selection = { tags: { power: 'office-hours', team: '' }, resourceGroup: null, maxMatches: null };

describe('a selection', () => {
  it.each([
    { changes: {}, text: 'power=office-hours team=' },
    { changes: { resourceGroup: 'rg-1', maxMatches: 5 }, text: 'power=office-hours team= resource group rg-1' },
    { changes: { tags: {}, resourceGroup: 'rg-1' }, text: 'resource group rg-1' },
  ])('is called $text', ({ changes, text }) => {
    expect(selectionText({ ...selection, ...changes })).toBe(text);
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
