import { isYearly } from '../../schedule/date-span.ts';
import type { DateSpan } from '../../schedule/transition.ts';
import type { Refusal } from '../../text/reading.ts';

/**
 * What is wrong with the dates of a span, and under which key; null when nothing is. A date and a
 * day of each year do not go together, and an open side needs a year. `meant` is `weeks` where
 * weeks are counted from the first date.
 */
export function spanRefusal(
  { from, to }: DateSpan,
  meant: 'dates' | 'weeks' = 'dates',
): (Refusal & { readonly key: 'from' | 'to' }) | null {
  if (from !== undefined && isYearly(from) && meant === 'weeks') {
    return { problem: `${from} has no year`, fix: 'write the first date with its year, such as 2026-12-04', key: 'from' };
  }
  if (from === undefined || to === undefined) {
    const [key, lone] = from === undefined ? (['to', to] as const) : (['from', from] as const);
    if (lone === undefined || !isYearly(lone)) return null;
    return { problem: `${lone} of each year stands alone`, fix: 'write both from and to, or a date with its year', key };
  }
  if (isYearly(from) !== isYearly(to)) {
    return { problem: `only one of ${from} and ${to} has a year`, fix: 'write both with a year, or both without', key: 'to' };
  }
  // A span of each year may go over New Year.
  if (isYearly(from) || from <= to) return null;
  return {
    problem: `${to} is before ${from}, the first day`,
    fix: 'write the first day under from and the last under to',
    key: 'to',
  };
}
