import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AwsApi } from './aws-api.ts';
import type { WireReply } from './service.ts';
import { ServiceError } from './service-error.ts';
import { type Keys, verifySigV4 } from './sigv4.ts';

/** The one HTTP endpoint that functions know as AWS. It listens on the loopback only. */
export class Gateway {
  readonly #server: Server;
  readonly #keys: ReadonlyMap<string, RoleKeys>;
  readonly #now: () => number;
  #api: AwsApi | undefined;

  constructor(keys: ReadonlyMap<string, RoleKeys>, now: () => number) {
    this.#keys = keys;
    this.#now = now;
    this.#server = createServer((request, response) => {
      this.#serve(request).then(
        (reply) => this.#send(response, reply),
        () => this.#send(response, { status: 500, headers: {}, body: '' }),
      );
    });
  }

  /**
   * Opens a free port and returns the origin, `http://127.0.0.1:PORT`. Requests are answered once
   * {@link connect} was called.
   */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Says which services answer the requests. */
  connect(api: AwsApi): void {
    this.#api = api;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage): Promise<WireReply> {
    const body = await text(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(',')]));
    const scope = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
    const api = this.#api;
    if (api?.knows(scope) !== true) return { status: 400, headers: {}, body: `no service ${scope} here` };
    const service = api.service(scope);
    try {
      const signed = { method: request.method ?? '', url: request.url ?? '', headers, body };
      const verified = verifySigV4(signed, this.#keys, this.#now());
      if (!verified.valid) throw new ServiceError(verified.code, verified.message, 403);
      const operation = service.read({ target: headers['x-amz-target'], traceHeader: headers['x-amzn-trace-id'], body });
      return await api.answer(
        { kind: 'role', arn: verified.keys.roleArn, functionArn: verified.keys.functionArn },
        scope,
        operation,
      );
    } catch (error) {
      if (error instanceof ServiceError) return service.refuse(error);
      throw error;
    }
  }

  #send(response: ServerResponse, reply: WireReply): void {
    // Node would write the machine's time, and the SDK takes over the time of a server's Date
    // header. So the engine's is written.
    const date = new Date(this.#now()).toUTCString();
    response.writeHead(reply.status, { ...reply.headers, date }).end(reply.body);
  }
}

/** Keys, the role they were made for, and the function that got them. */
export interface RoleKeys extends Keys {
  readonly roleArn: string;
  readonly functionArn: string;
}

/**
 * Made-up temporary keys for each function of the stack, new in every run and worth nothing
 * outside it.
 */
export class KeyRing {
  readonly #byFunction = new Map<string, RoleKeys>();
  /** By access key id, for verification. */
  readonly byId = new Map<string, RoleKeys>();

  /** The keys with which a function acts as its role, made when first asked for. */
  of({ arn: functionArn, roleArn }: { readonly arn: string; readonly roleArn: string }): RoleKeys {
    const existing = this.#byFunction.get(functionArn);
    if (existing !== undefined) return existing;
    const keys: RoleKeys = {
      roleArn,
      functionArn,
      accessKeyId: `ASIALOCAL${randomBytes(6).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(48).toString('base64'),
    };
    this.#byFunction.set(functionArn, keys);
    this.byId.set(keys.accessKeyId, keys);
    return keys;
  }
}
