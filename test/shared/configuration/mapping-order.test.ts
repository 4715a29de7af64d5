import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import type { Configuration } from '../../../shared/contract/compiled-configuration.ts';
import { cutJob } from '../../../shared/domain/cut-job.ts';
import { placeKey, placesOfSchedule } from '../../../shared/history/place.ts';
import { sound } from './sound-configuration.ts';

// Tags, accounts, schedules and targets that are not in alphabetical order.
const tagged = `accounts:
  zen: { provider: zenlayer, secret: reveille/zen }
  ali: { provider: alibaba, secret: reveille/ali }
schedules:
  nights:
    start: { at: "08:00" }
    stop: { at: "20:00" }
    stopMode: keep-charging
    targets:
      - { account: ali, region: cn-hangzhou, tags: { team: web, power: hours, Zone: b, "10": x } }
      - { account: zen, tags: { b: "2", a: "1" }, resourceGroup: rg-1 }
  days:
    start: { at: "09:00" }
    stop: { at: "19:00" }
    stopMode: stop-charging
    targets:
      - { account: ali, region: cn-hangzhou, tags: { power: days, team: web } }
`;

describe('the order in which a mapping is written', () => {
  it.each([
    { which: 'every key', text: sound },
    { which: 'tags', text: tagged },
  ])('changes no message and no place of a configuration with $which', ({ text }) => {
    const compiled = parseConfiguration(text, 'r.yaml');
    const meant = workOf(compiled);
    fc.assert(
      fc.property(shuffled(parse(text)), (written) => {
        const other = parseConfiguration(written, 'r.yaml');
        expect(other).toEqual(compiled);
        expect(workOf(other)).toEqual(meant);
      }),
      { numRuns: 50 },
    );
  });

  // Both entries of these tags read `a,b,c` when they are written one after the other.
  it('hides no selection that is listed twice', () => {
    const target = (tags: string) => `{ account: ali, region: cn-hangzhou, tags: { ${tags} } }`;
    const targets = [target('"a,b": c, a: "b,c"'), target('a: "b,c", "a,b": c')].join(', ');
    const text = `accounts: { ali: { provider: alibaba, secret: reveille/ali } }
schedules: { days: { start: { at: "09:00" }, targets: [${targets}] } }
`;
    expect(() => parseConfiguration(text, 'r.yaml')).toThrow(/targets\.1\.tags: repeats the entry/);
  });
});

/** The text of a value, each of its mappings written in any order. */
function shuffled(value: unknown): fc.Arbitrary<string> {
  if (typeof value !== 'object' || value === null) return fc.constant(JSON.stringify(value));
  if (Array.isArray(value)) return fc.tuple(...value.map(shuffled)).map((items) => `[${items.join(', ')}]`);
  const entries = Object.entries(value).map(([key, inner]) => shuffled(inner).map((text) => `${JSON.stringify(key)}: ${text}`));
  return fc
    .tuple(...entries)
    .chain((lines) => fc.shuffledSubarray(lines, { minLength: lines.length }))
    .map((lines) => `{${lines.join(', ')}}`);
}

/** What every schedule sends and reports, by the schedule's name. */
function workOf({ schedules }: Configuration) {
  const scheduledAt = '2026-11-26T09:00:00Z';
  const work = Object.entries(schedules).map(([name, schedule]) => {
    const messages = (['start', 'stop'] as const).map((action) => cutJob({ schedule: name, action, scheduledAt }, schedule));
    return [name, { messages, places: placesOfSchedule(schedule).map(placeKey) }] as const;
  });
  return Object.fromEntries(work);
}
