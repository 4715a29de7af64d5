import * as z from 'zod/mini';
import { transitionActions } from '../../domain/vocabulary.ts';
import type { Exception } from '../../schedule/transition.ts';
import { readReason } from '../texts/field-text.ts';
import { readDateOrYearly } from '../texts/read-time.ts';
import { choice, described, mapping, readText, refuse } from './source-schema.ts';
import { spanRefusal } from './source-span.ts';

const date = readText(readDateOrYearly, 'write a date such as 2026-11-28, or "12-24" for each year');
const which = choice(['all', ...transitionActions]);

const fields = mapping({
  on: described('The one day of the exception: 2026-11-28, or "12-24" of each year.', z.optional(date)),
  from: described('The first day of the exception.', z.optional(date)),
  to: described('The last day of the exception, included.', z.optional(date)),
  run: described('What runs on these days although it is not planned: all, start or stop.', z.optional(which)),
  skip: described('What does not run on these days although it is planned: all, start or stop.', z.optional(which)),
  because: described(
    'Why, in one line of at most 100 characters. Plans, logs and reports show it.',
    z._default(readText(readReason, 'write a few words', 'put it in quotes: {source}'), ''),
  ),
});

/** Days that differ from the schedule's usual times: `on`, or `from` and `to`; `run` or `skip`. */
export const exception = z.pipe(
  fields,
  z.transform((value: z.output<typeof fields>, context): Exception => {
    const { on, from = on, to = on, run, skip, because } = value;
    const wrong = (problem: string, fix: string, key?: keyof typeof value) =>
      refuse(context, value, { problem, fix }, key === undefined ? [] : [key]);
    const meant = run ?? skip;
    if (run !== undefined && skip !== undefined) return wrong('cannot be combined with run', 'delete one of the two', 'skip');
    if (meant === undefined) return wrong('has neither run nor skip', 'write run: or skip:, with all, start or stop');
    if (on !== undefined && (value.from !== undefined || value.to !== undefined)) {
      return wrong('cannot be combined with from and to', 'write on for one day, or from and to for several', 'on');
    }
    if (from === undefined && to === undefined) return wrong('has no date', 'write on, or from and to');
    if (to === undefined) return wrong('has no last day', 'write it under to, or write on for a single day', 'from');
    if (from === undefined) return wrong('has no first day', 'write it under from, or write on for a single day', 'to');
    const span = spanRefusal({ from, to });
    if (span !== null) return wrong(span.problem, span.fix, span.key);
    const actions = meant === 'all' ? [...transitionActions] : [meant];
    return { from, to, effect: run === undefined ? 'skip' : 'run', actions, because };
  }),
);
