import { corrections } from '../../shared/configuration/calendars/corrections/all-corrections.ts';
import type { Correction, DaysByText } from '../../shared/configuration/calendars/corrections/correction.ts';
import { doubts } from '../../shared/configuration/calendars/doubts/all-doubts.ts';
import { lacks } from '../../shared/configuration/calendars/doubts/lacking.ts';
import type { Doubt } from '../../shared/configuration/calendars/doubts/unsure-days.ts';
import { endedNames, unlisted } from '../../shared/configuration/calendars/known-years.ts';

/**
 * What Reveille's calendars know, what was corrected, what is unsure and what is never there: the
 * text of docs/calendars.md, from the tables that compile them.
 */
export function calendarsPage(): string {
  return [
    '# What a calendar knows',
    '',
    'Written by `npm run -s docs` from the tables that calendars are compiled by',
    '(`shared/configuration/calendars/`): change those, not this page.',
    '',
    '[Known years](#known-years) · [corrections](#corrections) · [unsure days](#unsure-days) · [what is never',
    'there](#what-is-never-there)',
    '',
    'China has its days from [chinese-days](https://www.npmjs.com/package/chinese-days), every other country from',
    '[date-holidays](https://www.npmjs.com/package/date-holidays), with the corrections of this page. `npm run -s',
    'calendars`, in a clone, compares 81 territories, 2026 to 2028, with a second source, the Python package',
    'holidays 0.105, and names each difference that is neither corrected, explained nor unsure.',
    '',
    'A day of this page is wrong for you? List it under `holidays` or `workdays` of your calendar: your days win, and',
    'no warning is about a day that you have listed. Or give the calendar [the file of your',
    'government](configuration.md#a-calendar-of-your-own-file).',
    '',
    ...knownYearsSection(),
    ...correctionsSection(),
    ...unsureSection(),
    '## What is never there',
    '',
    'No list has these days, so `validate` names them for a schedule that asks the calendar.',
    '',
    ...table(
      ['territory', 'what', 'why'],
      lacks.map(({ territory, lacks: kind, because }) => [territory, kind, because]),
    ),
    '',
  ].join('\n');
}

function knownYearsSection(): string[] {
  return [
    '## Known years',
    '',
    'A year is known when it has every holiday that stood in each of the last three known years. Only holidays from',
    'lists of dates count, because a list ends where its author stopped. A rule, such as "the day after Easter", is',
    'there in every year in which the holiday is. Where a holiday is missing the year is *incomplete*: the days that',
    'are there stay, [`unknownYear`](configuration.md#calendars) decides about the others, and every warning about',
    'the year names what is missing.',
    '',
    'The library has the dates of one year for every year for these, so they are removed, and the years are',
    'incomplete:',
    '',
    ...table(
      ['territory', 'missing', 'but in'],
      unlisted.map(({ territory, names, listedIn }) => [territory, names.join(', '), listedIn.join(', ') || 'no year']),
    ),
    '',
    'These may be missing:',
    '',
    ...table(
      ['territory', 'names', 'years', 'why'],
      endedNames.map(({ territory, names, years, because }) => [
        territory,
        names.join(', '),
        years?.join(', ') ?? 'all',
        because,
      ]),
    ),
    '',
  ];
}

function correctionsSection(): string[] {
  return [
    '## Corrections',
    '',
    'A row stands for the parts of its territory too, if nothing else is said. A day without a year is one of each',
    'year. No page of a government could be opened: a document is named where the second source, a public issue or',
    'what is generally known of the law names it. Check a row that matters to you, and say what you find. A test',
    'fails when a later release of the library has a correction itself.',
    '',
    ...table(
      ['territory', 'days', 'source', 'entered'],
      corrections.map((row) => [about(row), daysOf(row), row.source, row.entered]),
    ),
    '',
  ];
}

function unsureSection(): string[] {
  return [
    '## Unsure days',
    '',
    'Nobody can say yet whether these are worked. `validate` names those of the next 366 days, `plan` those of the',
    'planned days. A day of the Islamic calendar is unsure too, with the day before and the day after, unless a',
    'government has fixed it.',
    '',
    ...table(
      ['territory', 'what', 'source', 'entered'],
      doubts.map((row) => [about(row), doubtOf(row), row.source, row.entered]),
    ),
    '',
  ];
}

function about(row: Pick<Correction, 'territory' | 'except' | 'isWhole'> & Pick<Doubt, 'isOfParts'>): string {
  if (row.isOfParts === true)
    return `parts of ${row.territory}${row.except === undefined ? '' : `, without ${row.except.join(', ')}`}`;
  if (row.isWhole === true) return `${row.territory} alone`;
  return row.except === undefined ? row.territory : `${row.territory}, without ${row.except.join(', ')}`;
}

function daysOf({ add, remove, removeNamed, workdays, since, isByMoon }: Correction): string {
  const names = removeNamed?.map((name) => `no ${name}`) ?? [];
  return [
    ...named(add).map((days) => `off: ${days}`),
    ...(remove === undefined ? [] : [`not off: ${remove}`]),
    ...names,
    ...named(workdays).map((days) => `worked: ${days}`),
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(isByMoon === true ? ['by the moon'] : []),
  ].join('; ');
}

function doubtOf({ dates, every }: Doubt): string {
  return [...named(dates), ...(every === undefined ? [] : [`each holiday ${every.clause}, since ${every.since}`])].join('; ');
}

function named(days: DaysByText = {}): string[] {
  return Object.entries(days).map(([text, dates]) => `${text} (${dates.replaceAll(' ', ', ')})`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
