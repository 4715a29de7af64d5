import * as z from 'zod/mini';
import type { Days, Rule } from '../../schedule/transition.ts';
import { readDays } from '../texts/days-text.ts';
import { readCron } from '../texts/field-text.ts';
import { readMoment, readTime } from '../texts/time-text.ts';
import { oneOrMore } from './one-or-more.ts';
import { mapping, readText } from './source-schema.ts';

const fixDays = 'write daily, workdays, after-workdays, weekdays such as mon-fri, or a list such as [mon, wed]';

const days = z.pipe(
  oneOrMore(readText(readDays, fixDays), fixDays),
  z.transform((entries: Days[], context): Days => {
    const [first = 'daily'] = entries;
    if (entries.length === 1) return first;
    const weekdays = new Set<number>();
    for (const [index, entry] of entries.entries()) {
      if (typeof entry !== 'string') for (const weekday of entry) weekdays.add(weekday);
      else {
        const refusal = { message: 'write it alone, or take it out', params: { problem: `${entry} stands beside other days` } };
        context.issues.push({ code: 'custom', path: [index], input: entry, ...refusal });
      }
    }
    return [...weekdays].sort((a, b) => a - b);
  }),
);

const written = mapping(
  {
    at: z.optional(readText(readTime, 'write a time of day in quotes, such as "08:30"')),
    days: z.optional(days),
    cron: z.optional(readText(readCron, 'write six cron fields in quotes, such as "30 8 ? * MON-FRI *"')),
    once: z.optional(readText(readMoment, 'write a date with a time, such as 2026-12-24T18:00')),
  },
  'write a time such as { at: "08:30", days: mon-fri }',
);

/** When a schedule starts or stops: one of `at` (with `days`, daily when left out), `cron` and `once`. */
const rule = z.pipe(
  written,
  z.transform((value: z.output<typeof written>, context): Rule => {
    const { at, cron, once } = value;
    const refuse = (path: readonly string[], problem: string, fix: string): Rule => {
      context.issues.push({ code: 'custom', path: [...path], input: value, message: fix, params: { problem } });
      return z.NEVER;
    };
    const [given, second] = (['at', 'cron', 'once'] as const).filter((key) => value[key] !== undefined);
    if (second !== undefined) return refuse([second], `stands beside ${given}`, 'keep one of the two, or write a list');
    if (at === undefined && value.days !== undefined) return refuse(['days'], 'belongs to at', 'add at, or take it out');
    if (at !== undefined) return { kind: 'at', time: at, days: value.days ?? 'daily' };
    if (cron !== undefined) return { kind: 'cron', cron };
    if (once !== undefined) return { kind: 'once', ...once };
    return refuse([], 'says no time', 'write at: "08:30", cron or once');
  }),
);

/** What stands under `start` or `stop`: one such time or a list of them; the value is a list. */
export const times = oneOrMore(rule, 'write at least one time, such as { at: "08:30", days: mon-fri }');
