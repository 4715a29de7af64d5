import { fileURLToPath } from 'node:url';
import { sampleState } from '../../local/clouds/sample-state.ts';
import { exitCodeOf } from '../terminal/exit-code.ts';
import { parseLocalOptions } from './local-options.ts';
import { runLocal } from './run-local.ts';

// `npm start`: the sample schedule against stand-in clouds that hold the sample's machines, all but the one that does not exist.
// Arguments are those of `local`, as in `npm start -- --state letters.json` or `npm start -- --from 2026-11-23 --days 14`.
const config = fileURLToPath(new URL('../../reveille.yaml', import.meta.url));
const args = process.argv.slice(2);
const walks = args.some((arg) => /^--(from|days)(=|$)/.test(arg));
const sample = ['--config', config, ...(walks ? [] : ['--fire', 'office-hours'])];
process.exitCode = await exitCodeOf(
  () => runLocal(parseLocalOptions([...sample, ...args]), process, sampleState.instances),
  (line) => console.error(line),
);
