import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One request as it arrived, whole. */
export interface ArrivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Answers the request with that number, counted from 0. A script that writes nothing leaves the
 * client waiting.
 */
export type Script = (response: ServerResponse, request: ArrivedRequest, number: number) => void;

/** A server on a free port of 127.0.0.1 for the length of one test. */
export interface ScriptedServer {
  readonly origin: string;
  /** Every request that arrived, in order. */
  readonly requests: readonly ArrivedRequest[];
  /** How many connections were opened so far. */
  connections(): number;
}

/** Serves a script until the test is over. */
export async function serve(script: Script): Promise<ScriptedServer> {
  const requests: ArrivedRequest[] = [];
  let connections = 0;
  const server = createServer(async (message, response) => {
    const request = {
      method: message.method ?? '',
      path: message.url ?? '',
      headers: message.headers,
      body: await bodyOf(message),
    };
    script(response, request, requests.push(request) - 1);
  }).on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { origin: originOf(server.address() as AddressInfo), requests, connections: () => connections };
}

/** An origin without a server: the one that listened there has just been closed. */
export async function deserted(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = originOf(server.address() as AddressInfo);
  await new Promise((resolve) => server.close(resolve));
  return origin;
}

/** A script that gives every request the same answer. */
export function always(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Script {
  return (response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function originOf({ port }: AddressInfo): string {
  return `http://127.0.0.1:${port}`;
}
