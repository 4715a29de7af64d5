import * as z from 'zod/mini';
import type { ProviderName } from '../domain/vocabulary.ts';

// A key copied from a console often has a newline at its end. No key begins or ends with blanks,
// so they are taken off.
const text = z.pipe(
  z.string(),
  z.pipe(
    z.transform((value: string) => value.trim()),
    z.string().check(z.minLength(1, 'must not be empty')),
  ),
);

/** What a secret must hold, by provider: the words each console uses. Values are trimmed. */
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
