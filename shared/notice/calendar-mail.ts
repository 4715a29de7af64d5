import { unknownYearConsequence } from '../schedule/transition.ts';
import type { CalendarNotice } from './notice.ts';
import type { Mail } from './notice-mail.ts';

/** A sentence names at most so many instances, schedules or holidays. */
const mostNames = 100;

/**
 * The mail about a calendar that ends, or lacks holidays: which schedules ask it, and what to do.
 */
export function calendarMail({ calendar, year, days, missing, schedules }: CalendarNotice): Mail {
  const when = days > 0 ? `in ${days} ${days === 1 ? 'day' : 'days'}` : 'now';
  const lacks = missing.length === 0 ? `has no holidays for ${year}` : `is incomplete for ${year}`;
  const alike = Map.groupBy(schedules, ({ unknownYear }) => unknownYear);
  const install = `To do: install a release of Reveille that knows ${missing.length === 0 ? '' : 'all of '}${year}.`;
  return {
    subject: `Reveille: calendar ${calendar} ${missing.length === 0 ? 'ends' : 'is incomplete'} ${when}`,
    message: [
      `Calendar ${calendar} ${lacks}, which ${days > 0 ? `begins ${when}` : 'has begun'}.`,
      ...(missing.length === 0 ? [] : [`Its data lacks: ${someOf(missing)}.`]),
      '',
      ...[...alike].map(
        ([unknownYear, own]) =>
          `${own.length === 1 ? 'Schedule' : 'Schedules'} ${someOf(own.map(({ name }) => name))}, unknownYear ${unknownYear}: ${unknownYearConsequence[unknownYear]}.`,
      ),
      '',
      `${install} Or list all holidays and workdays of ${year} in the calendar, add`,
      `years: [${year}], and deploy. "npx reveille plan" shows what will happen then.`,
    ].join('\n'),
  };
}

/** Names in a sentence: the first hundred of them, and how many more there are. */
export function someOf(names: readonly string[]): string {
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  return `${names.slice(0, mostNames).join(', ')}${more}`;
}
