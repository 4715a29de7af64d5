import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readMessage } from '../../../shared/lambda/read-message.ts';

const parcel = z.strictObject({ to: z.string(), items: z.array(z.strictObject({ weight: z.int('must be whole grams') })) });

it('reads a message that is one', () => {
  const body = { to: 'me', items: [{ weight: 3 }] };
  expect(readMessage(parcel, JSON.stringify(body), 'parcel')).toEqual(body);
});

it.each([
  { body: 'secret', says: /^the message is no parcel: it is not JSON$/ },
  { body: '', says: /^the message is no parcel: it is not JSON$/ },
  { body: '"secret"', says: /^the message is no parcel: the whole: .*\(invalid_type\)$/ },
  { body: '{"to":"secret","items":[{"weight":1.5}]}', says: /^the message is no parcel: items\.0\.weight: must be whole grams/ },
  { body: '{"to":1,"items":"secret"}', says: /^the message is no parcel: to: .*; items: / },
])('says where $body is wrong, and quotes none of it', ({ body, says }) => {
  expect(() => readMessage(parcel, body, 'parcel')).toThrow(says);
  expect(() => readMessage(parcel, body, 'parcel')).not.toThrow(/secret/);
});
