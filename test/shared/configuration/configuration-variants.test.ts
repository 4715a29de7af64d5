import { expect, it } from 'vitest';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { changed, sound } from './sound-configuration.ts';

it.each([
  {
    what: 'a cron in its normal spelling',
    from: '30 8 ? * MON-FRI *',
    to: ' 30  8 ? * mon-fri * ',
    has: '"30 8 ? * MON-FRI *"',
  },
  {
    what: 'an endpoint as an origin',
    from: 'reveille/ali }',
    to: 'a, endpoint: "HTTP://Localhost:80/" }',
    has: '"http://localhost"',
  },
  {
    what: 'a key of its own',
    from: 'reveille/ali }',
    to: 'a, kmsKey: "arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1" }',
    has: 'key/mrk-1',
  },
  {
    what: 'limits of its own',
    from: 'reveille/ten }',
    to: 'a, limits: { start: 1, describe: 2.5 } }',
    has: '{"start":1,"describe":2.5}',
  },
  {
    what: 'one limit of its own',
    from: 'reveille/ten }',
    to: 'a, limits: { describe: 1000 } }',
    has: '"limits":{"describe":1000}',
  },
  { what: 'aliases', from: 'instances: [ins-1]', to: 'instances: &x [ins-9]', has: '"ins-9"' },
  {
    what: 'an id in two regions',
    from: 'ap-shanghai, instances: [ins-1]',
    to: 'ap-x, instances: [ins-1] }\n      - { account: ten, region: ap-y, instances: [ins-1]',
    has: 'ap-y',
  },
  {
    what: 'unquoted times, which YAML 1.1 would take for numbers',
    from: '"09:00", days: workdays',
    to: '09:00, days: workdays',
    has: '"time":"09:00"',
  },
  { what: 'weekdays that run past Saturday', from: 'days: fri }', to: 'days: fri-mon }', has: '"days":[1,2,6,7]' },
  { what: 'weekdays twice', from: 'days: fri }', to: 'days: [Sat-Sun, wed, SUN] }', has: '"days":[1,4,7]' },
  { what: 'a list of one word', from: 'days: workdays', to: 'days: [workdays]', has: '"days":"workdays"' },
  { what: 'times without days', from: ', days: fri }', to: ' }', has: '"15:30","days":"daily"' },
  {
    what: 'an overnight window',
    from: '{ at: "09:00", days: workdays }\n    stop: [{ at: "18:00", days: [mon-thu] }, { at: "15:30", days: fri }, { once: 2027-01-02T12:00 }]',
    to: '[{ at: "22:00", days: workdays }]\n    stop: { at: "06:00", days: after-workdays }',
    has: '"days":"after-workdays"',
  },
  { what: 'opposites just far enough apart', from: 'at: "18:00"', to: 'at: "10:15"', has: '"10:15"' },
  { what: 'a resource group alone', from: ', tags: { power: "1" }', to: '', has: '{"tags":{},"resourceGroup":"rg-1"' },
  {
    what: 'the same tags in another region',
    from: 'resourceGroup: rg-1, tags: { power: "1" }',
    to: 'tags: { power: hours }',
    has: '"zen"',
  },
  {
    what: 'Chinese punctuation in Chinese text',
    from: 'because: release',
    to: 'because: 发布，上线：好',
    has: '"发布，上线：好"',
  },
  { what: 'an empty tag value', from: 'tags: { power: "1" }', to: 'tags: { power: "" }', has: '{"power":""}' },
  { what: 'a calendar of dates alone', from: '{ base: cn, ', to: '{ ', has: '"years":null' },
  {
    what: 'a day off that is a weekend, and an ordinary workday',
    from: '[2027-01-02]',
    to: '[2027-01-04]',
    has: '"2027-01-04":"calendar factory"',
  },
  { what: 'another weekend', from: 'weekend: [sat, sun]', to: 'weekend: [fri-sat]', has: '"weekend":[6,7]' },
  {
    what: 'a weekend of its own where CLDR has another',
    from: '{ country: CN }',
    to: '{ country: IL, weekend: [fri, sat] }',
    has: 'Passover',
  },
  { what: 'exceptions that agree', from: 'on: 2026-11-28, run: all', to: 'on: 2026-12-24, skip: all', has: '"2026-12-24"' },
  {
    what: 'exceptions that contradict each other on other days',
    from: 'on: 2026-11-28, run: all',
    to: 'on: 2026-12-23, run: all',
    has: '"2026-12-23"',
  },
  {
    what: 'exceptions for the one and the other',
    from: 'on: 2026-11-28, run: all',
    to: 'on: 2026-12-24, run: start',
    has: '"actions":["start"]',
  },
  {
    what: 'an exception from a day to the same',
    from: 'to: 2027-01-01, skip',
    to: 'to: 2026-12-24, skip',
    has: '"to":"2026-12-24"',
  },
  {
    what: 'an exception that a cron follows',
    from: 'dryRun: true',
    to: 'exceptions: [{ on: 2026-11-28, run: start }]',
    has: '"effect":"run","actions":["start"]',
  },
  {
    what: 'stop-charging for all but a target that cannot have it',
    from: sound.slice(sound.indexOf('stopMode: keep-charging'), sound.indexOf('alerts:')),
    to: `stopMode: stop-charging
    targets:
      - { account: zen, instances: [a], stopMode: keep-charging }
      - { account: ten, region: ap-x, instances: [a] }
`,
    has: '"stopMode":"stop-charging"',
  },
  {
    what: 'a stopMode on each target and none on the schedule',
    from: '    stopMode: keep-charging\n',
    to: '',
    has: '"stopMode":"stop-charging"',
  },
  {
    what: 'the same tags in another resource group',
    from: 'account: ten, region: ap-seoul, tags: { power: hours }, maxMatches: 50, stopMode: stop-charging',
    to: 'account: zen, resourceGroup: rg-2, tags: { power: "1" }, force: false',
    has: '"rg-2"',
  },
  { what: 'a label with one value', from: '[Down, Gone]', to: 'Down', has: '"match":{"alertname":["Down"]}' },
  { what: 'a restart at all hours', from: 'schedule: hours', to: 'schedule: always', has: '"schedule":null' },
  { what: 'half a budget of its own', from: 'perHour: 2, ', to: '', has: '"budget":{"perHour":3,"perDay":5}' },
  { what: 'the longest hold-off', from: 'holdOff: 0s', to: 'holdOff: 1h', has: '"holdOffMs":3600000' },
  {
    what: 'a key of its own for a source',
    from: 'reveille/prom',
    to: 'a, kmsKey: "arn:aws:kms:a:111122223333:key/7"',
    has: 'key/7',
  },
  {
    what: 'two sources with one secret',
    from: '  aws: { kind: cloudwatch,',
    to: '  aws: { kind: uptime-kuma, secret: reveille/prom,',
    has: '"names":{"web-1-down":"ins-7"},"secret":"reveille/prom"',
  },
  { what: 'names that objects have', from: 'mornings:', to: 'constructor:', has: '"constructor":{"timezone"' },
])('a configuration may have $what', ({ from, to, has }) => {
  expect(JSON.stringify(parseConfiguration(changed(from, to), 'r.yaml'))).toContain(has);
});
