import { expect, it } from 'vitest';
import { nearestWord } from '../../../shared/text/nearest-word.ts';

it.each([
  ['secrt', ['provider', 'secret', 'kmsKey'], 'secret'],
  ['KMSKEY', ['provider', 'secret', 'kmsKey'], 'kmsKey'],
  ['prvoider', ['provider', 'secret'], 'provider'],
  ['expirsAfetr', ['expiresAfter'], null],
  ['cron', ['corn'], null],
  ['crn', ['cron'], 'cron'],
  ['zne', ['ali', 'zen'], null],
  ['stop', ['start'], null],
  ['start', ['stort', 'stact', 'start'], 'start'],
  ['', ['a'], 'a'],
  ['anything', [], null],
  ['x'.repeat(200), ['x'.repeat(199)], null],
])('%s among %j: %s', (word, candidates, nearest) => {
  expect(nearestWord(word, candidates)).toBe(nearest);
});
