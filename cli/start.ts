import { fileURLToPath } from 'node:url';
import { sampleState } from '../infra/local/clouds/sample-state.ts';
import { exitCodeOf } from './exit-code.ts';
import { runLocal } from './run-local.ts';

// `npm start`: the sample schedule against stand-in clouds that hold the sample's machines, all but the one that does not exist.
const config = fileURLToPath(new URL('../reveille.yaml', import.meta.url));
const options = {
  config,
  secrets: null,
  schedule: 'office-hours',
  at: null,
  clock: null,
  json: process.argv.includes('--json'),
} as const;
process.exitCode = await exitCodeOf(
  () => runLocal(options, process, sampleState.instances),
  (line) => console.error(line),
);
