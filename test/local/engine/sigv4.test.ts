import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Keys, type SignedRequest, verifySigV4 } from '../../../local/engine/gateway/sigv4.ts';

const keys: Keys = { accessKeyId: 'ASIATEST', secretAccessKey: 'secret', sessionToken: 'token' };
const known = new Map([[keys.accessKeyId, keys]]);
let request: SignedRequest;
let sentAt = 0;

// The request to verify is one that the SDK itself signed and sent.
beforeAll(async () => {
  let received: SignedRequest | undefined;
  const server = createServer(async (incoming, response) => {
    const headers = incoming.headers as Record<string, string>;
    received = { method: incoming.method ?? '', url: incoming.url ?? '', headers, body: await text(incoming) };
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials: keys, md5: false });
  sentAt = Date.now();
  await client.send(new SendMessageCommand({ QueueUrl: `${endpoint}/0/q`, MessageBody: 'hello' }));
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  if (received === undefined) throw new Error('the SDK sent nothing');
  request = received;
});

describe('verifySigV4', () => {
  it('accepts what the SDK signed, and says whose it is', () => {
    expect(verifySigV4(request, known, sentAt)).toEqual({ valid: true, keys, service: 'sqs' });
  });

  it.each([
    ['another body', (r: SignedRequest) => ({ ...r, body: `${r.body} ` }), 'SignatureDoesNotMatch'],
    ['another path', (r: SignedRequest) => ({ ...r, url: '/other' }), 'SignatureDoesNotMatch'],
    ['another query', (r: SignedRequest) => ({ ...r, url: '/?x=1' }), 'SignatureDoesNotMatch'],
    ['another target', (r: SignedRequest) => header(r, 'x-amz-target', 'AmazonSQS.DeleteQueue'), 'SignatureDoesNotMatch'],
    ['another token', (r: SignedRequest) => header(r, 'x-amz-security-token', 'x'), 'InvalidClientTokenId'],
    [
      'another key',
      (r: SignedRequest) => authorization(r, (value) => value.replace('ASIATEST', 'ASIAOTHER')),
      'InvalidClientTokenId',
    ],
    ['no signature', (r: SignedRequest) => header(r, 'authorization', undefined), 'IncompleteSignature'],
    ['unsigned host', (r: SignedRequest) => authorization(r, (value) => value.replace(';host', '')), 'SignatureDoesNotMatch'],
    ['a date outside the scope', (r: SignedRequest) => header(r, 'x-amz-date', '20200101T000000Z'), 'IncompleteSignature'],
  ])('refuses %s', (_, change, code) => {
    expect(verifySigV4(change(request), known, sentAt)).toMatchObject({ valid: false, code });
  });

  it.each([-16, 16])('refuses a signature %i minutes off', (minutes) => {
    expect(verifySigV4(request, known, sentAt + minutes * 60_000)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it('refuses a signature made with another secret', () => {
    const other = new Map([[keys.accessKeyId, { ...keys, secretAccessKey: 'other' }]]);
    expect(verifySigV4(request, other, sentAt)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

function header(original: SignedRequest, name: string, value: string | undefined): SignedRequest {
  return { ...original, headers: { ...original.headers, [name]: value } };
}

function authorization(original: SignedRequest, change: (value: string) => string): SignedRequest {
  return header(original, 'authorization', change(original.headers.authorization ?? ''));
}
