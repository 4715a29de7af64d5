import { quote } from '../text/describe-value.ts';
import type { Refusal } from '../text/reading.ts';

/**
 * A cron expression that EventBridge would refuse: what is wrong with it, and what to write
 * instead.
 */
export class CronError extends Error implements Refusal {
  override readonly name = 'CronError';
  readonly problem: string;
  readonly fix: string;

  constructor(problem: string, fix: string) {
    super(`${problem}; ${fix}`);
    this.problem = problem;
    this.fix = fix;
  }
}

/**
 * One field of a cron expression: its bounds, the names of some of its numbers, and whether it
 * takes a step (`/`).
 */
export interface CronField {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Names of `first`, `first + 1`, … in upper case. */
  readonly names?: readonly string[];
  readonly steps: boolean;
}

/**
 * The six fields in their order (EventBridge Scheduler user guide, "Cron-based schedules").
 * Weekdays count from 1, which is Sunday.
 */
export const cronFields = {
  minute: { name: 'minute', first: 0, last: 59, steps: true },
  hour: { name: 'hour', first: 0, last: 23, steps: true },
  dayOfMonth: { name: 'day-of-month', first: 1, last: 31, steps: true },
  month: { name: 'month', first: 1, last: 12, steps: true, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ') },
  dayOfWeek: { name: 'day-of-week', first: 1, last: 7, steps: false, names: 'SUN MON TUE WED THU FRI SAT'.split(' ') },
  year: { name: 'year', first: 1970, last: 2199, steps: true },
} as const satisfies Record<string, CronField>;

/**
 * The values that a field's text selects, ascending, each once. The text is in upper case: lists,
 * ranges, `*` and steps.
 * @throws CronError when the text has another form or leaves the field's bounds.
 */
export function fieldValues(text: string, field: CronField): readonly number[] {
  // One range is in order already, and most fields are one range: a year of * has 230 values.
  if (!text.includes(',')) return partValues(text, field);
  const parts = text.split(',');
  if (parts.includes('')) throw new CronError(`${field.name} cannot be ${quote(text)}`, allowed(field));
  const selected = new Set(parts.flatMap((part) => partValues(part, field)));
  return [...selected].sort((a, b) => a - b);
}

/**
 * The number that one value's text stands for: digits or a name.
 * @throws CronError when it is neither, or out of bounds.
 */
export function fieldValue(text: string, field: CronField): number {
  const named = field.names?.indexOf(text) ?? -1;
  if (named >= 0) return field.first + named;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= field.first && value <= field.last) return value;
  throw new CronError(`${field.name} cannot be ${quote(text)}`, allowed(field));
}

function partValues(part: string, field: CronField): readonly number[] {
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0) throw new CronError(`${field.name} has two steps in ${quote(part)}`, 'write one, such as 0/15');
  // A half that is missing is quoted with the other half, as it was written: -1, /5.
  if (range === '' || step === '') throw new CronError(`${field.name} cannot be ${quote(part)}`, allowed(field));
  const [from, to] = rangeOf(range, field, step !== undefined);
  const stride = step === undefined ? 1 : strideOf(step, field);
  return Array.from({ length: Math.floor((to - from) / stride) + 1 }, (_, index) => from + index * stride);
}

function rangeOf(range: string, field: CronField, stepped: boolean): readonly [number, number] {
  if (range === '*') return [field.first, field.last];
  const [start = '', end, ...more] = range.split('-');
  if (start === '' || end === '' || more.length > 0)
    throw new CronError(`${field.name} cannot be ${quote(range)}`, allowed(field));
  const from = fieldValue(start, field);
  if (end === undefined) return [from, stepped ? field.last : from];
  const to = fieldValue(end, field);
  // AWS does not document whether a range wraps around, so a range that runs backwards is refused.
  // Ranges of weekdays have become lists before (forwardWeekdays).
  if (to < from)
    throw new CronError(`${field.name} range ${range} runs backwards`, 'list the values or split it into two ranges');
  return [from, to];
}

function strideOf(step: string, field: CronField): number {
  if (!field.steps) throw new CronError(`${field.name} takes no step (/)`, 'list the values, such as MON,WED,FRI');
  const stride = /^\d{1,4}$/.test(step) ? Number(step) : 0;
  const longest = field.last - (field.name === 'year' ? field.first : 0);
  if (stride >= 1 && stride <= longest) return stride;
  throw new CronError(`${field.name} cannot step by ${quote(step)}`, `write a step from 1 to ${longest}`);
}

function allowed(field: CronField): string {
  const names = field.names === undefined ? '' : ` or ${field.names[0]} to ${field.names.at(-1)}`;
  return `write ${field.first} to ${field.last}${names}, *, a list or a range`;
}
