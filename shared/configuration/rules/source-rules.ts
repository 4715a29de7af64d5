import { quote } from '../../text/describe-value.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import type { ReportMistake } from '../mistake.ts';
import { isGiven, type Mapping, mappingsIn, type Part, sound } from '../schema/read-part.ts';
import type { SourceConfiguration } from '../schema/source-configuration.ts';
import type { SourceOfAlerts } from '../schema/source-of-alerts.ts';
import type { SourceRestart } from '../schema/source-restart.ts';

type Section<Name extends keyof SourceConfiguration> = Part<SourceConfiguration[Name]> | undefined;

/**
 * Reports sources that no restart uses, secrets that do not fit their kind, and names for machines
 * that no restart of the source lists.
 */
export function checkSources(
  section: Section<'sources'>,
  { accounts, restarts }: { readonly accounts: Section<'accounts'>; readonly restarts: Section<'restarts'> },
  report: ReportMistake,
): void {
  for (const source of mappingsIn(section)) {
    checkSecret(source, report);
    checkSecretIsItsOwn(source, accounts, report);
    const name = String(source.path.at(-1));
    const users = mappingsIn(restarts).filter(({ parts }) => (parts.sources?.parts ?? []).some((each) => each?.given === name));
    if (users.length > 0) checkNames(source, users, report);
    else if (allNamed(restarts)) {
      const fix = 'name it under sources of a restart, or delete it';
      report(source.path, { problem: 'is used by no restart', fix }, { atKey: true });
    }
  }
}

// False when a restart could not be read so far: it may use any source.
function allNamed(restarts: Section<'restarts'>): boolean {
  if (!isGiven(restarts)) return true;
  const all = restarts?.parts === null ? [undefined] : Object.values(restarts?.parts ?? {});
  return all.every((each) => sound(each?.parts?.sources) !== undefined);
}

// The alarms of CloudWatch come by EventBridge, which AWS itself vouches for.
function checkSecret({ path, parts }: Mapping<SourceOfAlerts>, report: ReportMistake): void {
  const kind = sound(parts.kind);
  if (kind === 'cloudwatch') {
    const refusal = { problem: 'has no effect, because the alarms of cloudwatch come by EventBridge', fix: 'delete it' };
    for (const key of ['secret', 'kmsKey'] as const) if (isGiven(parts[key])) report([...path, key], refusal);
  } else if (kind !== undefined && !isGiven(parts.secret)) {
    const fix = 'write the name of the Secrets Manager secret, such as reveille/prometheus';
    report([...path, 'secret'], { problem: 'is missing', fix });
  }
}

// Anybody can send to the endpoint for alerts, so its function may read no key of a provider.
function checkSecretIsItsOwn(
  { path, parts }: Mapping<SourceOfAlerts>,
  accounts: Section<'accounts'>,
  report: ReportMistake,
): void {
  const secret = sound(parts.secret);
  const owner = mappingsIn(accounts).find((account) => secret !== undefined && sound(account.parts.secret) === secret);
  if (owner === undefined) return;
  const problem = `is the secret of account ${String(owner.path.at(-1))} too, and the endpoint for alerts must not read a provider's key`;
  report([...path, 'secret'], { problem, fix: 'write a secret of its own' });
}

function checkNames({ parts }: Mapping<SourceOfAlerts>, users: readonly Mapping<SourceRestart>[], report: ReportMistake): void {
  const ids = users.flatMap((restart) =>
    mappingsIn(restart.parts.targets).flatMap((target) => (target.parts.instances?.parts ?? []).map((each) => each?.given)),
  );
  const texts = ids.filter((id) => typeof id === 'string');
  if (texts.length === 0) return;
  for (const each of Object.values(parts.names?.parts ?? {})) {
    const id = sound(each);
    if (each === undefined || id === undefined || texts.includes(id)) continue;
    const meant = nearestWord(id, texts);
    const fix = meant === null ? 'add it to the targets of a restart, or correct it' : `did you mean ${meant}?`;
    report(each.path, { problem: `no restart of this source lists ${quote(id)}`, fix });
  }
}
