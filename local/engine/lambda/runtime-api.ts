import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An answer to the runtime's long poll: headers and the event as JSON text. */
export interface NextInvocation {
  readonly headers: Readonly<Record<string, string>>;
  readonly event: string;
}

/** What a function's process tells through the Runtime API. Bodies are JSON text. */
export interface RuntimeListener {
  /** The process is ready for an invocation and waits until `answer` is called. */
  onReady(answer: (invocation: NextInvocation) => void): void;
  onResult(requestId: string, outcome: 'response' | 'error', body: string): void;
  onInitError(body: string): void;
}

/** A Runtime API of one process. */
export interface RuntimeApi {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** Says who hears what the process tells; must be called before the process starts. */
  connect(listener: RuntimeListener): void;
  close(): void;
}

/**
 * Serves Lambda's Runtime API (Lambda developer guide, "Using the Lambda runtime API") to one
 * process, on a free loopback port.
 */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    connect: (listener) => {
      server.on('request', (request, response) => {
        // A process killed in the middle of a request leaves a broken body behind; its end is seen
        // elsewhere.
        serve(request, response, listener).catch(() => response.destroy());
      });
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, listener: RuntimeListener): Promise<void> {
  const path = (request.url ?? '').replace('/2018-06-01/runtime/', '');
  if (path === 'invocation/next') {
    listener.onReady(({ headers, event }) => {
      response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(event);
    });
    return;
  }
  const body = await text(request);
  const [, requestId = '', outcome] = path.split('/');
  if (path === 'init/error') listener.onInitError(body);
  else if (outcome === 'response' || outcome === 'error') listener.onResult(decodeURIComponent(requestId), outcome, body);
  else {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
}
