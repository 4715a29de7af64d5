import * as z from 'zod/mini';
import { transitionActions } from '../../domain/vocabulary.ts';
import type { Exception } from '../../schedule/transition.ts';
import { readReason } from '../texts/field-text.ts';
import { readDate } from '../texts/time-text.ts';
import { choice, mapping, readText } from './source-schema.ts';

const date = readText(readDate, 'write a date such as 2026-11-28');
const which = choice(['all', ...transitionActions]);

const written = mapping({
  on: z.optional(date),
  from: z.optional(date),
  to: z.optional(date),
  run: z.optional(which),
  skip: z.optional(which),
  because: z._default(readText(readReason, 'write a few words', 'put it in quotes, {written}'), ''),
});
type Written = z.output<typeof written>;

/** Days on which a schedule runs although it would not, or the other way round: `on`, or `from` and `to`; `run` or `skip`. */
export const exception = z.pipe(
  written,
  z.transform((value: Written, context): Exception => {
    const refusal = faultIn(value);
    const { on, from = on, to = on, run, skip, because } = value;
    const effect = run === undefined ? 'skip' : 'run';
    const meant = run ?? skip;
    if (refusal === null && from !== undefined && to !== undefined && meant !== undefined) {
      return { from, to, effect, actions: meant === 'all' ? [...transitionActions] : [meant], because };
    }
    const { path = [], problem, fix } = refusal ?? { problem: 'has no date', fix: 'write on, or from and to' };
    context.issues.push({ code: 'custom', path, input: value, message: fix, params: { problem } });
    return z.NEVER;
  }),
);

interface Fault {
  readonly path?: string[];
  readonly problem: string;
  readonly fix: string;
}

function faultIn({ on, from, to, run, skip }: Written): Fault | null {
  if (run !== undefined && skip !== undefined)
    return { path: ['skip'], problem: 'stands beside run', fix: 'keep one of the two' };
  if (run === undefined && skip === undefined)
    return { problem: 'says neither run nor skip', fix: 'write run: all or skip: all, or start or stop' };
  if (on !== undefined && (from !== undefined || to !== undefined)) {
    return { path: ['on'], problem: 'stands beside from and to', fix: 'write on for one day, from and to for several' };
  }
  if (from !== undefined && to === undefined)
    return { path: ['from'], problem: 'has no to', fix: 'write the last day under to, or on for one day' };
  if (to !== undefined && from === undefined)
    return { path: ['to'], problem: 'has no from', fix: 'write the first day under from, or on for one day' };
  if (from !== undefined && to !== undefined && to < from) {
    return {
      path: ['to'],
      problem: `${to} is before ${from}, where the exception begins`,
      fix: 'write the first day under from and the last under to',
    };
  }
  return null;
}
