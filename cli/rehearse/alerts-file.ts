import * as z from 'zod/mini';
import { ConfigurationError, mistakeIn } from '../../shared/configuration/mistake.ts';
import { parseJson, readTextFile } from '../../shared/configuration/text-file.ts';
import { jsonProblem } from '../../shared/contract/json-problem.ts';

/** When an alert comes: so many milliseconds after the run begins, or at an epoch millisecond. */
export type AlertTime = { readonly afterMs: number } | { readonly at: number };

/** A request to the ingest endpoint. */
export interface AlertRequest {
  readonly source: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An alert that a run sends: a request, or an event for the default event bus. */
export interface PlannedAlert {
  readonly time: AlertTime;
  readonly sends: AlertRequest | { readonly event: Readonly<Record<string, unknown>> };
}

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const afterForm = /^(\d{1,6})([smhd])$/;
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const after = z.string().check(z.regex(afterForm, 'is not a time after the beginning, such as 10s, 5m, 2h or 1d'));
const at = z
  .string()
  .check(
    z.refine(
      (text) => instantForm.test(text) && !Number.isNaN(Date.parse(text)),
      'is not an instant with its offset, such as 2026-11-23T03:10:00Z',
    ),
  );
// API Gateway itself never sees what a client cannot send (RFC 9110, 5.5).
const headerValue = z.string().check(z.regex(/^[\x20-\x7e]*$/, 'has a character that no header can carry'));
const headers = z.record(z.string().check(z.regex(/^[\w-]+$/, 'is no name of a header')), headerValue);
const path = z.string().check(z.regex(/^\/[^\s?#]*$/, 'is not a path, such as /v1/alerts/prometheus'));
const request = {
  source: z.string().check(z.minLength(1, 'is empty')),
  headers: z.optional(headers),
  body: z.union([z.string(), z.record(z.string(), z.unknown())], 'is neither a text nor an object'),
  path: z.optional(path),
};
// What EventBridge takes no event without (EventBridge API reference, PutEventsRequestEntry).
const event = {
  event: z.looseObject({ source: z.string(), 'detail-type': z.string(), detail: z.record(z.string(), z.unknown()) }),
};

/** The forms of an entry, by the two keys of which each entry has one: its time and what it is. */
const forms = {
  'after source': z.strictObject({ after, ...request }),
  'at source': z.strictObject({ at, ...request }),
  'after event': z.strictObject({ after, ...event }),
  'at event': z.strictObject({ at, ...event }),
};

const fix = 'write {"after":"5m"} or {"at":instant}, with "source" and "body", or with "event"';

/**
 * Reads an alerts file: a JSON list of what comes to Reveille from outside in a run, each with its
 * time.
 * @throws ConfigurationError with a line for everything that is wrong, which quotes nothing of a
 * header or a body: they may hold a token
 */
export async function readAlertsFile(file: string): Promise<readonly PlannedAlert[]> {
  const content = parseJson(await readTextFile(file), file, fix);
  if (!Array.isArray(content)) throw new ConfigurationError([mistakeIn(file, [], { problem: 'is not a list', fix })]);
  const read = content.map((entry: unknown, n) => readEntry(entry, n, file));
  const mistakes = read.flatMap((each) => ('mistakes' in each ? each.mistakes : []));
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return read.flatMap((each) => ('alert' in each ? [each.alert] : []));
}

function readEntry(entry: unknown, n: number, file: string) {
  const has = (name: string) => typeof entry === 'object' && entry !== null && Object.hasOwn(entry, name);
  const time = has('at') ? 'at' : 'after';
  const form = forms[`${time} ${has('event') ? 'event' : 'source'}`];
  const parsed = z.safeParse(form, entry, { reportInput: true });
  if (parsed.success) return { alert: alertOf(parsed.data) };
  const mistakes = parsed.error.issues.map((issue) => mistakeIn(file, [n, ...issue.path], { problem: jsonProblem(issue), fix }));
  return { mistakes };
}

function alertOf(entry: z.infer<(typeof forms)[keyof typeof forms]>): PlannedAlert {
  const time = 'at' in entry ? { at: Date.parse(entry.at) } : { afterMs: msOf(entry.after) };
  if ('event' in entry) return { time, sends: { event: entry.event } };
  const { source, headers: given = {}, body, path: where = `/v1/alerts/${encodeURIComponent(source)}` } = entry;
  if (typeof body === 'string') return { time, sends: { source, path: where, headers: given, body } };
  const named = Object.keys(given).some((name) => name.toLowerCase() === 'content-type');
  const json = named ? given : { 'content-type': 'application/json', ...given };
  return { time, sends: { source, path: where, headers: json, body: JSON.stringify(body) } };
}

function msOf(text: string): number {
  const [, digits, unit] = afterForm.exec(text) ?? [];
  return Number(digits) * unitMs[unit as keyof typeof unitMs];
}
