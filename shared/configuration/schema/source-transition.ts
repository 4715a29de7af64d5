import * as z from 'zod/mini';
import type { Days, Rule } from '../../schedule/transition.ts';
import { readCron } from '../texts/field-text.ts';
import { readDays } from '../texts/read-days.ts';
import { readMoment, readTime } from '../texts/read-time.ts';
import { described, hints, mapping, oneOrMore, readText, refuse } from './source-schema.ts';

const fixDays = 'write daily, workdays, after-workdays, a range such as mon-fri, or a list such as [mon, wed]';

const days = z.pipe(
  oneOrMore(readText(readDays, fixDays), fixDays),
  z.transform((entries: Days[], context): Days => {
    const [first = 'daily'] = entries;
    if (entries.length === 1) return first;
    const weekdays = new Set<number>();
    for (const [index, entry] of entries.entries()) {
      if (typeof entry !== 'string' && !('nth' in entry)) for (const weekday of entry) weekdays.add(weekday);
      else {
        const problem = `${entry} cannot be combined with other days`;
        refuse(context, entry, { problem, fix: 'write it alone, or delete it' }, [index]);
      }
    }
    return [...weekdays].sort((a, b) => a - b);
  }),
);

const time = mapping(
  {
    at: described(
      'Time of day in the time zone of the schedule, in quotes: "08:30".',
      z.optional(readText(readTime, 'write a time of day in quotes, such as "08:30"')),
    ),
    days: described(
      'Days on which `at` counts: daily (default), workdays and after-workdays (by the calendar), weekdays such as mon-fri or [mon, wed].',
      z.optional(days),
    ),
    cron: described(
      'EventBridge\'s six cron fields (minute, hour, day of month, month, day of week, year): "30 8 ? * MON-FRI *".',
      z.optional(readText(readCron, 'write six cron fields in quotes, such as "30 8 ? * MON-FRI *"')),
    ),
    once: described(
      'One date and time in the time zone of the schedule: 2026-12-24T18:00.',
      z.optional(readText(readMoment, 'write a date with a time, such as 2026-12-24T18:00')),
    ),
  },
  'write a time such as { at: "08:30", days: mon-fri }',
);
hints.add(time, { id: 'time' });

/**
 * When a schedule starts or stops: one of `at` (with `days`, daily when left out), `cron` and
 * `once`.
 */
const rule = z.pipe(
  time,
  z.transform((value: z.output<typeof time>, context): Rule => {
    const { at, cron, once } = value;
    const [given, second] = (['at', 'cron', 'once'] as const).filter((key) => value[key] !== undefined);
    if (second !== undefined) {
      const problem = `cannot be combined with ${given}`;
      return refuse(context, value, { problem, fix: 'delete one of the two, or write a list of two times' }, [second]);
    }
    if (at === undefined && value.days !== undefined) {
      return refuse(context, value, { problem: 'has no effect without at', fix: 'add at, or delete days' }, ['days']);
    }
    if (at !== undefined) return { kind: 'at', time: at, days: value.days ?? 'daily' };
    if (cron !== undefined) return { kind: 'cron', cron };
    if (once !== undefined) return { kind: 'once', ...once };
    return refuse(context, value, { problem: 'has no time', fix: 'write at, cron or once, such as at: "08:30"' });
  }),
);

/**
 * The value of `start` or `stop`: one time or a list of times. It is read as a list either way.
 * `description` is what the key means.
 */
export function times(description: string) {
  return described(description, z.optional(oneOrMore(rule, 'write at least one time, such as { at: "08:30", days: mon-fri }')));
}
