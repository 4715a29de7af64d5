import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alerting, templateOf } from './example.ts';

const page = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const section = page.slice(page.indexOf('## An alarm mail'), page.indexOf('## A source gets 404'));
const headings = [...section.matchAll(/^### `(.+)`$/gm)].map(([, heading = '']) => heading);

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
}
const template = templateOf(alerting);
const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
  ({ Properties }) => Properties as AlarmProperties,
);

/** The address of a heading, as GitHub makes it: small letters, and no sign but hyphens. */
const addressOf = (heading: string) => heading.toLowerCase().replace(/[^a-z0-9-]/g, '');

/** The headings whose name fits an alarm's: its own, or those with any name in angle brackets. */
const headingsOf = (alarm: string) =>
  headings.includes(alarm)
    ? [alarm]
    : headings.filter((heading) => new RegExp(`^${heading.replace(/<[^>]*>/g, '[a-z0-9-]+')}$`).test(alarm));

describe('the runbook', () => {
  it('has one heading for each alarm', () => {
    expect(alarms.length).toBeGreaterThan(30);
    const fits = alarms.map(({ AlarmName }) => [AlarmName, headingsOf(AlarmName).length]);
    expect(fits.filter(([, count]) => count !== 1)).toEqual([]);
  });

  it('has no heading without an alarm', () => {
    const used = new Set(alarms.flatMap(({ AlarmName }) => headingsOf(AlarmName)));
    expect(headings.filter((heading) => !used.has(heading))).toEqual([]);
  });

  it('is what the description of each alarm leads to', () => {
    for (const { AlarmName, AlarmDescription } of alarms) {
      const [heading = ''] = headingsOf(AlarmName);
      expect(AlarmDescription, AlarmName).toMatch(new RegExp(`^[A-Z].*\\. What to do: docs/runbook\\.md#${addressOf(heading)}$`));
    }
  });

  it('can wait for mail in both directions', () => {
    for (const { AlarmName, AlarmActions, OKActions } of alarms) {
      expect(AlarmActions, AlarmName).toHaveLength(1);
      expect(OKActions, AlarmName).toEqual(AlarmActions);
    }
  });

  it('names saved queries that are deployed, and all of them', () => {
    const saved = Object.values(template.findResources('AWS::Logs::QueryDefinition')).map(({ Properties }) => Properties.Name);
    const named = new Set([...page.matchAll(/\*(Reveille\/[a-z]+)\*/g)].map(([, name]) => name));
    expect([...named].sort()).toEqual(saved.sort());
  });
});
