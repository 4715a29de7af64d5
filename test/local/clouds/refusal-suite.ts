import { describe, expect, it } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { one, ways } from './power-calls.ts';
import { openClouds } from './support/open-clouds.ts';
import type { Received } from './support/signed-request.ts';

type Opened = Awaited<ReturnType<typeof openClouds>>;

/** The refused calls of one stand-in: by HTTP status and code, as in `400 MissingParameter`. */
export type RefusedCalls<Call extends { readonly that: string }> = Readonly<Record<string, readonly Call[]>>;

const sentence = expect.stringMatching(/^[A-Z].+\.$/);
const requestId = '00000000-0000-4000-8000-000000000001';

/** The whole body of a refusal, as each provider words it. */
const bodyOf: Readonly<Record<ProviderName, (code: string, origin: string) => object>> = {
  alibaba: (code, origin) => ({
    RequestId: requestId,
    HostId: new URL(origin).host,
    Code: code,
    Message: sentence,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${code}`,
  }),
  tencent: (code) => ({ Response: { Error: { Code: code, Message: sentence }, RequestId: requestId } }),
  zenlayer: (code) => ({ requestId: `T${requestId}`, code, message: sentence }),
};

/**
 * Tests that a stand-in answers each call with the refusal it is listed under, records it, and
 * leaves the instance stopped.
 */
export function testRefusals<Call extends { readonly that: string }>(
  provider: ProviderName,
  refused: RefusedCalls<Call>,
  ask: (opened: Opened, call: Call) => Promise<Received>,
): void {
  const rows = Object.entries(refused).flatMap(([refusal, calls]) => calls.map((call) => ({ that: call.that, refusal, call })));

  describe(`the stand-in of ${provider} refuses a request that`, () => {
    it.each(rows)('$that: $refusal', async ({ refusal, call }) => {
      const [status, code = ''] = refusal.split(' ');
      const opened = await openClouds(one(provider, {}));
      const answer = await ask(opened, call);
      expect(answer.json).toEqual(bodyOf[provider](code, opened.clouds.origins[provider]));
      expect(answer.status).toBe(Number(status));
      expect(opened.clouds.calls.map((each) => each.code)).toEqual([code]);
      expect(opened.clouds.instance(provider, ways[provider].id)?.status).toBe(ways[provider].words.stopped);
    });
  });
}
