import type { PowerState, Region } from '../../../shared/domain/vocabulary.ts';
import type { ArrivedRequest } from '../scripted-server.ts';

/**
 * Where a page stands in an answer of several: its number from 0, the rows of all pages together,
 * and whether more follow.
 */
export interface PagePlace {
  readonly number: number;
  readonly total: number;
  readonly more: boolean;
}

/** An instance in a listing by tags; `tags` null where the provider says nothing of them. */
export interface TaggedRow {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>> | null;
  /** Its resource group, where the provider has such. */
  readonly group?: string;
}

/** A refusal as it is on the wire. */
export interface Refused {
  readonly status: number;
  readonly body: unknown;
}

/**
 * How one provider says what every provider can say. All that follows from it is asked of all of
 * them alike.
 */
export interface Phrasing {
  readonly region: Region;
  /** What its secret holds, under which the stand-in believes requests. */
  readonly credentials: Readonly<Record<string, string>>;
  /** The fields of the secret that no message may ever repeat. */
  readonly secretFields: readonly string[];
  /** A session token: its field in the secret and the header it travels in. */
  readonly token?: { readonly field: string; readonly header: string };
  /** What makes two requests differ although they ask the same. */
  readonly freshness: string;
  /** The n-th instance id, in this provider's form. */
  id(n: number): string;
  readonly stopped: string;
  readonly running: string;
  /** Every word of the provider's documents for the state of an instance. */
  readonly words: Readonly<Record<string, PowerState>>;
  /** The action that looks. */
  readonly look: string;
  /** One page of the answer to a look. */
  page(rows: readonly (readonly [id: string, word: string])[], place: PagePlace): unknown;
  /** How the page with that number from 0 is asked for, when pages have `size` rows. */
  pageMark(number: number, size: number): string | undefined;
  /** Which page a request asks for, in the same words. */
  pageMarkOf(request: ArrivedRequest): string | undefined;
  /** How many rows a page of a listing by tags is asked to have. */
  readonly foundSize: number;
  /** One page of a listing by tags. */
  found(rows: readonly TaggedRow[], place: PagePlace): unknown;
  /** The row from which a request for such a page goes on, when all pages before it were full. */
  foundFrom(request: ArrivedRequest): number;
  /** The answer to a start or stop that accepted all of them. */
  accepted(ids: readonly string[]): unknown;
  refused(code: string, message: string): Refused;
  readonly throttledCode: string;
  /** The code for a request whose time is too far from the provider's. */
  readonly skewedCode: string;
  /** How an error body that comes with HTTP 200 is read. */
  readonly errorWith200: { readonly kind: string; readonly code: string };
}
