import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providerNames } from '../../shared/domain/vocabulary.ts';
import { runningPlan } from '../support/matrix/restart-cell.ts';
import { alertChain } from '../support/restarts/alert-chain.ts';

const page = readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8');

it.each(providerNames)('%s: brings a machine back for each alert, from the request to the verdict', async (provider) => {
  const cost = await alertChain(runningPlan(provider));
  expect(cost).toMatchObject({ requests: 2, confirmed: 2 });
});

// AWS's price list, us-east-1, 2026: what a unit costs, in dollars.
const million = 1e6;
const prices = {
  request: 1 / million,
  invocation: 0.2 / million,
  gbSecond: 0.0000133334,
  queueRequest: 0.4 / million,
  read: 0.125 / million,
  write: 0.625 / million,
  secretRead: 0.05 / 10_000,
  logByte: 0.5 / 1e9,
};

describe('docs/cost.md says what 1,000 alerts cost', () => {
  it('by what one alert about one machine is counted to cost', async () => {
    const { ids, instances, ...plan } = runningPlan('alibaba');
    const one = await alertChain({ ...plan, ids: ids.slice(0, 1), instances: instances.slice(0, 1) });
    const whole = (figure: number) => (1_000 * figure).toLocaleString('en');
    // Half a second each, at 512 MB.
    const gbSeconds = one.invocations * 0.5 * 0.5;
    const rows: readonly (readonly [item: string, count: string, dollars: number])[] = [
      ['HTTP API requests', `${whole(one.requests)} × $1.00 a million`, one.requests * prices.request],
      ['Lambda invocations', `${whole(one.invocations)} × $0.20 a million`, one.invocations * prices.invocation],
      [
        'Lambda time, if each takes half a second at 512 MB',
        `${whole(gbSeconds)} GB-seconds × $0.0000133334`,
        gbSeconds * prices.gbSecond,
      ],
      ['SQS requests', `${whole(one.queueRequests)} × $0.40 a million`, one.queueRequests * prices.queueRequest],
      ['DynamoDB reads', `${whole(one.reads)} × $0.125 a million`, one.reads * prices.read],
      ['DynamoDB writes', `${whole(one.writes)} × $0.625 a million`, one.writes * prices.write],
      ['Secrets Manager reads', `${whole(one.secretReads)} × $0.05 for 10,000`, one.secretReads * prices.secretRead],
      // A line's length differs by some digits from run to run.
      [
        'Log lines',
        `${Math.round(one.logBytes / 1_000)} MB × $0.50 a GB`,
        Math.round(one.logBytes / 1_000) * 1_000 * prices.logByte,
      ],
    ];
    const lines = rows.map(([item, count, dollars]) => `| ${item} | ${count} | $${(1_000 * dollars).toFixed(3)} |`);
    const sum = 1_000 * rows.reduce((all, [, , dollars]) => all + dollars, 0);
    const table = page.slice(page.indexOf('## What 1,000 alerts cost'));
    expect(table.match(/^\| (?!item|---).*$/gm)).toEqual([...lines, `| **together** | | **about $${sum.toFixed(2)}** |`]);
    expect(page).toContain(`An alert writes ${one.metrics} of them`);
    expect(page).toContain(`with alerts in all of its hours, $${(one.metrics * 0.3).toFixed(2)}`);
  });
});
