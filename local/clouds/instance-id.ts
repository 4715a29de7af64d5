import type { ProviderName } from '../../shared/domain/vocabulary.ts';

/**
 * The form of an instance id, by provider. Alibaba: `i-` and more (seed 000 has both i-bp67acfmxazb4p… and i-TestID, and calls
 * the latter unknown, not malformed). Tencent: `ins-` and lower-case letters and digits (seed 003). Zenlayer documents no form.
 */
export const instanceIdForm: Readonly<Record<ProviderName, RegExp>> = {
  alibaba: /^i-[A-Za-z0-9_-]+$/,
  tencent: /^ins-[a-z0-9]{4,}$/,
  zenlayer: /^[A-Za-z0-9_-]+$/,
};

/** True when no id is listed twice. */
export function distinct(ids: readonly unknown[]): boolean {
  return new Set(ids).size === ids.length;
}
