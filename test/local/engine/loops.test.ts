import { expect, test } from 'vitest';
import { scenarioHost } from './scenario-host.ts';

const runScenario = scenarioHost();

const header = (count: number) =>
  expect.stringMatching(
    new RegExp(`^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=[0-9a-f]{8}:${count}$`),
  );

test.each([
  { scenario: 'loopAllowed', how: 'one by one' },
  { scenario: 'loopAllowedInBatches', how: 'in batches' },
])('a function that may loop sends to its own queue $how as often as it likes', async ({ scenario }) => {
  expect(await runScenario(scenario)).toEqual({
    settled: true,
    invocations: 20,
    refusals: [],
    dead: [],
    first: header(0),
    last: header(19),
    carried: true,
  });
});

test.each([
  { scenario: 'loopOfNothingSaid', what: 'about which the template says nothing' },
  { scenario: 'loopTerminated', what: 'whose loops are to be ended' },
])('a function $what is invoked 16 times in a chain, then its message goes to the dead letters', async ({ scenario }) => {
  expect(await runScenario(scenario)).toEqual({
    settled: true,
    invocations: 16,
    // At each of the three receives that the redrive policy allows.
    refusals: Array(3).fill('RecursiveInvocationException'),
    dead: [{ left: 3, receiveCount: 3 }],
    first: header(0),
    last: header(15),
    carried: true,
  });
});
