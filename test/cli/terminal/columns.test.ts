import { expect, it } from 'vitest';
import { columnsOf, hangingLines, oneLine, padColumns } from '../../../cli/terminal/columns.ts';

it.each([
  { text: 'office', columns: 6 },
  { text: '国庆节 National Day', columns: 19 },
  { text: 'のとア', columns: 6 },
  { text: '한글', columns: 4 },
  { text: 'e\u0301', columns: 1 },
  { text: '（，）', columns: 6 },
  { text: '🎉', columns: 2 },
  { text: '', columns: 0 },
])('"$text" takes $columns columns, and as many when it is filled up to fewer', ({ text, columns }) => {
  expect(columnsOf(text)).toBe(columns);
  expect(padColumns(text, columns - 1)).toBe(text);
  expect(columnsOf(padColumns(text, 30))).toBe(30);
});

it.each([
  { text: '  a\tb\r\nc ', line: 'a b c' },
  { text: 'red \u001b[31m alert\u0007', line: 'red [31m alert' },
  { text: 'two\u2028lines\u202e', line: 'two lines' },
])('$text becomes one harmless line', ({ text, line }) => {
  expect(oneLine(text)).toBe(line);
});

it.each([
  { says: 'a short text', start: '  a  ', text: 'b c', lines: ['  a  b c'] },
  { says: 'nothing', start: '  a  ', text: '', lines: ['  a  '] },
  { says: 'just enough', start: 'a ', text: `b ${'c'.repeat(96)}`, lines: [`a b ${'c'.repeat(96)}`] },
  { says: 'one too many', start: 'a ', text: `b ${'c'.repeat(97)}`, lines: ['a b', `  ${'c'.repeat(97)}`] },
  { says: 'wide characters', start: '节 ', text: `节 ${'节'.repeat(48)}`, lines: ['节 节', `   ${'节'.repeat(48)}`] },
  {
    says: 'a text without room behind its beginning',
    start: `${'a'.repeat(90)}  `,
    text: 'b c d e f g',
    lines: ['a'.repeat(90), '      b c d e f g'],
  },
  { says: 'a word too long', start: 'a ', text: `b ${'c'.repeat(120)} d`, lines: ['a b', `  ${'c'.repeat(120)}`, '  d'] },
])('$says hangs below its beginning', ({ start, text, lines }) => {
  expect(hangingLines(start, text, 100)).toEqual(lines);
});
