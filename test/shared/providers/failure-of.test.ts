import { describe, expect, it } from 'vitest';
import { failureOf, readable } from '../../../shared/providers/answer.ts';

const long = 'x'.repeat(400);

describe('a failure in the provider’s words', () => {
  it.each([
    { what: 'plain words', said: ['Code', 'message', 'req'], kept: ['Code', 'message', 'req'] },
    { what: 'lines and control characters', said: ['C\nD', 'a\r\n\tb\u0000c', 'r\u001bq'], kept: ['C D', 'a b c', 'r q'] },
    {
      what: 'words without an end',
      said: [long, long, long],
      kept: [long.slice(0, 300), long.slice(0, 300), long.slice(0, 300)],
    },
    { what: 'no words', said: ['', ' ', ''], kept: ['(no code)', '(no message)', ''] },
    { what: 'no request id', said: ['Code', 'message', null], kept: ['Code', 'message', null] },
  ] as const)('keeps $what readable', ({ said: [code, message, requestId], kept }) => {
    const failure = failureOf('request', code, message, requestId);
    expect([failure.code, failure.message, failure.requestId]).toEqual(kept);
  });

  it.each([
    { what: 'a pair cut in half at the end', text: `${'x'.repeat(299)}\u{1f4a5}`, kept: 'x'.repeat(299) },
    { what: 'a lone half', text: 'a\ud83db', kept: 'a\ufffdb' },
    { what: 'a character that SQS refuses', text: 'a\uffffb\ufffec', kept: 'a b c' },
  ])('holds nothing that SQS or a URL cannot carry: $what', ({ text, kept }) => {
    expect(readable(text)).toBe(kept);
    expect(() => encodeURIComponent(readable(text))).not.toThrow();
  });
});
