import type { ZenlayerSecret } from '../../../shared/contract/secret.ts';
import { signZc2 } from '../../../shared/signing/zc2.ts';
import type { Refusal } from '../cloud-action.ts';
import type { ReceivedRequest } from '../received-request.ts';
import type { StandInParts } from '../stand-in.ts';

const authorizationForm = /^ZC2-HMAC-SHA256 Credential=([^,\s]+), SignedHeaders=content-type;host, Signature=[0-9a-f]{64}$/;
/** Comment in Zenlayer's CSI driver (pkg/cloud/error.go): a request may be five minutes off. */
const toleranceMs = 5 * 60_000;

/**
 * Says why a request is not believed, or null. Which code an unknown key gets is documented nowhere: it is answered as a
 * signature that cannot be right. Another method than POST cannot be right either, for the signature always covers POST.
 */
export function zenlayerDistrust(request: ReceivedRequest, parts: StandInParts<ZenlayerSecret>): Refusal | null {
  const { headers } = request;
  const keyId = authorizationForm.exec(headers.authorization ?? '')?.[1];
  if (keyId === undefined) return { code: 'AUTHFAILURE_INVALID_AUTHORIZATION' };
  if (headers['x-zc-signature-method'] !== 'ZC2-HMAC-SHA256') {
    return { code: 'AUTHFAILURE_INVALID_AUTHORIZATION', message: 'X-ZC-Signature-Method must be ZC2-HMAC-SHA256.' };
  }
  const stamp = headers['x-zc-timestamp'] ?? '';
  if (!/^\d{1,12}$/.test(stamp)) {
    return { code: 'AUTHFAILURE_INVALID_AUTHORIZATION', message: 'X-ZC-Timestamp must be Unix time in seconds.' };
  }
  const key = parts.credentials;
  if (key === undefined || key.accessKeyId !== keyId) return { code: 'AUTHFAILURE_SIGNATURE_FAILURE' };
  const timestamp = Number(stamp);
  if (parts.checkTime && Math.abs(parts.now() - timestamp * 1000) > toleranceMs) return { code: 'AUTHFAILURE_SIGNATURE_EXPIRED' };
  const own = signZc2(
    { host: headers.host ?? '', contentType: headers['content-type'] ?? '', timestamp, body: request.body },
    { id: keyId, secret: key.accessKeyPassword },
  );
  const holds = own.authorization === headers.authorization && request.method === 'POST';
  return holds ? null : { code: 'AUTHFAILURE_SIGNATURE_FAILURE' };
}
