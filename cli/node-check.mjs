// @ts-check

/** The oldest Node that runs Reveille: its major version. */
const oldest = 24;

/**
 * Why a Node cannot run Reveille, in one line that says how to get one that can; null when it can.
 * @param {string} version the running Node's version, such as `20.20.2`
 * @returns {string | null}
 */
export function nodeRefusal(version) {
  if (Number(version.split('.')[0]) >= oldest) return null;
  return (
    `Reveille needs Node ${oldest} or newer, and this is Node ${version}. ` +
    `On Linux (glibc) and Windows x64, npm ci brings Node ${oldest}: run Reveille as "npx reveille" or "npm run". ` +
    `On a Mac, Alpine Linux or Windows on ARM, install Node ${oldest} first: https://nodejs.org/en/download`
  );
}
