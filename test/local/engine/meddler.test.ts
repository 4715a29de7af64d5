import { expect, test } from 'vitest';
import { scenarioHost } from './scenario-host.ts';

const runScenario = scenarioHost();

test.each([
  { scenario: 'killedBefore', published: ['one'] },
  { scenario: 'killedAfter', published: ['one', 'one'] },
])(
  'a caller that dies around its call makes it again when its message comes back ($scenario)',
  async ({ scenario, published }) => {
    expect(await runScenario(scenario)).toEqual({ kills: 1, strangers: 0, outcomes: ['Runtime.ExitError', 'ok'], published });
  },
);

test('a call can be refused in the place of its service', async () => {
  const error = { name: 'ThrottledException', message: 'as the test wants it' };
  expect(await runScenario('refusedCall')).toEqual({ answers: [error], published: 0 });
});

test('a secret is read anew for every call, so that it can be rotated', async () => {
  expect(await runScenario('rotatedSecret')).toEqual(['{"version":1}', '{"version":2}']);
});
