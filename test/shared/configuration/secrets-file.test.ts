import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { validateHeaderValue } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../shared/configuration/mistake.ts';
import { parseSecrets, readSecrets } from '../../../shared/configuration/secrets-file.ts';
import type { Account } from '../../../shared/contract/compiled-configuration.ts';
import type { Source } from '../../../shared/contract/compiled-restarts.ts';
import { secretOf, unsendableKey } from '../../../shared/contract/secret.ts';
import { providerNames } from '../../../shared/domain/vocabulary.ts';

const accounts: Readonly<Record<string, Account>> = {
  ali: { provider: 'alibaba', secret: 'reveille/ali' },
  ten: { provider: 'tencent', secret: 'reveille/ten' },
  zen: { provider: 'zenlayer', secret: 'reveille/zen' },
  again: { provider: 'zenlayer', secret: 'reveille/zen' },
};

const usual = { idLabel: 'instance_id', names: {} };
const sources: Readonly<Record<string, Source>> = {
  prom: { kind: 'alertmanager', secret: 'reveille/prom', ...usual },
  graf: { kind: 'grafana', secret: 'reveille/graf', ...usual },
  aws: { kind: 'cloudwatch', secret: null, ...usual },
};
const owners = { accounts, sources };

const sound = {
  'reveille/ali': { accessKeyId: 'hush-1', accessKeySecret: ' hush-2\n', note: 'hush-3' },
  'reveille/ten': { secretId: 'hush-4', secretKey: 'hush-5', token: 'hush-6' },
  'reveille/zen': { accessKeyId: 'hush-7', accessKeyPassword: 'hush-8' },
  'reveille/prom': { token: 'hush-9\n', previousToken: 'hush-10', note: 'hush-11' },
  'reveille/graf': { hmacKey: 'hush-12', previousHmacKey: 'hush-13' },
};

function linesOf(text: string): readonly string[] {
  try {
    parseSecrets(text, 's.json', owners);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const wants = { ali: 'alibaba needs accessKeyId and accessKeySecret', zen: 'zenlayer needs accessKeyId and accessKeyPassword' };

const unsendable = (provider: string) => `${unsendableKey}; write what the ${provider} console shows`;

describe('a secrets file', () => {
  it('gives out what the accounts and sources name, as the file has it, and nothing else', () => {
    const text = JSON.stringify({ ...sound, other: { accessKeyId: 'x' }, _comment: 'these are fakes' });
    expect(parseSecrets(text, 's.json', owners)).toEqual(sound);
  });

  it.each([
    ['a secret that is not there', { 'reveille/ali': undefined }, [`s.json reveille/ali: is missing; ${wants.ali}`]],
    ['a secret that two accounts miss', { 'reveille/zen': undefined }, [`s.json reveille/zen: is missing; ${wants.zen}`]],
    ['a secret that is a text', { 'reveille/ali': 'hush' }, [`s.json reveille/ali: is not a JSON object; ${wants.ali}`]],
    ['a secret that is a list', { 'reveille/ali': ['hush'] }, [`s.json reveille/ali: is not a JSON object; ${wants.ali}`]],
    [
      "another provider's words",
      { 'reveille/ten': sound['reveille/ali'] },
      [
        's.json reveille/ten.secretId: is missing; write what the tencent console shows',
        's.json reveille/ten.secretKey: is missing; write what the tencent console shows',
      ],
    ],
    [
      'fields of the wrong kind',
      { 'reveille/ali': { accessKeyId: 4711, accessKeySecret: ' \n', securityToken: '' } },
      [
        's.json reveille/ali.accessKeyId: is not text; write what the alibaba console shows',
        's.json reveille/ali.accessKeySecret: is empty; write what the alibaba console shows',
        's.json reveille/ali.securityToken: is empty; delete it, or write what you were given',
      ],
    ],
    [
      'keys that cannot be sent',
      {
        'reveille/ali': { accessKeyId: 'hush\nhush', accessKeySecret: 'hush\u200B', securityToken: 'hush\u00A0hush' },
        'reveille/ten': { secretId: 'hush密', secretKey: '\uFEFFhush\r\n', token: 'hush\u0000' },
        'reveille/zen': { accessKeyId: 'hush\u00AD-1', accessKeyPassword: 'hüsh \u007F' },
      },
      [
        ...['reveille/ali.accessKeyId', 'reveille/ali.accessKeySecret'].map((at) => `s.json ${at}: ${unsendable('alibaba')}`),
        `s.json reveille/ali.securityToken: ${unsendableKey}; delete it, or write what you were given`,
        `s.json reveille/ten.secretId: ${unsendable('tencent')}`,
        `s.json reveille/ten.token: ${unsendableKey}; delete it, or write what you were given`,
        ...['accessKeyId', 'accessKeyPassword'].map((field) => `s.json reveille/zen.${field}: ${unsendable('zenlayer')}`),
      ],
    ],
    [
      'a secret that a source misses',
      { 'reveille/prom': undefined },
      ['s.json reveille/prom: is missing; alertmanager needs token'],
    ],
    [
      'secrets of sources without what proves them',
      { 'reveille/prom': {}, 'reveille/graf': { previousToken: 'hush' } },
      [
        's.json reveille/prom: has no token; alertmanager needs token',
        's.json reveille/graf: has neither token nor hmacKey; grafana needs token or hmacKey',
      ],
    ],
    [
      'a key of a source that cannot sign',
      { 'reveille/prom': { hmacKey: 'hush' } },
      ['s.json reveille/prom: has no token; alertmanager needs token'],
    ],
    [
      'fields of sources of the wrong kind',
      { 'reveille/prom': 'hush', 'reveille/graf': { token: '', previousToken: 4711, hmacKey: 'hush\nhush' } },
      [
        's.json reveille/prom: is not a JSON object; alertmanager needs token',
        's.json reveille/graf.token: is empty; delete it, or write what the source is given',
        's.json reveille/graf.previousToken: is not text; delete it, or write what the source is given',
        `s.json reveille/graf.hmacKey: ${unsendableKey}; delete it, or write what the source is given`,
      ],
    ],
    [
      'several secrets at once',
      { 'reveille/ali': undefined, 'reveille/zen': {} },
      [
        `s.json reveille/ali: is missing; ${wants.ali}`,
        's.json reveille/zen.accessKeyId: is missing; write what the zenlayer console shows',
        's.json reveille/zen.accessKeyPassword: is missing; write what the zenlayer console shows',
      ],
    ],
  ])('%s', (_, change, lines) => {
    expect(linesOf(JSON.stringify({ ...sound, ...change }))).toEqual(lines);
  });

  it.each([
    ['["hush"]', 's.json: is not a JSON object; write {"<secret name>": {…}}'],
    ['"hush"', 's.json: is not a JSON object; write {"<secret name>": {…}}'],
    ['', 's.json: is not valid JSON; correct the JSON'],
    ['{"a": hush}', 's.json: is not valid JSON; correct the JSON'],
    ['{\n  "a": "hush"\n  "b": "hush"}', 's.json:3:3: is not valid JSON; correct the JSON'],
    ['x(line 7 column 7)', 's.json: is not valid JSON; correct the JSON'],
  ])('the text %j', (text, line) => {
    expect(linesOf(text)).toEqual([line]);
  });

  it('is not asked for what every object has', () => {
    const odd: Readonly<Record<string, Account>> = { zen: { provider: 'zenlayer', secret: 'constructor' } };
    expect(() => parseSecrets('{}', 's.json', { accounts: odd, sources: {} })).toThrow(
      `s.json constructor: is missing; ${wants.zen}`,
    );
  });

  it('may begin with a byte order mark', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reveille-'));
    try {
      await writeFile(join(folder, 's.json'), `\uFEFF${JSON.stringify(sound)}`);
      expect(await readSecrets(join(folder, 's.json'), owners)).toEqual(sound);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('that cannot be read is one mistake', async () => {
    const line = 'no-such.json: there is no such file; name a file that exists';
    await expect(readSecrets('no-such.json', owners)).rejects.toMatchObject({ name: 'ConfigurationError', message: line });
  });
});

const carries = (text: string): boolean => {
  try {
    validateHeaderValue('key', text);
    return true;
  } catch {
    return false;
  }
};

it('refuses in every field of every provider what HTTP does not carry, and takes what it does', () => {
  const codes = [...Array.from({ length: 0x100 }, (_, n) => n), 0x100, 0x200b, 0x2028, 0x4e2d, 0xd800, 0xfeff];
  for (const code of codes) {
    const text = `a${String.fromCharCode(code)}b`;
    // Stricter about the tab, the control characters of Latin-1 and its invisible blanks.
    const isStricter = code === 9 || (code >= 0x80 && code <= 0xa0) || code === 0xad;
    for (const provider of providerNames) {
      for (const [field, schema] of Object.entries(secretOf[provider].shape)) {
        const isTaken = schema.safeParse(text).success;
        expect({ code, provider, field, isTaken }).toEqual({ code, provider, field, isTaken: carries(text) && !isStricter });
      }
    }
  }
});
