import { describe, expect, it } from 'vitest';
import { sampleBodies } from '../../../cli/restarts/sample-bodies.ts';
import { sampleAlert, sampleRequest } from '../../../cli/restarts/sample-request.ts';
import type { Source } from '../../../shared/contract/compiled-restarts.ts';
import { sourceKinds } from '../../../shared/domain/vocabulary.ts';
import { isFrom } from '../../../shared/sources/authentication.ts';
import { readers } from '../../../shared/sources/sources.ts';
import { aPolicy } from '../../support/a-policy.ts';

const now = Date.parse('2026-11-27T03:10:00Z');
const restart = { ...aPolicy, match: { alertname: ['Down', 'Gone'], team: ['web'] } };
const kindOf = (kind: Source['kind']): Source => ({ kind, secret: 's', idLabel: 'instance_id', names: { 'web-1': 'i-1' } });
const token = 'a/token+with?odd=characters';
const secret = { token, hmacKey: 'key' };

describe.each(sourceKinds)('a sample of %s', (kind) => {
  const source = kindOf(kind);

  it.each(['firing', 'resolved'] as const)('is read by the reader of its kind, and says %s', (status) => {
    const { body, contentType } = sampleBodies[kind](sampleAlert(restart, 'i-1', status, now), source);
    const heard = readers[kind]({ text: body, contentType }, { source, labels: ['team'], newId: () => 'id' });
    expect(heard.statements).toMatchObject([{ status, instanceId: 'i-1' }]);
  });
});

describe.each(sourceKinds.filter((kind) => kind !== 'cloudwatch'))('the request of %s', (kind) => {
  const alert = sampleAlert(restart, 'i-1', 'firing', now);

  it.each([secret, { token }])('is taken for that of its source: %o', (own) => {
    const { path, headers, body } = sampleRequest(['web', kindOf(kind)], alert, own, now);
    const [, last] = /^\/v1\/alerts\/web(?:\/(.*))?$/.exec(path) ?? [];
    const proof = { headers, pathToken: last === undefined ? null : decodeURIComponent(last), body: Buffer.from(body) };
    expect(isFrom(kind, own, proof, now + 299_000)).toBe(true);
    expect(isFrom(kind, { token: 'other', hmacKey: 'other' }, proof, now)).toBe(false);
  });
});

it('has the first value of each label that its restart matches on', () => {
  expect(sampleAlert(restart, 'i-1', 'firing', now).labels).toEqual({ alertname: 'Down', team: 'web' });
  expect(sampleAlert(aPolicy, 'i-1', 'firing', now).labels).toEqual({ alertname: 'Sample' });
});

it('has a placeholder where nobody gave a token', () => {
  const alert = sampleAlert(restart, 'i-1', 'firing', now);
  expect(sampleRequest(['kuma', kindOf('uptime-kuma')], alert, null, now).headers.authorization).toBe('Bearer TOKEN');
  expect(sampleRequest(['cm', kindOf('cloudmonitor')], alert, null, now).path).toBe('/v1/alerts/cm/TOKEN');
});
