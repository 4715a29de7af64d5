import * as z from 'zod/mini';
import type { ProviderName } from '../domain/vocabulary.ts';

/** What is wrong with a field that holds a character that cannot be sent, as a clause. */
export const unsendableKey = 'has a character that no key has, such as a line break or an invisible blank';

// A header of HTTP carries no control character and nothing beyond Latin-1 (RFC 9110, 5.5). The
// no-break space (A0) and the soft hyphen (AD) come from web pages and are in no key.
const sendable = /^[\x20-\x7e\xa1-\xac\xae-\xff]*$/;

// A key copied from a console often has a newline at its end. No key begins or ends with blanks,
// so they are taken off.
const text = z.pipe(
  z.string(),
  z.pipe(
    z.transform((value: string) => value.trim()),
    z.string().check(z.minLength(1, 'must not be empty'), z.regex(sendable, unsendableKey)),
  ),
);

// Some editors and shells put the mark first. The AWS command line of Windows may read its three
// bytes as Latin-1.
const byteOrderMark = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/;

/**
 * The JSON value of a secret's text, or of a file of secrets. A byte order mark before it is
 * nothing.
 * @throws SyntaxError whose message may quote the text, which is the secret
 */
export function parseSecretText(secret: string): unknown {
  return JSON.parse(secret.replace(byteOrderMark, ''));
}

/**
 * What a secret must hold, by provider: the words each console uses. Values are trimmed. A value
 * that cannot be sent has the message `unsendableKey`.
 */
export const secretOf = {
  alibaba: z.object({ accessKeyId: text, accessKeySecret: text, securityToken: z.optional(text) }),
  tencent: z.object({ secretId: text, secretKey: text, token: z.optional(text) }),
  zenlayer: z.object({ accessKeyId: text, accessKeyPassword: text }),
} as const satisfies Record<ProviderName, z.ZodMiniType>;

/** The key of an Alibaba account. */
export type AlibabaSecret = z.infer<(typeof secretOf)['alibaba']>;

/** The key of a Tencent account. */
export type TencentSecret = z.infer<(typeof secretOf)['tencent']>;

/** The key of a Zenlayer account. */
export type ZenlayerSecret = z.infer<(typeof secretOf)['zenlayer']>;

/**
 * What the secret of a source must hold: a token, or a key for signatures, or both. The previous
 * one of each is accepted beside it while keys are changed.
 */
export const sourceSecret = z
  .object({
    token: z.optional(text),
    previousToken: z.optional(text),
    hmacKey: z.optional(text),
    previousHmacKey: z.optional(text),
  })
  .check(z.refine(({ token, hmacKey }) => token !== undefined || hmacKey !== undefined, 'has neither token nor hmacKey'));

/** The secret of a source. */
export type SourceSecret = z.infer<typeof sourceSecret>;
