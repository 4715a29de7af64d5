import { clockScenarios } from './scenarios/clock-scenarios.ts';
import { eventScenarios } from './scenarios/event-scenarios.ts';
import { gatewayScenarios } from './scenarios/gateway-scenarios.ts';
import { httpScenarios } from './scenarios/http-scenarios.ts';
import { loopScenarios } from './scenarios/loop-scenarios.ts';
import { meddledScenarios } from './scenarios/meddled-scenarios.ts';
import { processScenarios } from './scenarios/process-scenarios.ts';
import { queueScenarios } from './scenarios/queue-scenarios.ts';
import { tableScenarios } from './scenarios/table-scenarios.ts';

// A process of its own, because an engine replaces the global Date. It plays the scenarios it is
// asked for by name, one after another.
const scenarios = {
  ...queueScenarios,
  ...processScenarios,
  ...gatewayScenarios,
  ...clockScenarios,
  ...meddledScenarios,
  ...loopScenarios,
  ...tableScenarios,
  ...httpScenarios,
  ...eventScenarios,
};

process.on('message', async (name: string) => {
  const ends = await play(name).then(
    (result) => ({ result: result ?? null }),
    (error: unknown) => ({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  process.send?.(ends);
});

async function play(name: string): Promise<unknown> {
  const scenario = scenarios[name];
  if (scenario === undefined) throw new Error(`no such scenario: ${name}`);
  const machineDate = globalThis.Date;
  const result = await scenario();
  if (globalThis.Date !== machineDate) throw new Error('the engine did not give the Date of this process back');
  return result;
}
