import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { aRequest, aTransport } from './a-transport.ts';

// A pair for 127.0.0.1 that nobody has signed but itself. It protects nothing.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNIKJLv1fXoJsNZFN
7u23GNk/eVowOJApC4CSn2KgzKOhRANCAAR883h+r66v06iRFMVRmTMjklqv5Atn
0e0mdp9v6gKbEay++9O+LZO9dDYOd/Kt7D5D8istpjFOPvIibCOhKoY4
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBkTCCATagAwIBAgIUFgo+Fvoa/2n5ryFoIfgT3J4nIEMwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNjEyNTg0MFoYDzIxMjYxMTAy
MTI1ODQwWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAR883h+r66v06iRFMVRmTMjklqv5Atn0e0mdp9v6gKbEay++9O+LZO9
dDYOd/Kt7D5D8istpjFOPvIibCOhKoY4o2QwYjAdBgNVHQ4EFgQUesTN4y8I7kee
sD+XemoFHlFihYswHwYDVR0jBBgwFoAUesTN4y8I7keesD+XemoFHlFihYswDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYC
IQCD7THdTcX4/7w3Of5lqekYICI/HH1L5ZLQWs1NRFjg3QIhAPAPvsMQ1KMkG7HX
ExlqX4PVvSJTDpZI5L2UmdhIxFB1
-----END CERTIFICATE-----`;

it('says that nothing was sent when the certificate is not trusted, and why', async () => {
  const received: Buffer[] = [];
  const server = createServer({ key, cert }, (socket) => socket.on('data', (bytes) => received.push(bytes)));
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const sending = aTransport().send(aRequest(`https://127.0.0.1:${port}`), new AbortController().signal);
  await expect(sending).rejects.toMatchObject({ sent: false, message: expect.stringContaining('self-signed certificate') });
  expect(received).toEqual([]);
});
