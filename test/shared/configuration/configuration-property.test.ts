import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { ConfigurationError } from '../../../shared/configuration/mistake.ts';
import { drawnCalendars } from './drawn-calendars.ts';
import { drawnTimes } from './drawn-schedule.ts';
import { sound } from './sound-configuration.ts';

const provider = fc.constantFrom('alibaba', 'tencent', 'zenlayer');
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/);
const region = fc.stringMatching(/^[a-z]{2,4}-[a-z0-9-]{1,12}$/);
// The form of another provider's ids is a mistake.
const id = fc.stringMatching(/^[!-~]{1,24}$/).filter((drawn) => !/^(i-|ins-|\d{16})/.test(drawn));
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 5 });
const duration = fc.oneof(
  fc.integer({ min: 60, max: 86_400 }).map((count) => ({ text: `${count}s`, ms: count * 1_000 })),
  fc.integer({ min: 1, max: 1_440 }).map((count) => ({ text: `${count}m`, ms: count * 60_000 })),
  fc.integer({ min: 1, max: 24 }).map((count) => ({ text: `${count}h`, ms: count * 3_600_000 })),
);
const tag = fc.stringMatching(/^[!-~]([ -~]{0,9}[!-~])?$/);
const tags = fc.dictionary(
  tag.filter((key) => key !== '__proto__'),
  tag,
  { minKeys: 1, maxKeys: 10 },
);

/**
 * A target by ids or by tags, as somebody could write it (`text`), and what it must compile to.
 */
function targetOf(accounts: Readonly<Record<string, string>>) {
  const draws = {
    account: fc.constantFrom(...Object.keys(accounts)),
    region,
    ...{
      instances: ids,
      initLocalDisk: fc.boolean(),
      tags: fc.option(tags),
      maxMatches: fc.option(fc.integer({ min: 1, max: 10_000 })),
    },
  };
  return fc.record(draws).map(({ account, region: where, instances, initLocalDisk, tags: carried, maxMatches }) => {
    const place = accounts[account] === 'zenlayer' ? null : where;
    const wipes = accounts[account] === 'alibaba' && initLocalDisk && carried === null;
    const limit = maxMatches === null ? {} : { maxMatches };
    const text = {
      account,
      ...(place === null ? {} : { region: place }),
      ...(wipes ? { initLocalDisk } : {}),
      ...(carried === null ? { instances } : { tags: carried, ...limit }),
    };
    const selection = carried === null ? null : { tags: carried, resourceGroup: null, maxMatches };
    const stop = { stopMode: 'keep-charging', force: false, forceAfterMs: 300_000 };
    const meant = { account, region: place, selection, initLocalDisk: wipes, ...stop };
    return { account, text, meaning: { ...meant, instances: carried === null ? instances : [] } };
  });
}

/**
 * A schedule as somebody could write it (`text`), and what it must compile to (`meaning`), each
 * built from the same draws.
 */
function scheduleOf(accounts: Readonly<Record<string, string>>) {
  const draws = {
    times: drawnTimes,
    expiresAfter: duration,
    confirmWithin: duration,
    same: fc.record({ timezone: fc.constantFrom('UTC', 'Asia/Shanghai', 'Asia/Kolkata'), dryRun: fc.boolean() }),
    // No account twice, so that no id can be there twice.
    targets: fc.uniqueArray(targetOf(accounts), { selector: (each) => each.account, minLength: 1 }),
  };
  return fc.record(draws).map(({ times, expiresAfter, confirmWithin, same, targets }) => ({
    text: {
      ...{ ...same, ...times.text, expiresAfter: expiresAfter.text, confirmWithin: confirmWithin.text },
      targets: targets.map(({ text }) => text),
    },
    meaning: {
      ...{ ...same, ...times.meaning, batchMode: 'SuccessFirst', targets: targets.map(({ meaning }) => meaning) },
      ...{ expiresAfterMs: { start: expiresAfter.ms, stop: expiresAfter.ms }, confirmWithinMs: confirmWithin.ms },
    },
  }));
}

const whole = fc.dictionary(name, provider, { minKeys: 1, maxKeys: 4 }).chain((accounts) =>
  fc.record({
    accounts: fc.constant(accounts),
    calendars: drawnCalendars,
    schedules: fc.dictionary(name, scheduleOf(accounts), { minKeys: 1, maxKeys: 3 }),
  }),
);

function eachValue<From, To>(entries: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));
}

it('a sound configuration means what was written, in YAML of any style and in JSON', () => {
  const styles = [
    (value: unknown) => stringify(value, { lineWidth: 0 }),
    (value: unknown) => stringify(value, { defaultStringType: 'QUOTE_SINGLE', collectionStyle: 'flow' }),
    (value: unknown) => JSON.stringify(value),
  ];
  fc.assert(
    fc.property(whole, fc.constantFrom(...styles), ({ accounts, calendars, schedules }, write) => {
      const logins = eachValue(accounts, (each) => ({ provider: each, secret: `reveille/${each}` }));
      const text = write({ accounts: logins, calendars: calendars.text, schedules: eachValue(schedules, (each) => each.text) });
      expect(parseConfiguration(text, 'r.yaml')).toEqual({
        accounts: logins,
        calendars: calendars.meaning,
        schedules: eachValue(schedules, (each) => each.meaning),
        sources: {},
        restarts: {},
        alerts: { email: [] },
      });
    }),
  );
});

it('a spoilt configuration is still read, or refused with places that exist and one line per mistake', () => {
  const scrap = fc.constantFrom(
    ...'[]{}:,&*!|>%@?-#"\'\t\n <0',
    '<<: ',
    '&a ',
    '*a',
    '!!map ',
    '\n---\n',
    '%YAML 1.1\n',
    '? ',
    '__proto__',
  );
  const cut = fc.record({ at: fc.nat(sound.length), length: fc.nat(8), scrap });
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
      const text = cuts.reduce(
        (spoilt, { at, length, scrap: put }) => spoilt.slice(0, at) + put + spoilt.slice(at + length),
        sound,
      );
      const lines = text.split('\n');
      try {
        expect(parseConfiguration(text, 'r.yaml').accounts).toBeTypeOf('object');
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        expect(error.mistakes.length).toBeGreaterThan(0);
        expect(error.message.split('\n')).toHaveLength(error.mistakes.length);
        for (const { line, column } of error.mistakes) {
          expect(column ?? 0).toBeLessThanOrEqual((lines[(line ?? 0) - 1]?.length ?? -2) + 1);
        }
      }
    }),
    { numRuns: 300 },
  );
});
