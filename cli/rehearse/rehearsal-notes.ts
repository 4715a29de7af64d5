import { shellWord } from '../terminal/shell-word.ts';

/**
 * What must never be forgotten of a run on this machine: it was a rehearsal. One line, which says
 * where requests went.
 * @param endpoints the origin of every account that has an endpoint of its own
 */
export function rehearsalLine(endpoints: Readonly<Record<string, string>>): string {
  const outside = Object.entries(endpoints).map(([account, origin]) => `those of ${account} to ${origin}`);
  if (outside.length === 0) return 'Rehearsal: nothing was sent to a provider; stand-in clouds on this machine answered.';
  return `Rehearsal: requests were sent to endpoints (${outside.join(', ')}); stand-in clouds on this machine answered all others.`;
}

/**
 * A report whose advice to redrive names the state file: the letters of a rehearsal lie there, and
 * none in AWS.
 */
export function withState(report: string, state: string): string {
  return report.replaceAll(/\bredrive --queue \w+\b(?! --state)/g, (command) => `${command} --state ${shellWord(state)}`);
}
