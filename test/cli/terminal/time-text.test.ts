import { expect, it } from 'vitest';
import { spanText } from '../../../cli/terminal/time-text.ts';

it.each([
  [0, '0 s'],
  [46_400, '46 s'],
  [119_000, '119 s'],
  [150_000, '2 min 30 s'],
  [7_200_000, '2 h 0 min'],
  [37_800_000, '10 h 30 min'],
  [14 * 86_400_000 + 60_000, '14 days'],
])('%i ms is %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});
