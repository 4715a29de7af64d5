import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { sighting } from '../../../shared/domain/vocabulary.ts';
import { idWord, word } from '../../../shared/providers/fields.ts';
import { seenIn } from '../../../shared/providers/look.ts';

const reading = {
  schema: z.object({ id: idWord, state: word }),
  idField: 'id',
  observationOf: ({ state }: { readonly state: string }) => sighting('stopped', state),
};
const states = (pages: readonly (readonly unknown[])[], total: number | null = null) =>
  [...seenIn(['a', 'b'], pages, total, reading)].map(([id, { state, raw }]) => `${id} ${state} ${raw.slice(0, 10)}`);

it.each([
  { what: 'an id without a row', pages: [[{ id: 'a', state: 'S' }]], seen: ['a stopped S'] },
  {
    what: 'an id without a row in an answer that was cut short',
    pages: [[{ id: 'a', state: 'S' }]],
    total: 2,
    seen: ['a stopped S', 'b busy missing in'],
  },
  {
    what: 'an id without a row beside another that came twice',
    pages: [[{ id: 'a', state: 'S' }], [{ id: 'a', state: 'S' }]],
    total: 2,
    seen: ['a stopped S', 'b busy missing in'],
  },
  { what: 'an id that a whole answer leaves out', pages: [[{ id: 'a', state: 'S' }]], total: 1, seen: ['a stopped S'] },
  {
    what: 'an id without a row beside a row without an id',
    pages: [[{ id: 'a', state: 'S' }, 7]],
    seen: ['a stopped S', 'b busy missing in'],
  },
  { what: 'an unreadable row', pages: [[{ id: 'a' }], [{ id: 'b', state: 'S' }]], seen: ['a busy its row ha', 'b stopped S'] },
  { what: 'an unreadable row after a readable one', pages: [[{ id: 'a', state: 'S' }, { id: 'a' }]], seen: ['a stopped S'] },
  { what: 'a readable row after an unreadable one', pages: [[{ id: 'a' }, { id: 'a', state: 'S' }]], seen: ['a stopped S'] },
  { what: 'a row of another id', pages: [[{ id: 'c', state: 'S' }, { id: 'c' }]], seen: [] },
])('reads $what', ({ pages, total, seen }) => {
  expect(states(pages, total)).toEqual(seen);
});
