import { expect, it } from 'vitest';
import { carries } from '../../../shared/providers/tags.ts';

const selection = { tags: { power: 'office-hours' }, resourceGroup: null, maxMatches: null };
const fields = { inside: 'Tag', key: 'K', value: 'V' };
const power = { K: 'power', V: 'office-hours' };

it.each([
  { what: 'the tag', tags: { Tag: [power] }, carried: true },
  { what: 'the tag in a bare list', tags: [power], carried: true },
  { what: 'the tag beside an odd one', tags: { Tag: [{ K: 5, V: 'x' }, power, null, 'x'] }, carried: true },
  { what: 'another value', tags: { Tag: [{ K: 'power', V: 'night' }] }, carried: false },
  { what: 'no value', tags: { Tag: [{ K: 'power' }, { K: 'x', V: null }] }, carried: false },
  { what: 'names that every object has', tags: { Tag: [{ K: '__proto__', V: 'constructor' }] }, carried: false },
  { what: 'no tags', tags: { Tag: [] }, carried: false },
  { what: 'tags that are null', tags: null, carried: false },
  { what: 'a list that is null', tags: { Tag: null }, carried: false },
  { what: 'no list', tags: {}, carried: false },
  { what: 'nothing', tags: undefined, carried: false },
  { what: 'an odd tag alone', tags: { Tag: [{ K: 'power', V: ['office-hours'] }] }, carried: null },
  { what: 'a text for a list', tags: { Tag: 'power' }, carried: null },
  { what: 'a text for tags', tags: 'power', carried: null },
])('a row with $what carries the tags of the selection: $carried', ({ tags, carried }) => {
  expect(carries(selection, tags, fields)).toBe(carried);
});

it('takes a number for its digits', () => {
  expect(carries({ ...selection, tags: { team: '5' } }, [{ K: 'team', V: 5 }], { ...fields, inside: null })).toBe(true);
});
