import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { powerConfiguration } from '../../../shared/contract/compiled-configuration.ts';
import { configurationInBundle } from '../../../shared/lambda/configuration-in-bundle.ts';

/** The URL of a function's code with this text beside it as configuration.json. */
function aBundle(text: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'reveille-bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (text !== null) writeFileSync(join(folder, 'configuration.json'), text);
  return pathToFileURL(join(folder, 'index.mjs')).href;
}

it('reads what lies beside the code', () => {
  const accounts = { 'ali-prod': { provider: 'alibaba', secret: 'reveille/ali-prod' } };
  const configuration = { accounts, calendars: {}, schedules: {} };
  expect(configurationInBundle(powerConfiguration, aBundle(JSON.stringify(configuration)))).toEqual(configuration);
});

it.each([
  { says: 'nothing at all', text: null },
  { says: 'no JSON', text: 'accounts:' },
  { says: 'what an older version wrote', text: '{"accounts":{},"zones":{}}' },
  { says: 'what another version wrote', text: '{"accounts":{},"calendars":{},"schedules":{},"regions":[]}' },
])('throws when there is $says', ({ text }) => {
  expect(() => configurationInBundle(powerConfiguration, aBundle(text))).toThrow();
});
