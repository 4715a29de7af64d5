import { describe, expect, it } from 'vitest';
import { describeValue, dotted, quote } from '../../../shared/text/describe-value.ts';

const controlStart = String.fromCharCode(27);

describe('a quoted text', () => {
  it.each([
    ['plain', '"plain"'],
    ['with "quotes"', '"with \\"quotes\\""'],
    ['two\nlines', '"two\\nlines"'],
    [`${controlStart}[31mred`, '"\\u001b[31mred"'],
    ['\u009b31m', '"\\u{9b}31m"'],
    ['a\u2028b', '"a\\u{2028}b"'],
    ['turned \u202e around', '"turned \\u{202e} around"'],
    ['x'.repeat(80), `"${'x'.repeat(80)}"`],
    ['x'.repeat(81), `"${'x'.repeat(80)}…"`],
  ])('%j is %s', (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });
});

it.each([
  [undefined, 'nothing'],
  [null, 'nothing'],
  [true, 'true'],
  [5, 'the number 5'],
  [0.5, 'the number 0.5'],
  [Number.POSITIVE_INFINITY, 'the number Infinity'],
  [2 ** 53 - 1, 'the number 9007199254740991'],
  [2 ** 53, 'a number, which YAML would round to 9007199254740992'],
  ['a', '"a"'],
  [[1], 'a list'],
  [{}, 'a mapping'],
])('%j is described as %s', (value, description) => {
  expect(describeValue(value)).toBe(description);
});

it.each([
  [[], ''],
  [['schedules', 'office-hours', 'targets', 0], 'schedules.office-hours.targets.0'],
  [['reveille/ali', 'accessKeyId'], 'reveille/ali.accessKeyId'],
  [['a.b', '', 'c\nd'], '"a.b".""."c\\nd"'],
])('the path %j is shown as %s', (path, shown) => {
  expect(dotted(path)).toBe(shown);
});
