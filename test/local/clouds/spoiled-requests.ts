import type { SignedRequest } from './support/signed-request.ts';

/** Spoils a signed request before it is sent. */
export type Spoil = (request: SignedRequest) => SignedRequest;

/** Sends a header that was not there, or another value, after signing. */
export function withHeader(name: string, value: string): Spoil {
  return (request) => ({ ...request, headers: { ...request.headers, [name]: value } });
}

/** Leaves a header out after signing. */
export function without(name: string): Spoil {
  return (request) => ({
    ...request,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([key]) => key !== name)),
  });
}

/** Changes the Authorization header. */
export function authorization(change: (value: string) => string): Spoil {
  return (request) => withHeader('authorization', change(request.headers.authorization ?? ''))(request);
}

/** Changes the URL after signing. */
export function url(change: (value: string) => string): Spoil {
  return (request) => ({ ...request, url: change(request.url) });
}
