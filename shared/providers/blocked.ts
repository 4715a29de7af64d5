import type { HttpAnswer } from '../http/transport.ts';
import { ProviderFailure } from './provider.ts';

/**
 * What stands between Reveille and a provider and lets nothing of this account through: asking again from the same place changes
 * nothing, so it is final for the account. Null for any other answer. Ask only about answers that are not JSON: the provider's own words win.
 */
export function blockedBy({ status, headers }: HttpAnswer): ProviderFailure | null {
  const reason = reasonOf(status, headers);
  return reason === null ? null : new ProviderFailure({ kind: 'account', requestId: null, ...reason });
}

function reasonOf(status: number, headers: HttpAnswer['headers']): { readonly code: string; readonly message: string } | null {
  // Cloudflare marks the pages that want a person at a browser so (Cloudflare docs, "Detect a challenge page response").
  if (headers['cf-mitigated'] === 'challenge') {
    return {
      code: 'Reveille.Challenged',
      message: `HTTP ${status}: bot protection in front of the provider wants a browser; the address these calls come from must be allowed`,
    };
  }
  // RFC 7725: a legal demand forbids the answer. Nothing was carried out.
  if (status === 451) {
    return { code: 'Reveille.Blocked', message: 'HTTP 451: calls from this network are refused for legal reasons' };
  }
  return null;
}
