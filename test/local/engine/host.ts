import { clockScenarios } from './scenarios/clock-scenarios.ts';
import { gatewayScenarios } from './scenarios/gateway-scenarios.ts';
import { meddledScenarios } from './scenarios/meddled-scenarios.ts';
import { processScenarios } from './scenarios/process-scenarios.ts';
import { queueScenarios } from './scenarios/queue-scenarios.ts';

// The engine moves the whole process's Date, so every scenario has a process of its own: `node host.ts <scenario>` prints its result.
const scenarios = { ...queueScenarios, ...processScenarios, ...gatewayScenarios, ...clockScenarios, ...meddledScenarios };
const scenario = scenarios[process.argv[2] ?? ''];
if (scenario === undefined) throw new Error(`no such scenario: ${process.argv[2]}`);
process.stdout.write(JSON.stringify(await scenario()));
