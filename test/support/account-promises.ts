import type { AccountEnd, AccountPlan, ManyAccountsEnd } from './engine/many-accounts.ts';
import { scenarioKeys } from './scenario.ts';

/**
 * The promises that must hold for an account whatever went wrong, as sentences about those that
 * were broken.
 */
export function brokenPromises({ ids, provider }: AccountPlan, end: AccountEnd): string[] {
  const broken: string[] = [];
  const wanted = new Set(ids);
  for (const id of ids) {
    const rows = end.verdicts.filter(({ instanceId }) => instanceId === id);
    const [row] = rows;
    if (row === undefined || rows.length > 1 || row.code === 'Reveille.Unfinished')
      broken.push(`${id} has no verdict of its own`);
    else if (row.code === null) {
      const { status } = end.instances[id] ?? { status: 'nowhere' };
      if (status.toUpperCase() !== 'RUNNING') broken.push(`${id} is ${row.verdict} and ${status}`);
      if (!end.received.some((call) => call.action.startsWith('Describe') && call.ids.includes(id)))
        broken.push(`${id} is ${row.verdict} and nobody looked`);
    } else {
      const { code } = row;
      if (!end.letters.some((letter) => letter.ids.includes(id) && letter.codes.includes(code)))
        broken.push(`${id} failed (${code}) and is in no dead letter`);
      if (!end.alerts.some((alert) => alert.split(/\s+/).includes(id) && alert.includes(code)))
        broken.push(`${id} failed (${code}) and is in no alert`);
    }
  }
  const strangers = new Set(end.received.flatMap((call) => call.ids).filter((id) => !wanted.has(id)));
  const foreign = end.received.filter((call) => call.provider !== provider);
  for (const id of strangers) broken.push(`${id} is not in the job and was called for`);
  if (foreign.length > 0) broken.push(`${foreign[0]?.provider} was called, which is not its provider`);
  return broken;
}

/**
 * The most start requests that carried one of the account's instances, those refused or lost too.
 */
export function mostStarts({ ids }: AccountPlan, { received }: AccountEnd): number {
  const starts = received.filter(({ action, dryRun }) => action.startsWith('StartInstance') && !dryRun);
  return Math.max(0, ...ids.map((id) => starts.filter((call) => call.ids.includes(id)).length));
}

const { alibaba, tencent, zenlayer } = scenarioKeys;
const proofs = [
  ...[alibaba.accessKeySecret, alibaba.securityToken, tencent.secretKey, tencent.token, zenlayer.accessKeyPassword],
  'SECRET',
  'Signature=',
];

/**
 * The lines of what anybody can read afterwards that hold a proof of who sends a request: there
 * must be none.
 */
export function secretsIn({ readable }: Pick<ManyAccountsEnd, 'readable'>): string[] {
  return readable.filter((text) => proofs.some((proof) => text.includes(proof)));
}
