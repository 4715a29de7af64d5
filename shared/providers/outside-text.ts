import * as z from 'zod/mini';

/** The most characters of a provider's sentence or word that reach logs, notices and dead letters. */
const longestText = 300;
/** The longest id that is taken. The ids of the three providers have up to 30 characters. */
const longestId = 128;
/** The longest mark of a next page that is taken: it travels in the URL of the next request. */
const longestMark = 4096;

/**
 * A provider's text on one line, cut to a readable length. Characters that SQS refuses are gone
 * (SendMessage: #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD, #x10000 to #x10FFFF), and so are
 * lone halves of a surrogate pair, which a URL cannot carry.
 */
export function readable(text: string, longest = longestText): string {
  return (
    text
      // What is cut away below does not have to be cleaned; blanks before the text may be many.
      .slice(0, longest * 100)
      .replace(/[\s\p{Cc}\ufffe\uffff]+/gu, ' ')
      .trim()
      .slice(0, longest)
      .toWellFormed()
  );
}

/**
 * Whether a text can be an id of an instance. An id is compared and sent back, so it is never cut or
 * cleaned: a text that nobody can send is no id.
 */
export function isId(text: string): boolean {
  return isExact(text, longestId);
}

/** An id of an instance in a row of an answer. */
export const instanceId = z.string().check(z.refine(isId));

/** The mark of a next page, which is sent back as it is; null, empty or absent on the last page. */
export const nextMark = z.optional(z.nullable(z.string().check(z.refine((text) => text === '' || isExact(text, longestMark)))));

/** The number of rows of a listing, which some answers give as a text. */
export const rowCount = z.union([
  z.int(),
  z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/)),
    z.transform((text) => Number(text)),
  ),
]);

function isExact(text: string, longest: number): boolean {
  return text.length <= longest && /^[^\s\p{C}]+$/u.test(text);
}
