import { expect, it } from 'vitest';
import { attributeMap, plainItem } from '../../../../local/engine/table/attribute-value.ts';

const item = {
  pk: 'M#a',
  seq: 3,
  part: -0.5,
  big: 1_764_000_000_000,
  none: null,
  is: true,
  not: false,
  empty: [],
  acts: [{ at: 1, ids: ['a', 'b'] }, null],
  nested: { deep: { text: '云' } },
};

const attributes = {
  pk: { S: 'M#a' },
  seq: { N: '3' },
  part: { N: '-0.5' },
  big: { N: '1764000000000' },
  none: { NULL: true },
  is: { BOOL: true },
  not: { BOOL: false },
  empty: { L: [] },
  acts: { L: [{ M: { at: { N: '1' }, ids: { L: [{ S: 'a' }, { S: 'b' }] } } }, { NULL: true }] },
  nested: { M: { deep: { M: { text: { S: '云' } } } } },
};

it('writes plain JSON as the SDK does, and reads it back', () => {
  expect(attributeMap(item)).toEqual(attributes);
  expect(plainItem(attributeMap(item))).toEqual(item);
});

it.each([undefined, Number.NaN, () => {}])('refuses %s, which JSON does not have', (value) => {
  expect(() => attributeMap({ value })).toThrow(/^an item of a table holds plain JSON, not a value of type /);
});

it('refuses a set', () => {
  expect(() => plainItem({ ids: { SS: ['a'] } })).toThrow('the local engine cannot show an attribute of type SS as plain JSON');
});
