import { expect, it } from 'vitest';
import { failedMessages } from '../../../local/engine/delivery/failed-messages.ts';

const ids = ['a', 'b'];

it.each([
  ['null', null, []],
  ['an empty text', '', []],
  ['an empty object', {}, []],
  ['an empty list', { batchItemFailures: [] }, []],
  ['a null list', { batchItemFailures: null }, []],
  ['one of them', { batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
  ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'x' }] }, ids],
  ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }, ids],
  ['a misspelt key', { batchItemFailures: [{ itemId: 'b' }] }, ids],
  ['no list', { batchItemFailures: 'b' }, ids],
  ['a text', 'b', ids],
] as const)('with partial responses, %s keeps the right messages', (_, payload, failed) => {
  expect(failedMessages({ ok: true, payload }, ids, true)).toEqual(failed);
});

it('without partial responses a success deletes everything, whatever it returned', () => {
  expect(failedMessages({ ok: true, payload: { batchItemFailures: [{ itemIdentifier: 'b' }] } }, ids, false)).toEqual([]);
});

it.each([true, false])('an error keeps everything (partial responses: %s)', (partial) => {
  expect(failedMessages({ ok: false, errorType: 'Error', errorMessage: '' }, ids, partial)).toEqual(ids);
});
