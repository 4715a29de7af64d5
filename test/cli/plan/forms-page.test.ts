import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { planText } from '../../../cli/plan/plan-text.ts';
import { paintFor } from '../../../cli/terminal/paint.ts';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { schedulePlans } from '../../../shared/plan/schedule-plan.ts';
import { dayMs, dayOf } from '../../../shared/schedule/civil-day.ts';
import { asksCalendar } from '../../../shared/schedule/transition.ts';

const plain = paintFor({ isTTY: false }, {});
const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
const section = page.slice(page.indexOf('### Every form'), page.indexOf('## Exceptions'));

/** What a block of the page writes, line by line, and the lines of the plan below it. */
interface Form {
  readonly written: string;
  readonly lines: readonly string[];
}

const forms = [...section.matchAll(/^```\n(.*?)^```$/gms)].flatMap(([, block = '']): Form[] =>
  [...block.matchAll(/((?:^\w.*\n)+)((?:^ {2}\w.*\n)+)/gm)].map(([, written = '', lines = '']) => ({
    written,
    lines: lines.trimEnd().split('\n'),
  })),
);

/** The lines of the plan of what a form writes, from the date of one line to that of another. */
function planned(written: string, first: string, last: string): readonly string[] {
  const { calendars = {}, ...schedule } = parse(written);
  const file = {
    accounts: { ali: { provider: 'alibaba', secret: 'reveille/ali' } },
    calendars: { de: { country: 'DE-BY' }, ...calendars },
    schedules: {
      s: {
        ...{ timezone: 'Europe/Berlin', calendar: Object.keys(calendars).at(-1) ?? 'de' },
        ...('stop' in schedule && { stopMode: 'keep-charging' }),
        targets: [{ account: 'ali', region: 'cn-hangzhou', instances: ['i-1'] }],
        ...schedule,
      },
    },
  };
  // A calendar that no time asks for is a mistake.
  const text = (own: object) => JSON.stringify({ ...file, schedules: { s: own } });
  const { calendar: _, ...withoutCalendar } = file.schedules.s;
  const asks = /workday|days-off/.test(written);
  const configuration = parseConfiguration(text(asks ? file.schedules.s : withoutCalendar), 'docs/configuration.md');
  expect(configuration.schedules.s?.transitions.some(asksCalendar)).toBe(asks);
  const lines: string[] = [];
  // A plan of more days is shown as months.
  for (let from = dayOf(first); from <= dayOf(last); from += 14 * dayMs) {
    const days = Math.min(14, (dayOf(last) - from) / dayMs + 1);
    const plans = schedulePlans(configuration, { from, days, schedule: null }, 0);
    if ('problem' in plans) throw new Error(plans.problem);
    lines.push(...planText(plans.value, { warnings: [], bills: [] }, plain).split('\n'));
  }
  return lines.filter((line) => /^ {2}\w{3} \d{4}-/.test(line));
}

it.each(forms)('$written', ({ written, lines }) => {
  const dates = lines.map((line) => line.slice(6, 16));
  expect(lines).toEqual(planned(written, dates[0] ?? '', dates.at(-1) ?? ''));
});

it('shows every form', () => {
  expect(forms.length).toBeGreaterThan(15);
});
