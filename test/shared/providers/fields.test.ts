import { describe, expect, it } from 'vitest';
import { countWord, cursorWord, idWord } from '../../../shared/providers/fields.ts';

describe('a text that is sent back as it is', () => {
  it.each([
    { text: 'i-bp67acfmxazb4p0001', isId: true, isCursor: true },
    { text: 'x'.repeat(128), isId: true, isCursor: true },
    { text: 'x'.repeat(129), isId: false, isCursor: true },
    { text: 'x'.repeat(4096), isId: false, isCursor: true },
    { text: 'x'.repeat(4097), isId: false, isCursor: false },
    { text: '', isId: false, isCursor: true },
    { text: 'i-1\n', isId: false, isCursor: false },
    { text: 'i-\ud83d', isId: false, isCursor: false },
    { text: 'i-\uffff', isId: false, isCursor: false },
  ])('is taken whole or not at all (%#)', ({ text, isId, isCursor }) => {
    expect([idWord.safeParse(text).success, cursorWord.safeParse(text).success]).toEqual([isId, isCursor]);
  });
});

it.each([
  { said: 3, read: 3 },
  { said: '3', read: 3 },
  { said: '3.5', read: null },
  { said: -1, read: null },
  { said: '-1', read: null },
  { said: '', read: null },
  { said: '1'.repeat(40), read: null },
  { said: null, read: null },
])('a count, said as $said, reads $read', ({ said, read }) => {
  expect(countWord.safeParse(said).data ?? null).toBe(read);
});
