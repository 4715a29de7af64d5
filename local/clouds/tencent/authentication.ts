import type { TencentSecret } from '../../../shared/contract/secret.ts';
import { signTc3 } from '../../../shared/signing/tc3.ts';
import type { Refusal } from '../cloud-action.ts';
import type { ReceivedRequest } from '../received-request.ts';
import type { StandInParts } from '../stand-in.ts';

const authorizationForm =
  /^TC3-HMAC-SHA256 Credential=([^/\s]+)\/\d{4}-\d\d-\d\d\/cvm\/tc3_request, SignedHeaders=(content-type;host(?:;x-tc-action)?), Signature=[0-9a-f]{64}$/;
/** Tencent Cloud, "Signature v3": a request may be five minutes off. */
const toleranceMs = 5 * 60_000;

/** Says why a request is not believed, or null. There is no nonce: the same request may come twice. */
export function tencentDistrust(request: ReceivedRequest, parts: StandInParts<TencentSecret>): Refusal | null {
  const { headers } = request;
  const [, keyId, signedNames] = authorizationForm.exec(headers.authorization ?? '') ?? [];
  if (keyId === undefined) return { code: 'AuthFailure.InvalidAuthorization' };
  const key = parts.credentials;
  if (key === undefined || key.secretId !== keyId) return { code: 'AuthFailure.SecretIdNotFound' };
  if (headers['x-tc-token'] !== key.token) return { code: 'AuthFailure.TokenFailure' };
  const stamp = headers['x-tc-timestamp'];
  if (stamp === undefined) return { code: 'MissingParameter', message: 'The header X-TC-Timestamp is missing.' };
  if (!/^\d{1,12}$/.test(stamp)) return { code: 'InvalidParameter', message: 'X-TC-Timestamp must be Unix time in seconds.' };
  const timestamp = Number(stamp);
  if (parts.checkTime && Math.abs(parts.now() - timestamp * 1000) > toleranceMs) return { code: 'AuthFailure.SignatureExpire' };
  const own = signTc3(
    {
      host: headers.host ?? '',
      contentType: headers['content-type'] ?? '',
      ...(signedNames === 'content-type;host' ? {} : { action: headers['x-tc-action'] ?? '' }),
      timestamp,
      service: 'cvm',
      body: request.body,
    },
    { id: keyId, secret: key.secretKey },
  );
  // The whole header, so that the scope's date must be the timestamp's.
  return own.authorization === headers.authorization ? null : { code: 'AuthFailure.SignatureFailure' };
}
