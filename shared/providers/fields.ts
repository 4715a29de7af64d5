import * as z from 'zod/mini';
import { readable } from './answer.ts';

/*
 * How the fields of a provider's answer are read: here, at the door, every text from outside gets
 * its bounds, so that whatever holds one can be sent, logged and told.
 */

/** A text for people and for our tables: {@link readable}. */
export const word = z.pipe(
  z.string(),
  z.transform((text) => readable(text)),
);

/** The same where it may be missing. Anything but a text counts as missing. */
export const maybeWord = z.catch(z.optional(z.nullable(word)), null);

/** A code that some answers give as a number. */
export const codeWord = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((code) => readable(String(code))),
);

/**
 * The id of an instance or a group. It goes back to the provider as it is, so a text that no id can
 * be is refused, never mended. 128 characters are what a message is reckoned with (hand-on.ts); the
 * ids of the three providers have up to 30.
 */
export const idWord = z.string().check(z.regex(/^[\x21-\x7e]{1,128}$/));

/** Where a listing goes on, in the provider's words: sent back as it is; null at the end. */
export const cursorWord = z.pipe(
  z.optional(z.nullable(z.string().check(z.regex(/^[\x20-\x7e]{0,4096}$/)))),
  z.transform((cursor) => cursor || null),
);

/** A count that some answers give as a text. */
export const countWord = z.pipe(
  z.union([z.int(), z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number))]),
  z.int().check(z.nonnegative()),
);

/** The rows of a page, read one by one later; null is none. */
export const rowList = z.pipe(
  z.optional(z.nullable(z.array(z.unknown()))),
  z.transform((rows) => rows ?? []),
);

/**
 * A row by its schema, with its id in `field`. `row` null: it cannot be read; `id` null: not even
 * its id can.
 */
export function readRow<Row>(
  schema: z.ZodMiniType<Row>,
  field: string,
  row: unknown,
): { readonly id: string | null; readonly row: Row | null } {
  const id = z.object({ [field]: idWord }).safeParse(row);
  const whole = schema.safeParse(row);
  return { id: id.success ? (id.data[field] ?? null) : null, row: id.success && whole.success ? whole.data : null };
}

/**
 * An error as gateways write it, whatever the API behind them says: flat, with names in upper or
 * lower case.
 */
export const flatError = z.union([
  z.object({ code: codeWord, message: maybeWord, requestId: maybeWord }),
  z.pipe(
    z.object({ Code: codeWord, Message: maybeWord, RequestId: maybeWord }),
    z.transform(({ Code, Message, RequestId }) => ({ code: Code, message: Message, requestId: RequestId })),
  ),
]);
