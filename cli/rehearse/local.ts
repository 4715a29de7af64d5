import { exitCodeOf } from '../terminal/exit-code.ts';
import { parseLocalOptions } from './local-options.ts';
import { runLocal } from './run-local.ts';

// `npm run -s local -- --config F --fire SCHEDULE …`: the deployed thing with your own configuration, on this machine.
process.exitCode = await exitCodeOf(
  () => runLocal(parseLocalOptions(process.argv.slice(2)), process),
  (line) => console.error(line),
);
