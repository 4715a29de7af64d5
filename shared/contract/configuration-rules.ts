import type { ProviderName } from '../domain/vocabulary.ts';
import { dotted, quote } from './describe-value.ts';
import { nearestWord } from './nearest-word.ts';
import { type SeenConfiguration, type SeenSchedule, type SeenTarget, seeConfiguration } from './seen-configuration.ts';
import type { SourceMistake, Step } from './source-mistake.ts';

/** Whether a start names a region and how it looks: Alibaba (seed 000) and Tencent (seed 003) do, Zenlayer (seed 004) goes by id alone. */
const regionOf: Readonly<Record<ProviderName, { readonly example: string } | null>> = {
  alibaba: { example: 'cn-hangzhou' },
  tencent: { example: 'ap-shanghai' },
  zenlayer: null,
};

/**
 * The mistakes of a configuration that its shape alone does not show: bad names, unknown accounts, regions and options of the wrong
 * provider, entries listed twice. Looks at every part that can be read, whatever else is wrong.
 */
export function brokenRules(source: unknown): readonly SourceMistake[] {
  const seen = seeConfiguration(source);
  return [
    ...Object.keys(seen.accounts).flatMap((name) => badName(name, 'accounts')),
    ...Object.keys(seen.schedules).flatMap((name) => badName(name, 'schedules')),
    ...Object.entries(seen.schedules).flatMap(([name, schedule]) => scheduleMistakes(schedule, ['schedules', name], seen)),
    ...repeated(seen.alerts.email.map((email, index) => ({ key: email?.toLowerCase(), path: ['alerts', 'email', index] }))),
  ];
}

function scheduleMistakes(schedule: SeenSchedule, path: readonly Step[], seen: SeenConfiguration): readonly SourceMistake[] {
  const targets = schedule.targets.map((target, index) => ({ target, at: [...path, 'targets', index] }));
  const instances = targets.flatMap(({ target, at }) =>
    target.instances.map((id, index) => ({ key: instanceKey(target, id), path: [...at, 'instances', index] })),
  );
  const others = schedule.targets
    .map((target) => providerOf(target, seen))
    .filter((name) => name !== undefined && name !== 'alibaba');
  return [
    ...targets.flatMap(({ target, at }) => targetMistakes(target, at, seen)),
    ...repeated(instances),
    ...(schedule.batchMode !== undefined && others.length > 0
      ? [alibabaOnly([...path, 'batchMode'], `a target is of ${others[0]}`)]
      : []),
    ...(schedule.batchMode === 'AllTogether' ? targets.flatMap(({ target, at }) => oneByOneMistake(target, at)) : []),
  ];
}

function targetMistakes(target: SeenTarget, path: readonly Step[], seen: SeenConfiguration): readonly SourceMistake[] {
  if (target.account === undefined) return [];
  const provider = providerOf(target, seen);
  if (!Object.hasOwn(seen.accounts, target.account)) return [unknownAccount(target.account, [...path, 'account'], seen)];
  if (provider === undefined) return [];
  const regionMistakes = regionMistake(target, provider, [...path, 'region']);
  if (target.initLocalDisk !== true || provider === 'alibaba') return regionMistakes;
  return [...regionMistakes, alibabaOnly([...path, 'initLocalDisk'], `account ${target.account} is of ${provider}`)];
}

function oneByOneMistake({ initLocalDisk }: SeenTarget, path: readonly Step[]): readonly SourceMistake[] {
  if (initLocalDisk !== true) return [];
  const problem = 'takes one call per instance, which AllTogether cannot start all or none';
  return [{ path: [...path, 'initLocalDisk'], problem, fix: 'take it out or move that target to a schedule of its own' }];
}

function regionMistake(target: SeenTarget, provider: ProviderName, path: readonly Step[]): readonly SourceMistake[] {
  const rule = regionOf[provider];
  if (rule === null) {
    return target.region === undefined ? [] : [{ path, problem: `${provider} has no regions`, fix: 'take the region out' }];
  }
  const fix = `write a region of ${provider} such as ${rule.example}`;
  if (target.region === undefined) return [{ path, problem: 'is missing', fix }];
  if (typeof target.region !== 'string' || /^[a-z]{2,}-[a-z0-9-]+$/.test(target.region)) return [];
  return [{ path, problem: `${quote(target.region)} is not a region`, fix }];
}

function providerOf(target: SeenTarget, seen: SeenConfiguration): ProviderName | undefined {
  const name = target.account;
  return name !== undefined && Object.hasOwn(seen.accounts, name) ? seen.accounts[name]?.provider : undefined;
}

function unknownAccount(name: string, path: readonly Step[], seen: SeenConfiguration): SourceMistake {
  const names = Object.keys(seen.accounts);
  const meant = nearestWord(name, names);
  const fix = meant === null ? `known are ${names.map((each) => dotted([each])).join(', ') || 'none'}` : `did you mean ${meant}?`;
  return { path, problem: `${quote(name)} is not one of the accounts`, fix };
}

function alibabaOnly(path: readonly Step[], because: string): SourceMistake {
  return {
    path,
    problem: `only Alibaba has this, and ${because}`,
    fix: 'take it out or move those targets to a schedule of their own',
  };
}

function badName(name: string, section: string): readonly SourceMistake[] {
  if (/^[a-z][a-z0-9-]{0,39}$/.test(name)) return [];
  const fix = 'start with a lower-case letter and use at most 40 of a-z, 0-9 and -';
  return [{ path: [section, name], problem: `${quote(name)} is not a name`, fix, atKey: true }];
}

// The same id in two regions or accounts is two instances. JSON keeps the three parts apart whatever they hold.
function instanceKey(target: SeenTarget, id: string | undefined): string | undefined {
  return id === undefined || target.account === undefined
    ? undefined
    : JSON.stringify([target.account, target.region ?? null, id]);
}

function repeated(
  entries: readonly { readonly key: string | undefined; readonly path: readonly Step[] }[],
): readonly SourceMistake[] {
  const firsts = new Map<string, readonly Step[]>();
  const mistakes: SourceMistake[] = [];
  for (const { key, path } of entries) {
    if (key === undefined) continue;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, path);
    else mistakes.push({ path, problem: 'is listed a second time', fix: 'take one of the two out', first });
  }
  return mistakes;
}
