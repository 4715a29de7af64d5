import { providerFacts } from '../../shared/contract/provider-facts.ts';
import { providerNames } from '../../shared/domain/vocabulary.ts';
import type { InitAnswers } from './init-answers.ts';

/** The configuration for these answers, with comments and a final newline. */
export function initText(answers: InitAnswers): string {
  const { name, provider, region, timezone, country } = answers;
  const account = `${prefixes[provider] ?? provider}-prod`;
  const hasCalendar = country !== 'none';
  return `# Written by "reveille init". Look at it with "npx reveille validate" and "npx reveille plan",
# rehearse it with "npx reveille local --fire ${oneWord(name)}".

accounts: # a login at a provider; its keys lie in AWS Secrets Manager under the name given as \`secret\`
  ${account}: { provider: ${text(provider)}, secret: reveille/${account} }

${hasCalendar ? calendarText(country) : ''}schedules:
  ${text(name)}:
    timezone: ${text(timezone)} # an IANA name
${hasCalendar ? '    calendar: holidays\n' : ''}${timesText(answers)}${stopModeText(provider)}    expiresAfter: 60m # a job older than this is not run any more
    confirmWithin: 15m # longest time from "accepted" to "seen running" or "seen stopped"; later counts as failed
    targets:
      - account: ${account}
${region === '' ? '' : `        region: ${text(region)}\n`}${machinesText(answers.machines)}
${alertsText(answers.email)}`;
}

/**
 * The two times of `08:30-19:00`, or `8:30 - 19:00`; null for another text. Does not check that
 * each is a time of day.
 */
export function timesIn(hours: string): { readonly start: string; readonly stop: string } | null {
  const [, start, stop] = /^\s*([\d:]+)\s*(?:-|–|to|\s)\s*([\d:]+)\s*$/.exec(hours) ?? [];
  return start === undefined || stop === undefined ? null : { start: start.padStart(5, '0'), stop: stop.padStart(5, '0') };
}

const prefixes: Readonly<Record<string, string>> = { alibaba: 'ali', tencent: 'tc', zenlayer: 'zen' };

function calendarText(country: string): string {
  return `calendars: # what \`workdays\` means: not public holidays, but make-up workdays
  holidays: { country: ${text(country)} }

`;
}

// A stop that is earlier in the day than the start belongs to the morning after.
function timesText({ hours, country }: InitAnswers): string {
  const { start, stop } = timesIn(hours) ?? { start: hours, stop: hours };
  const isOvernight = start > stop;
  const [startDays, stopDays] =
    country === 'none'
      ? ['mon-fri', isOvernight ? 'tue-sat' : 'mon-fri']
      : ['workdays', isOvernight ? 'after-workdays' : 'workdays'];
  return `    start: { at: "${start}", days: ${startDays} }
    stop: { at: "${stop}", days: ${stopDays} } # asks the guest to shut down
`;
}

function stopModeText(provider: string): string {
  const known = providerNames.find((name) => name === provider);
  if (known !== undefined && !providerFacts[known].features.stopCharging) return '';
  return `    # keep-charging: a stopped machine is still billed, and keeps its public address and its place.
    # stop-charging: it is not billed, but may lose both, and may find no capacity at the next start.
    stopMode: keep-charging
`;
}

function machinesText(machines: string): string {
  const parts = machines.split(/[\s,，、]+/).filter((part) => part !== '');
  if (!machines.includes('=')) return `        instances: [${parts.map(quoted).join(', ')}]\n`;
  const tags = parts.map((part) => {
    const [key = '', ...value] = part.split('=');
    return `${text(key)}: ${text(value.join('='))}`;
  });
  return `        tags: { ${tags.join(', ')} } # every machine with this tag when the job runs …
        maxMatches: 50 # … unless there are more than this: then none is touched, and you get a notice
`;
}

function alertsText(email: string): string {
  if (email === 'none')
    return '# Without an address, nobody gets a mail when a machine fails.\n# alerts: { email: [ops@example.com] }\n';
  const addresses = email.split(/[\s,，]+/).filter((part) => part !== '');
  return `alerts:
  email: [${addresses.map(quoted).join(', ')}] # AWS asks each address to confirm before it sends anything
`;
}

/** A text as YAML: as it is where that is safe, else in quotes. */
function text(value: string): string {
  return /^[A-Za-z][A-Za-z0-9/_-]*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value) ? value : quoted(value);
}

function quoted(value: string): string {
  return JSON.stringify(value);
}

function oneWord(value: string): string {
  return value.replace(/\s+/g, ' ');
}
