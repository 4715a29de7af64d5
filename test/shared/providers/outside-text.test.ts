import { describe, expect, it } from 'vitest';
import { instanceId, nextMark, readable, rowCount } from '../../../shared/providers/outside-text.ts';

describe('a text that is only read', () => {
  it.each([
    { what: 'a pair cut in half at the end', text: `${'x'.repeat(299)}\u{1f4a5}`, kept: `${'x'.repeat(299)}\ufffd` },
    { what: 'a lone half', text: 'a\ud83db', kept: 'a\ufffdb' },
    { what: 'a character that SQS refuses', text: 'a\uffffb\ufffec', kept: 'a b c' },
    { what: 'a character outside the first plane', text: '\u{20bb7}野屋', kept: '\u{20bb7}野屋' },
    { what: 'blanks before it', text: `${' '.repeat(5_000)}no`, kept: 'no' },
    { what: 'a million blanks', text: ' '.repeat(1_000_000), kept: '' },
  ])('holds nothing that SQS or a URL cannot carry: $what', ({ text, kept }) => {
    expect(readable(text)).toBe(kept);
    expect(() => encodeURIComponent(readable(text))).not.toThrow();
  });
});

describe('a text that is sent back as it is', () => {
  it.each([
    { text: 'i-bp67acfmxazb4p0001', isId: true, isMark: true },
    { text: 'x'.repeat(128), isId: true, isMark: true },
    { text: 'x'.repeat(129), isId: false, isMark: true },
    { text: 'x'.repeat(4096), isId: false, isMark: true },
    { text: 'x'.repeat(4097), isId: false, isMark: false },
    { text: '', isId: false, isMark: true },
    { text: 'i-1 ', isId: false, isMark: false },
    { text: 'i-1\n', isId: false, isMark: false },
    { text: 'i-\ud83d', isId: false, isMark: false },
    { text: 'i-\uffff', isId: false, isMark: false },
  ])('is taken whole or not at all (%#)', ({ text, isId, isMark }) => {
    expect([instanceId.safeParse(text).success, nextMark.safeParse(text).success]).toEqual([isId, isMark]);
  });
});

it.each([
  { said: 3, read: 3 },
  { said: '3', read: 3 },
  { said: '3.5', read: null },
  { said: '-1', read: null },
  { said: '', read: null },
  { said: '1'.repeat(40), read: null },
  { said: null, read: null },
])('a number of rows, said as $said, reads $read', ({ said, read }) => {
  expect(rowCount.safeParse(said).data ?? null).toBe(read);
});
