import { stringify } from 'yaml';
import { type Draw, drawOf } from './draw.ts';

/**
 * What somebody may write as a value anywhere: other types, other texts, names that objects have.
 */
const strange: readonly [unknown, ...unknown[]] = [
  null,
  0,
  -1,
  1.5,
  true,
  '',
  ' ',
  [],
  {},
  ['x'],
  { x: 1 },
  'constructor',
  '__proto__',
  'toString',
  '𠮷 😀',
  'a\tb\nc',
  'x'.repeat(5_000),
  '08:30',
  '2026-02-30',
  '1e3',
];

/** The calendar files that drawn configurations name: name → text. */
export const drawnFiles: Readonly<Record<string, string>> = {
  'days.txt': '2026-12-01 Founding\n2027-01-01..2027-01-02 New Year\nworkday: 2026-11-28 Founding\n',
  'days.ics': `BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20200101
RRULE:FREQ=YEARLY
SUMMARY:New Year
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261128
SUMMARY:workday: Founding
END:VEVENT
END:VCALENDAR
`,
};

/**
 * The text of a configuration, as a seed decides: mostly sound, with every key of the schema, now
 * and then a value that nobody expects, and sometimes a YAML that is broken or clever. Beside it
 * must lie `drawnFiles`.
 */
export function drawConfiguration(seed: number): string {
  const draw = drawOf(seed);
  const oddness = draw.pick([0, 0, 0, 0.02, 0.1]);
  const value = <T>(usual: T): unknown => (draw.chance(oddness) ? draw.pick(strange) : usual);
  const maybe = (key: string, usual: () => unknown, probability = 0.4): Record<string, unknown> =>
    draw.chance(probability) ? { [key]: value(usual()) } : {};
  const names = Array.from({ length: draw.whole(1, 3) }, (_, n) =>
    draw.pick([`a-${n}`, `constructor`, `z${n}`, `to-string-${n}`]),
  );
  const accounts = Object.fromEntries(names.map((name) => [name, value(drawAccount(draw, value, maybe))]));
  const calendars = {
    cn: { country: 'CN' },
    own: value({
      base: 'cn',
      holidays: value(draw.pick([['2026-12-31'], ['12-24', value('2026-12-31')]])),
      ...maybe('workdays', () => [draw.pick(['2027-01-02', '01-02'])]),
      ...maybe('workSaturdays', () => ({ every: value(2), from: value('2026-12-05') })),
      ...maybe('years', () => [2027]),
    }),
    both: value({
      base: value(
        draw.pick([
          ['cn', 'de'],
          ['own', 'de', 'file'],
        ]),
      ),
    }),
    file: value({ ...draw.pick([{ ics: value('days.ics') }, { list: value('days.txt') }]), years: value([2026, 2027]) }),
    de: value({ country: value(draw.pick(['DE-BY', 'US-CA', 'SG'])), ...maybe('weekend', () => ['sat', 'sun']) }),
  };
  const schedules = Object.fromEntries(
    Array.from({ length: draw.whole(1, 3) }, (_, n) => [`s-${n}`, value(drawSchedule(draw, accounts, value, maybe))]),
  );
  const file = {
    accounts: value(accounts),
    ...(draw.chance(0.6) ? { calendars: value(calendars) } : {}),
    schedules: value(schedules),
    ...(draw.chance(0.4) ? drawAlerting(draw, accounts, value, maybe) : {}),
    ...maybe('alerts', () => ({ email: value(['ops@example.com']) })),
    ...(draw.chance(oddness) ? { extra: draw.pick(strange) } : {}),
  };
  const text = stringify(file, {
    collectionStyle: draw.pick(['any', 'block', 'flow'] as const),
    aliasDuplicateObjects: draw.chance(0.5),
  });
  return draw.chance(0.15) ? spoiled(text, draw) : text;
}

type Value = <T>(usual: T) => unknown;
type Maybe = (key: string, usual: () => unknown, probability?: number) => Record<string, unknown>;

function drawAccount(draw: Draw, value: Value, maybe: Maybe) {
  return {
    provider: value(draw.pick(['alibaba', 'tencent', 'zenlayer'])),
    secret: value('reveille/key'),
    ...maybe('limits', () => ({ start: value(5), describe: value(20) }), 0.2),
    ...maybe('endpoint', () => draw.pick(['https://ecs.example.com', 'http://127.0.0.1:9']), 0.1),
    ...maybe('kmsKey', () => 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab', 0.1),
  };
}

function drawSchedule(draw: Draw, accounts: Record<string, unknown>, value: Value, maybe: Maybe) {
  const calendar = draw.pick([null, 'cn', 'own', 'de', 'both', 'file']);
  const days = () =>
    draw.pick<unknown>(calendar === null ? ['mon-fri', 'daily', ['mon', 'wed']] : ['workdays', 'after-workdays', 'mon-fri']);
  const time = (hour: string) =>
    value(
      draw.chance(0.15)
        ? { cron: value(`0 ${Number(hour)} ? * MON-FRI *`) }
        : { at: value(`${hour}:${draw.pick(['00', '30'])}`), days: value(days()) },
    );
  const names = Object.keys(accounts);
  return {
    ...maybe('timezone', () => draw.pick(['Asia/Shanghai', 'Europe/London', 'America/St_Johns', 'UTC'])),
    ...(calendar === null ? {} : { calendar: value(calendar) }),
    ...maybe('unknownYear', () => draw.pick(['weekdays', 'skip', 'fail']), 0.2),
    ...maybe('start', () => draw.pick([time('08'), [time('08'), time('09')]]), 0.97),
    ...maybe('stop', () => time('19'), 0.98),
    ...maybe('stopMode', () => draw.pick(['keep-charging', 'stop-charging-or-keep']), 0.98),
    ...maybe('exceptions', () => [{ on: value('2026-11-28'), run: value('all'), because: value('release') }], 0.3),
    ...maybe('expiresAfter', () => draw.pick(['60m', '2h']), 0.3),
    ...maybe('confirmWithin', () => draw.pick(['15m', '1h']), 0.3),
    ...maybe('dryRun', () => draw.chance(0.5), 0.2),
    ...maybe('batchMode', () => draw.pick(['SuccessFirst', 'AllTogether']), 0.03),
    ...maybe('force', () => true, 0.1),
    ...maybe('forceAfter', () => '5m', 0.1),
    targets: value(Array.from({ length: draw.whole(1, 3) }, (_, n) => value(drawTarget(draw, names, accounts, n, value, maybe)))),
  };
}

function drawTarget(
  draw: Draw,
  names: readonly string[],
  accounts: Record<string, unknown>,
  n: number,
  value: Value,
  maybe: Maybe,
) {
  const account = names[draw.whole(0, names.length - 1)] ?? 'a-0';
  const { region, id } = placeIn(accounts[account], n);
  return {
    account: value(account),
    ...(region === null ? {} : { region: value(region) }),
    ...(draw.chance(0.25)
      ? { tags: value({ power: value(`hours-${n}`), __proto: 'x' }), ...maybe('maxMatches', () => 50) }
      : { instances: value([value(id)]) }),
    ...maybe('initLocalDisk', () => true, 0.03),
    ...maybe('stopMode', () => 'keep-charging', 0.05),
  };
}

function placeIn(account: unknown, n: number) {
  const provider = (account as { readonly provider?: unknown } | null)?.provider;
  const region = provider === 'alibaba' ? 'cn-hangzhou' : provider === 'tencent' ? 'ap-shanghai' : null;
  const id = provider === 'alibaba' ? `i-bp1${n}aaaa` : provider === 'tencent' ? `ins-${n}aaaaaaa` : `150000000000000000${n}`;
  return { region, id };
}

/** Sources of a few kinds, and a restart that uses each of them. */
function drawAlerting(draw: Draw, accounts: Record<string, unknown>, value: Value, maybe: Maybe) {
  const [account = 'a-0'] = Object.keys(accounts);
  const { region, id } = placeIn(accounts[account], 0);
  const kind = draw.pick(['alertmanager', 'grafana', 'cloudmonitor', 'tencent-monitor', 'uptime-kuma', 'reveille']);
  const named = maybe('names', () => ({ 'web-1-down': value(id) }));
  const sources = {
    constructor: value({ kind: value(kind), secret: value('reveille/token'), ...maybe('idLabel', () => 'machine'), ...named }),
    aws: value({ kind: 'cloudwatch', ...maybe('names', () => ({ 'web-1-down': value(id) })) }),
  };
  const restart = {
    sources: value(['constructor', 'aws']),
    ...maybe('match', () => draw.pick<unknown>([{ alertname: value('Down') }, { severity: ['critical', value('page')] }])),
    ...maybe('schedule', () => draw.pick(['always', 's-0'])),
    targets: value([value({ account: value(account), ...(region === null ? {} : { region }), instances: [value(id)] })]),
    ...maybe('whenStopped', () => draw.pick(['start', 'leave'])),
    ...maybe('whenRunning', () => 'reboot'),
    ...maybe('force', () => draw.chance(0.5)),
    ...maybe('forceAfter', () => '5m'),
    ...maybe('holdOff', () => draw.pick(['0s', '60s', '1h'])),
    ...maybe('cooldown', () => '10m'),
    ...maybe('budget', () => ({ ...maybe('perHour', () => 3), ...maybe('perDay', () => 6) })),
    ...maybe('atOnce', () => ({ ...maybe('percent', () => 20), ...maybe('per', () => '10m') })),
    ...maybe('flapping', () => ({ ...maybe('episodes', () => 6), ...maybe('within', () => '60m') })),
    ...maybe('maxAge', () => '30m'),
  };
  return { sources: value(sources), restarts: value({ 'r-0': value(restart) }) };
}

/** The text with something that a hand, an editor or a clever author does to YAML. */
function spoiled(text: string, draw: Draw): string {
  const at = draw.whole(0, text.length);
  const put = (what: string) => `${text.slice(0, at)}${what}${text.slice(at)}`;
  const ways: readonly [() => string, ...(() => string)[]] = [
    () => `\ufeff${text}`,
    () => put('\t'),
    () => put(draw.pick(['"', '{', ']', ': ', '- ', '*nothing', '&x ', '!!binary ', '\u0000', '，', '“'])),
    () => text.slice(0, at),
    () => `${text}${text}`,
    () => `%YAML 1.1\n---\n${text}`,
    () => `${text}---\n${text}`,
    () => `a: &a [1, 2]\nb: [*a, *a]\n${text}`,
    () => `x: &x { y: *x }\n${text}`,
    () => text.replaceAll(/"|'/g, ''),
    () => `__proto__: { polluted: true }\n${text}`,
    () => '',
  ];
  return draw.pick(ways)();
}
