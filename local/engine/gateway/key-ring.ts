import { randomBytes } from 'node:crypto';
import type { Keys } from './sigv4.ts';

/** Keys and the role they were made for. */
export interface RoleKeys extends Keys {
  readonly roleArn: string;
}

/** Made-up temporary keys for each role of the stack, new in every run and worth nothing outside it. */
export class KeyRing {
  readonly #byRole = new Map<string, RoleKeys>();
  /** By access key id, for verification. */
  readonly byId = new Map<string, RoleKeys>();

  /** The keys of a role, made when first asked for. */
  of(roleArn: string): RoleKeys {
    const existing = this.#byRole.get(roleArn);
    if (existing !== undefined) return existing;
    const keys: RoleKeys = {
      roleArn,
      accessKeyId: `ASIALOCAL${randomBytes(6).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(48).toString('base64'),
    };
    this.#byRole.set(roleArn, keys);
    this.byId.set(keys.accessKeyId, keys);
    return keys;
  }
}
