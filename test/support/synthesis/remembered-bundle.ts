import { type Bundle, bundle as bundleAnew, bundledCode } from '../../../infra/bundle.ts';

// Takes the place of infra/bundle.ts in the synthesis host: its sources are those of one test run,
// so each program is built once.

const made = new Map<string, Promise<Bundle>>();

/** The bundle of an entry, built when it is asked for first. */
function bundle(entry: string): Promise<Bundle> {
  const known = made.get(entry) ?? bundleAnew(entry);
  made.set(entry, known);
  return known;
}

export { bundle, bundledCode };
