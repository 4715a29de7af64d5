import * as z from 'zod/mini';
import type { Days, NthWeekday, Rule } from '../../schedule/transition.ts';
import { readCron } from '../texts/field-text.ts';
import { fixDays, readDays, readWeekdays } from '../texts/read-days.ts';
import { readDateOrYearly, readMoment, readTime } from '../texts/read-time.ts';
import { bounded, described, hints, mapping, oneOrMore, readText, refuse } from './source-schema.ts';
import { spanRefusal } from './source-span.ts';

const fixNth = 'write 1 to 5, or -1 for the last one of the month';
const nthNumber = z
  .int({ error: fixNth })
  .check(
    z.refine((nth) => nth === -1 || (nth >= 1 && nth <= 5), { error: fixNth, params: { problem: 'no month has that one' } }),
  );
const fixPlus = 'write a number of days from 0 to 28';

const nthWeekday = z.pipe(
  mapping(
    {
      nth: described('Which one of the month: 1 to 5, or -1 for the last one.', nthNumber),
      weekday: described('The weekday that is counted, such as tue.', readText(readWeekdays, 'write a weekday such as tue')),
      plus: described(
        'So many days later, 0 to 28. Default 0.',
        z._default(bounded(z.int({ error: fixPlus }), 0, 28, fixPlus), 0),
      ),
    },
    fixDays,
  ),
  z.transform(({ nth, weekday: [weekday = 1, ...more], plus }, context): NthWeekday => {
    if (more.length === 0) return { nth, weekday, plus };
    return refuse(context, weekday, { problem: 'has several days', fix: 'write one weekday, such as tue' }, ['weekday']);
  }),
);

const listedDays = z.pipe(
  oneOrMore(readText(readDays, fixDays), fixDays),
  z.transform((entries: Exclude<Days, NthWeekday>[], context): Days => {
    const [first = 'daily'] = entries;
    if (entries.length === 1) return first;
    const weekdays = new Set<number>();
    for (const [index, entry] of entries.entries()) {
      if (typeof entry !== 'string') for (const weekday of entry) weekdays.add(weekday);
      else {
        const problem = `${entry} cannot be combined with other days`;
        refuse(context, entry, { problem, fix: 'write it alone, or delete it' }, [index]);
      }
    }
    return [...weekdays].sort((a, b) => a - b);
  }),
);

const fixOnly = 'write weekdays such as fri, mon-thu or [mon, wed]';
const only = z.pipe(
  oneOrMore(readText(readWeekdays, fixOnly), fixOnly),
  z.transform((entries: (readonly number[])[]): readonly number[] => [...new Set(entries.flat())].sort((a, b) => a - b)),
);

const fixEvery = 'write a number of weeks from 1 to 52';
const date = readText(readDateOrYearly, 'write a date such as 2026-12-04');

const time = mapping(
  {
    at: described(
      'Time of day in the time zone of the schedule, in quotes: "08:30".',
      z.optional(readText(readTime, 'write a time of day in quotes, such as "08:30"')),
    ),
    days: described(
      'Days on which `at` counts: daily (default); by the calendar workdays, after-workdays, before-days-off, first-workday and last-workday; weekdays such as mon-fri or [mon, wed]; { nth: 2, weekday: tue, plus: 4 }.',
      z.optional(z.union([listedDays, nthWeekday])),
    ),
    only: described('The weekdays among the days: [mon, tue].', z.optional(only)),
    every: described(
      'Every so many weeks, 1 to 52, counted from the week of `from`: 2.',
      z.optional(bounded(z.int({ error: fixEvery }), 1, 52, fixEvery)),
    ),
    from: described('The first date on which the time counts: 2026-12-04, or "06-01" of each year.', z.optional(date)),
    to: described('The last date, included.', z.optional(date)),
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

type Time = z.output<typeof time>;
type Spot = { readonly problem: string; readonly fix: string; readonly key?: keyof Time };

/**
 * When a schedule starts or stops: one of `at` (with `days`, daily when left out), `cron` and
 * `once`.
 */
const rule = z.pipe(
  time,
  z.transform((value: Time, context): Rule => {
    const wrong = refusalOf(value);
    if (wrong !== null) return refuse(context, value, wrong, wrong.key === undefined ? [] : [wrong.key]);
    const { at, cron, once } = value;
    const span = { ...(value.from !== undefined && { from: value.from }), ...(value.to !== undefined && { to: value.to }) };
    if (cron !== undefined) return { kind: 'cron', cron, ...span };
    if (once !== undefined) return { kind: 'once', ...once };
    const narrowed = {
      ...(value.only !== undefined && { only: value.only }),
      ...(value.every !== undefined && { every: value.every }),
    };
    return { kind: 'at', time: at ?? '', days: value.days ?? 'daily', ...narrowed, ...span };
  }),
);

function refusalOf(value: Time): Spot | null {
  const { at, days, every, from, to } = value;
  const [given, second] = (['at', 'cron', 'once'] as const).filter((key) => value[key] !== undefined);
  if (second !== undefined) {
    const fix = 'delete one of the two, or write a list of two times';
    return { problem: `cannot be combined with ${given}`, fix, key: second };
  }
  const stray = (['days', 'only', 'every'] as const).find((key) => at === undefined && value[key] !== undefined);
  if (stray !== undefined) return { problem: 'has no effect without at', fix: `add at, or delete ${stray}`, key: stray };
  if (given === undefined) return { problem: 'has no time', fix: 'write at, cron or once, such as at: "08:30"' };
  const dated = (['from', 'to'] as const).find((key) => given === 'once' && value[key] !== undefined);
  if (dated !== undefined) return { problem: 'has no effect on once, which has its own date', fix: 'delete it', key: dated };
  if (every !== undefined && from === undefined) {
    return { problem: 'has no first week', fix: 'add from: and the first date, such as from: 2026-12-04', key: 'every' };
  }
  if (isEmpty(days, value.only))
    return { problem: 'leaves none of the days', fix: 'write weekdays that are among days', key: 'only' };
  return spanRefusal({ from, to }, every === undefined ? 'dates' : 'weeks');
}

function isEmpty(days: Time['days'], some: Time['only']): boolean {
  if (some === undefined || days === undefined || typeof days === 'string') return false;
  const theirs = 'nth' in days ? [((days.weekday - 1 + days.plus) % 7) + 1] : days;
  return !theirs.some((weekday) => some.includes(weekday));
}

/**
 * The value of `start` or `stop`: one time or a list of times. It is read as a list either way.
 * `description` is what the key means.
 */
export function times(description: string) {
  return described(description, z.optional(oneOrMore(rule, 'write at least one time, such as { at: "08:30", days: mon-fri }')));
}
