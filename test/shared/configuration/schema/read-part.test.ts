import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { isGiven, mappingsIn, readPart, sound } from '../../../../shared/configuration/schema/read-part.ts';
import { fullMapping, mapping, readText } from '../../../../shared/configuration/schema/source-schema.ts';

/**
 * Reads a value by a small schema, and tells what was reported and how often each text was read.
 */
function read(value: unknown) {
  const texts: string[] = [];
  const length = readText((text) => {
    texts.push(text);
    return text === 'bad' ? { problem: 'is bad', fix: 'write good' } : { value: text.length };
  }, 'write a text');
  const entry = mapping({ id: length, more: z._default(z.array(length, 'write a list'), []), note: z.optional(length) });
  const reported: string[] = [];
  const part = readPart(fullMapping(entry, 'name one'), value, ['all'], (path, { problem }) =>
    reported.push(`${path.join('.')} ${problem}`),
  );
  return { part, texts, reported };
}

it('reads every value once, and keeps what is sound beside what is wrong', () => {
  const { part, texts, reported } = read({ a: { id: 'bad', more: ['xx', 'bad'], colour: 1 }, b: 5, c: { id: 'good' } });
  expect(texts.toSorted()).toEqual(['bad', 'bad', 'good', 'xx']);
  expect(reported.toSorted()).toEqual([
    'all.a.colour unknown key "colour"',
    'all.a.id is bad',
    'all.a.more.1 is bad',
    'all.b found the number 5',
  ]);
  const [a, c] = mappingsIn(part);
  expect([sound(a?.parts.id), sound(a?.parts.more?.parts?.[0]), sound(a?.parts.more)]).toEqual([undefined, 2, undefined]);
  expect([isGiven(a?.parts.id), isGiven(a?.parts.note)]).toEqual([true, false]);
  expect([a?.whole, c?.whole, part.whole]).toEqual([null, { value: { id: 4, more: [] } }, null]);
});

it('means as a whole what its parts mean, under any name', () => {
  const { part, reported } = read({ constructor: { id: 'abc', more: ['x'] } });
  expect(reported).toEqual([]);
  expect(part.whole).toEqual({ value: { constructor: { id: 3, more: [1] } } });
  expect(part.parts?.toString).toBeUndefined();
});

it.each([
  { value: {}, says: 'all is empty' },
  { value: undefined, says: 'all is missing' },
  { value: [{ id: 'abc' }], says: 'all found a list' },
  { value: { a: {} }, says: 'all.a.id is missing' },
])('$value: $says', ({ value, says }) => {
  expect(read(value).reported).toEqual([says]);
});

it('takes nothing whole that is wrong beside its parts, and still knows the sound ones', () => {
  const { part, reported } = read({ a: { id: 'abc', colour: 1 } });
  expect(reported).toEqual(['all.a.colour unknown key "colour"']);
  const [a] = mappingsIn(part);
  expect([sound(a?.parts.id), a?.whole, part.whole]).toEqual([3, null, null]);
});
