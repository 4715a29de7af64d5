import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { configurationSchemaText } from '../../../shared/configuration/configuration-schema.ts';
import { changed, sound } from './sound-configuration.ts';

const fileText = (name: string): string => readFileSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8');

const schema = JSON.parse(configurationSchemaText());
const validates = new Ajv({ strict: false, allErrors: true }).compile(schema);

/** What the schema says about a YAML text: nothing, or where it is wrong. */
function complaintsOf(text: string): readonly string[] {
  validates(parse(text));
  return (validates.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Every key below `properties` of a schema, once, with its description. */
function describedKeys(node: unknown): ReadonlyMap<string, unknown> {
  if (typeof node !== 'object' || node === null) return new Map();
  const below = Object.values(node).flatMap((each) => [...describedKeys(each)]);
  const own = 'properties' in node ? Object.entries(Object(node.properties)) : [];
  return new Map([...below, ...own.map(([key, value]) => [key, Object(value).description] as const)]);
}

const keys = describedKeys(schema);

it('reveille.schema.json is the schema of today (`npx reveille schema > reveille.schema.json` writes it)', () => {
  expect(fileText('reveille.schema.json')).toBe(configurationSchemaText());
});

describe('the schema', () => {
  it('accepts the sample, which names it in its first line, and a configuration with every other key', () => {
    expect(fileText('reveille.yaml').split('\n')[0]).toBe('# yaml-language-server: $schema=./reveille.schema.json');
    expect(complaintsOf(fileText('reveille.yaml'))).toEqual([]);
    const others = changed(
      'reveille/ten }',
      'a, kmsKey: "k", endpoint: "https://a.example", limits: { start: 1, describe: 2.5 } }',
    );
    expect(complaintsOf(others)).toEqual([]);
    const saturdays = 'workSaturdays: { every: 2, from: 2026-12-05 }';
    const calendars = `{ ics: cn.ics, years: [2027] }\n  own: { base: [cn, factory], list: a.txt, holidays: ["12-24"], ${saturdays} }`;
    expect(complaintsOf(changed('{ country: CN }', calendars))).toEqual([]);
  });

  it.each([
    { what: 'an unknown key', from: 'dryRun: true', to: 'dryrun: true', at: '/schedules/mornings' },
    { what: 'an unknown word', from: 'alibaba', to: 'aws', at: '/accounts/ali/provider' },
    { what: 'a missing key', from: ', secret: reveille/ali', to: '', at: '/accounts/ali' },
    { what: 'a number for an id', from: '["1500000000000000001"]', to: '[15]', at: '/schedules/mornings/targets/2/instances/0' },
    { what: 'a bad name', from: 'mornings:', to: 'Mornings:', at: '/schedules' },
    { what: 'a start of the wrong kind', from: '{ cron: "30 8 ? * MON-FRI *" }', to: '"08:30"', at: '/schedules/mornings/start' },
    { what: 'an unknown key of a time', from: '{ cron:', to: '{ corn:', at: '/schedules/mornings/start' },
    { what: 'an empty list of times', from: '{ at: "09:00", days: workdays }', to: '[]', at: '/schedules/hours/start' },
    { what: 'a limit out of bounds', from: 'reveille/ten }', to: 'a, limits: { start: 0 } }', at: '/accounts/ten/limits/start' },
    { what: 'an empty list of bases', from: 'base: cn', to: 'base: []', at: '/calendars/factory/base' },
    {
      what: 'no weeks at all',
      from: 'weekend: [sat, sun]',
      to: 'workSaturdays: { every: 0, from: 2026-12-05 }',
      at: '/calendars/factory/workSaturdays/every',
    },
    { what: 'an unknown kind', from: 'cloudwatch', to: 'cloud-watch', at: '/sources/aws/kind' },
    { what: 'a bad name of a source', from: 'prom:', to: 'Prom:', at: '/sources' },
    { what: 'tags in a restart', from: 'instances: [ins-7, ins-8]', to: 'tags: { a: b }', at: '/restarts/web-down/targets/0' },
    { what: 'a label without values', from: '[Down, Gone]', to: '[]', at: '/restarts/web-down/match/alertname' },
    { what: 'a budget out of bounds', from: 'perHour: 2', to: 'perHour: 21', at: '/restarts/web-down/budget/perHour' },
    { what: 'too many matches', from: 'maxMatches: 50', to: 'maxMatches: 10001', at: '/schedules/hours/targets/0/maxMatches' },
  ])('refuses $what, as the reader does', ({ from, to, at }) => {
    const text = changed(from, to);
    expect(complaintsOf(text).map((line) => line.split(' ')[0])).toContain(at);
    expect(() => parseConfiguration(text, 'r.yaml')).toThrow();
  });

  it('describes every key, in a few kilobytes', () => {
    expect(keys.size).toBeGreaterThan(60);
    expect([...keys].filter(([, description]) => typeof description !== 'string' || description === '')).toEqual([]);
    expect(configurationSchemaText().length).toBeLessThan(28_000);
  });
});

describe('docs/configuration.md', () => {
  const page = fileText('docs/configuration.md');

  it('has a row for every key, and for no other', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
    expect([...new Set(rows)].sort()).toEqual([...keys.keys()].sort());
  });

  it('shows only configurations that are sound', () => {
    const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, block = '']) => block);
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) {
      expect(complaintsOf(block)).toEqual([]);
      expect(Object.keys(parseConfiguration(block, 'docs/configuration.md').schedules)).not.toEqual([]);
    }
  });

  it('shows a message as the reader writes it', () => {
    const [, line = ''] = /^my\.yaml:\d+:\d+ (.+)$/m.exec(page) ?? [];
    expect(() => parseConfiguration(changed('at: "09:00"', 'at: "25:00"').replace('hours:', 'office-hours:'), 'my.yaml')).toThrow(
      line,
    );
    expect(line).toContain('25:00');
  });
});

it('the sound configuration of these tests is sound', () => {
  expect(complaintsOf(sound)).toEqual([]);
});
