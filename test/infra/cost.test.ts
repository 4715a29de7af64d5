import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { alerting, example, sources, templateOf } from './example.ts';

const page = readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8');

/** The rows of the table under a heading of docs/cost.md. */
function rowsUnder(heading: string): readonly string[] {
  const [part = ''] = page
    .slice(page.indexOf(heading))
    .split(/\n\n(?=[^|])/)
    .filter((each) => each.includes('\n| ---'));
  return part.match(/^\| (?!item|---).*$/gm) ?? [];
}

// Five pollers of Lambda wait 20 s each for messages, on every queue, for 30 days.
const receives = (5 * 30 * 86_400) / 20;
const [perMillion, freeRequests] = [0.4, 1e6];
const [perAlarm, freeAlarms, perSecret] = [0.1, 10, 0.4];
const { prometheus } = sources;
const oneSource: Configuration = { ...alerting, sources: prometheus === undefined ? {} : { prometheus } };

/** What a month of an idle stack costs: with what AWS gives for nothing, and without. */
function idle(configuration: Configuration, secrets: number) {
  const template = templateOf(configuration);
  const queues = Object.keys(template.findResources('AWS::Lambda::EventSourceMapping')).length;
  const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm')).length;
  const polled = (free: number) => (Math.max(0, queues * receives - free) * perMillion) / 1e6;
  const watched = (free: number) => Math.max(0, alarms - free) * perAlarm;
  return {
    queues,
    alarms,
    polled: [polled(freeRequests), polled(0)],
    watched: [watched(freeAlarms), watched(0)],
    kept: [secrets * perSecret, secrets * perSecret],
  };
}

const money = (amounts: readonly number[]) => amounts.map((amount) => `$${amount.toFixed(2)}`).join(' | ');
const minus = (a: readonly number[], b: readonly number[]) => a.map((amount, at) => amount - (b[at] ?? 0));
const plus = (...amounts: readonly (readonly number[])[]) =>
  [0, 1].map((at) => amounts.reduce((sum, each) => sum + (each[at] ?? 0), 0));
/** A job costs less than half a cent, so the sum is rounded up to the next five cents. */
const about = (amounts: readonly number[]) =>
  amounts.map((amount) => `**about $${(Math.ceil(amount * 20) / 20).toFixed(2)}**`).join(' | ');

it('docs/cost.md counts the queues, alarms and secrets of an idle stack with three providers', () => {
  const { queues, alarms, polled, watched, kept } = idle(example, 3);
  // AWS gives every account three dashboards (CloudWatch pricing).
  const shown = [0, 3];
  const each = receives.toLocaleString('en');
  const rows = rowsUnder('# What it costs');
  expect(rows.slice(0, 4)).toEqual([
    `| SQS receives by Lambda's pollers | ${queues} queues × ${each} requests; a million are free | ${money(polled)} |`,
    `| CloudWatch alarms | ${alarms} alarms × $0.10; ten are free | ${money(watched)} |`,
    `| CloudWatch dashboard | 1 dashboard × $3.00; three are free | ${money(shown)} |`,
    `| Secrets Manager | 3 secrets × $0.40 | ${money(kept)} |`,
  ]);
  expect(rows.at(-1)).toBe(`| **together** | | ${about(plus(polled, watched, shown, kept))} |`);
});

it('docs/cost.md counts what one source adds to it', () => {
  const [before, after] = [idle(example, 3), idle(oneSource, 4)];
  const added = {
    polled: minus(after.polled, before.polled),
    watched: minus(after.watched, before.watched),
    kept: minus(after.kept, before.kept),
  };
  expect([after.queues - before.queues, after.alarms - before.alarms]).toEqual([1, 9]);
  expect(
    rowsUnder('## What sources of alerts add').map((row) => row.split(' | ').slice(-2).join(' | ').replace(/^\| /, '')),
  ).toEqual([
    `${money(added.polled)} |`,
    `${money(added.watched)} |`,
    `${money(added.kept)} |`,
    '$0.00 | $0.00 |',
    `**about ${money(plus(added.polled, added.watched, added.kept)).replace(' | ', '** | **about ')}** |`,
  ]);
});
