import { shellWord } from '../terminal/shell-word.ts';

/**
 * The line that says that a run on this machine was a rehearsal, and where its requests went.
 * @param endpoints the origin of every account that has an endpoint of its own
 */
export function rehearsalLine(endpoints: Readonly<Record<string, string>>): string {
  const outside = Object.entries(endpoints).map(([account, origin]) => `those of ${account} to ${origin}`);
  if (outside.length === 0) return 'Rehearsal: nothing was sent to a provider; stand-in clouds on this machine answered.';
  return `Rehearsal: requests were sent to endpoints (${outside.join(', ')}); stand-in clouds on this machine answered all others.`;
}

/**
 * The report with the state file in its advice to redrive, because the letters of a rehearsal lie
 * in that file and not in AWS.
 */
export function withState(report: string, state: string): string {
  return report.replaceAll(/\bredrive --queue \w+\b(?! --state)/g, (command) => `${command} --state ${shellWord(state)}`);
}
