import type { InstanceSpec } from './cloud-state.ts';

/** The value of one of an instance's tags, undefined when it does not carry the key. */
export function tagOf({ tags = {} }: InstanceSpec, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}
