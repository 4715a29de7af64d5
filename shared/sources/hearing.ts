import { createHash } from 'node:crypto';
import type { Statement } from '../contract/alert-message.ts';
import type { Source } from '../contract/compiled-restarts.ts';

/** What a source has sent: the text of the body, and its content type, empty when it names none. */
export interface SentBody {
  readonly text: string;
  readonly contentType: string;
}

/** What a reader must know besides what was sent. */
export interface Hearing {
  readonly source: Pick<Source, 'idLabel' | 'names'>;
  /** The labels that restarts of this source match on. No others are kept. */
  readonly labels: readonly string[];
  /** An id for each statement. */
  readonly newId: () => string;
}

/** What a body says. `truncated`: so many alerts were cut off by the source. */
export interface Heard {
  readonly statements: readonly Statement[];
  readonly truncated: number;
}

/** Reads what one kind of source sends. Throws {@link Unreadable}. */
export type Reader = (sent: SentBody, hearing: Hearing) => Heard;

/** A body that nobody can read. The message says why and quotes nothing of the body. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** What a reader found out about one alert. */
export interface Said {
  readonly status: Statement['status'];
  readonly series: string;
  /** The series and the beginning, when left out. */
  readonly episode?: string;
  /** Epoch milliseconds, or a text with a date; unreadable is unknown. */
  readonly startsAt: string | number | null;
  readonly labels: Readonly<Record<string, unknown>>;
  /** The machine as the kind of source itself names it. */
  readonly machine: string | null;
}

/** A label, a series or an episode has at most this many characters. */
const longestText = 1_024;

/** A statement of what was found out, with every text bounded. */
export function statementOf(said: Said, { source, labels, newId }: Hearing): Statement {
  const startsAt = instantOf(said.startsAt);
  const series = bounded(said.series);
  const alertname = textOf(said.labels.alertname) ?? '';
  const kept = ['alertname', 'severity', ...labels].flatMap((name) => {
    const value = textOf(said.labels[name]);
    // A value that is cut could match what the whole does not, so it is left out.
    return value === null || value.length > longestText ? [] : [[name, value] as const];
  });
  const named = Object.hasOwn(source.names, alertname) ? source.names[alertname] : undefined;
  return {
    id: newId(),
    status: said.status,
    series,
    episode: bounded(said.episode ?? `${said.series} ${startsAt ?? ''}`),
    startsAt,
    labels: Object.fromEntries(kept),
    instanceId: idOf(textOf(said.labels[source.idLabel])) ?? idOf(said.machine) ?? idOf(named ?? null),
  };
}

/** The JSON of a body. Throws {@link Unreadable}. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('the body is not JSON');
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

// An id with a blank, a line break or more characters than any provider gives is no id.
function idOf(text: string | null): string | null {
  return text !== null && /^[\x21-\x7e]{1,128}$/.test(text) ? text : null;
}

function bounded(text: string): string {
  return text.length <= longestText ? text : createHash('sha256').update(text).digest('hex');
}

/** The first instant that an alert can have begun at: before it, a source means "unknown". */
const earliest = Date.UTC(2000, 0);

function instantOf(given: string | number | null): string | null {
  const instant = typeof given === 'string' ? Date.parse(given) : (given ?? Number.NaN);
  const isInstant = instant >= earliest && instant < Date.UTC(2200, 0);
  return isInstant ? new Date(instant).toISOString() : null;
}
