import { readFile, writeFile } from 'node:fs/promises';
import { kindScenario } from './kind-scenario.ts';
import { paceScenario } from './pace-scenario.ts';
import { quietScenario } from './quiet-scenario.ts';
import { stormScenario } from './storm-scenario.ts';
import { tripScenario } from './trip-scenario.ts';
import { troubleScenario } from './trouble-scenario.ts';

// Plays the scenario of a name given as JSON (argv[2]) and writes its end as JSON (argv[3]). A
// process of its own, because the engine replaces the global Date.

const scenarios = {
  kinds: kindScenario,
  storms: stormScenario,
  troubles: troubleScenario,
  paces: paceScenario,
  quiet: quietScenario,
  trip: tripScenario,
};

/** Every scenario of restarts by its name. */
export type RestartScenarios = typeof scenarios;

const [, , input = '', output = ''] = process.argv;
const name = JSON.parse(await readFile(input, 'utf8')) as keyof RestartScenarios;
await writeFile(output, JSON.stringify(await scenarios[name]()));
