import { expect, it } from 'vitest';
import { stopBillLines } from '../../../shared/plan/stop-bills.ts';
import { aConfiguration, aSchedule, aTarget } from '../../cli/a-configuration.ts';

const target = aTarget({ account: 'ali', region: 'cn-hangzhou', instances: ['i-1'] });
const zen = aTarget({ account: 'zen', region: null, instances: ['1'] });
const stopping = (...targets: (typeof target)[]) =>
  aSchedule({ transitions: [{ action: 'stop', rule: { kind: 'cron', cron: '0 19 * * ? *' } }], targets });

it.each([
  { stopMode: 'keep-charging', means: /\(keep-charging\): billed as if it ran, so nothing is saved; its public IP .* kept$/ },
  { stopMode: 'stop-charging', means: /\(stop-charging\): CPU, memory and GPU are not billed, .* a start may find no stock$/ },
  { stopMode: 'stop-charging-or-keep', means: /not billed, .* what cannot be stopped so is billed as if it ran$/ },
] as const)('says what a stop with $stopMode means for the bill', ({ stopMode, means }) => {
  const lines = stopBillLines(aConfiguration({ hours: stopping({ ...target, stopMode }, { ...target, stopMode }) }));
  expect(lines).toEqual([expect.stringMatching(/^hours, a machine stopped on Alibaba /)]);
  expect(lines[0]).toMatch(means);
});

it('has a line for each schedule, provider and mode, and none for a schedule that only starts', () => {
  const both = stopping({ ...target, stopMode: 'stop-charging' }, target, zen);
  expect(
    stopBillLines(aConfiguration({ a: both, b: aSchedule({ targets: [target] }), c: stopping(zen) })).map(
      (line) => line.split(':')[0],
    ),
  ).toEqual([
    'a, a machine stopped on Alibaba (stop-charging)',
    'a, a machine stopped on Alibaba (keep-charging)',
    'a, a machine stopped on Zenlayer',
    'c, a machine stopped on Zenlayer',
  ]);
});
