import { expect, it } from 'vitest';
import { mostRounds, traceOf } from '../../../local/engine/lambda/lineage.ts';

const [power, other] = [
  'arn:aws:lambda:us-east-1:000000000000:function:power',
  'arn:aws:lambda:us-east-1:000000000000:function:b',
];
const fresh = 'Root=1-2-3;Parent=4;Sampled=0';

it('begins a chain with the first invocation, whose count is 0', () => {
  const { header, round } = traceOf(power, [], fresh);
  expect(header).toMatch(/^Root=1-2-3;Parent=4;Sampled=0;Lineage=[0-9a-f]{8}:0$/);
  expect(round).toBe(1);
});

it('counts each function of a chain by itself, and keeps the root', () => {
  const first = traceOf(other, [], fresh).header;
  const second = traceOf(power, [first], 'Root=none').header;
  const third = traceOf(power, [second], 'Root=none');
  expect(third.header).toMatch(/^Root=1-2-3;Parent=4;Sampled=0;Lineage=[0-9a-f]{8}:0\|[0-9a-f]{8}:1$/);
  expect(third.round).toBe(2);
});

it('goes on with the longest chain of a batch', () => {
  const short = traceOf(power, [], fresh).header;
  const long = traceOf(power, [short], fresh).header;
  expect(traceOf(power, [short, long, traceOf(other, [], fresh).header], fresh).round).toBe(3);
});

it(`comes to the refused round after ${mostRounds} invocations`, () => {
  let trace = traceOf(power, [], fresh);
  for (let n = 0; n < mostRounds; n += 1) trace = traceOf(power, [trace.header], fresh);
  expect(trace.round).toBe(mostRounds + 1);
});
