import type { TransitionAction } from '../../shared/domain/vocabulary.ts';
import type { PlannedMoment } from '../../shared/plan/planned-moment.ts';
import type { SchedulePlan } from '../../shared/plan/schedule-plan.ts';
import { hangingLines } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { dateText } from '../terminal/time-text.ts';

/** Days that follow one another and are out of the ordinary for the same reason. */
interface SpecialDays {
  readonly actions: readonly TransitionAction[];
  /** `start and stop skipped`. */
  readonly what: string;
  readonly because: string;
  /** Ascending, at least one. */
  readonly days: number[];
}

/**
 * The days of a plan that are not like the others, by name: holidays, make-up workdays,
 * exceptions, years without holidays, changes of the clock. Days on which nothing is due, such as
 * weekends, do not divide a run of days.
 */
export function specialDayLines({ moments }: SchedulePlan, { columns }: Pick<Paint, 'columns'>): string[] {
  const found: SpecialDays[] = [];
  let before: readonly SpecialDays[] = [];
  for (const [day, ofDay] of Map.groupBy(moments, (moment) => moment.day)) {
    const today = notesOf(day, ofDay).map((note) => {
      const known = before.find(({ what, because }) => what === note.what && because === note.because);
      if (known === undefined) found.push(note);
      else known.days.push(day);
      return known ?? note;
    });
    // A day with none of a note's actions does not end the note: a morning may only stop what the
    // evening before started.
    const untouched = before.filter(({ actions }) => ofDay.every(({ action }) => !actions.includes(action)));
    before = [...today, ...untouched];
  }
  return aligned(found, columns);
}

function notesOf(day: number, moments: readonly PlannedMoment[]): SpecialDays[] {
  const special = moments.filter(({ decision, shown }) => shown !== 1 || !['rule', 'workday'].includes(decision.cause));
  const alike = Map.groupBy(special, (moment) => `${moment.runs ? 'run' : 'skipped'}: ${reason(moment)}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const actions = [...new Set(group.map(({ action }) => action))];
    const verb = first.runs ? (actions.length === 1 ? 'runs' : 'run') : 'skipped';
    return [{ actions, what: `${actions.join(' and ')} ${verb}`, because: reason(first), days: [day] }];
  });
}

function reason({ because, shown, runs }: PlannedMoment): string {
  return shown === 2 && runs ? 'this local time comes twice on that day (clocks go back): the first one counts' : because;
}

function aligned(found: readonly SpecialDays[], columns: number): string[] {
  const rows = found.map(({ days, ...same }) => ({ ...same, date: dates(days) }));
  const dateColumns = Math.max(0, ...rows.map(({ date }) => date.length));
  const whatColumns = Math.max(0, ...rows.map(({ what }) => what.length));
  return rows.flatMap(({ date, what, because }) =>
    hangingLines(`  ${date.padEnd(dateColumns)}  ${what.padEnd(whatColumns)}  `, because, columns),
  );
}

function dates(days: readonly number[]): string {
  const [first = 0] = days;
  const last = days.at(-1) ?? first;
  return last === first ? dateText(first) : `${dateText(first)} to ${dateText(last)}`;
}
