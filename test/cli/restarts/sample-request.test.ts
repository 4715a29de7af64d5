import { describe, expect, it } from 'vitest';
import { sampleBodies } from '../../../cli/restarts/sample-bodies.ts';
import { sampleAlert, sampleRequest } from '../../../cli/restarts/sample-request.ts';
import type { Restart, Source } from '../../../shared/contract/compiled-restarts.ts';
import { sourceKinds } from '../../../shared/domain/vocabulary.ts';
import { lookUpIn } from '../../../shared/restart/look-up.ts';
import { isFrom } from '../../../shared/sources/authentication.ts';
import { readers } from '../../../shared/sources/sources.ts';
import { aPolicy } from '../../support/a-policy.ts';

const now = Date.parse('2026-11-27T03:10:00Z');
const restart = { ...aPolicy, match: { alertname: ['Down', 'Gone'], team: ['web'] } };
const kindOf = (kind: Source['kind'], names: Source['names'] = { 'web-1': 'i-1' }): Source => {
  return { kind, secret: 's', idLabel: 'instance_id', names };
};
const token = 'a/token+with?odd=characters';
const secret = { token, hmacKey: 'key' };

describe.each(sourceKinds)('a sample of %s', (kind) => {
  /** What its reader and the look-up make of the sample. */
  const heard = (policy: Restart, source: Source, status: 'firing' | 'resolved' = 'firing', at = now) => {
    const { body, contentType } = sampleBodies[kind](sampleAlert(policy, source, 'i-1', status, at), source);
    const [statement] = readers[kind]({ text: body, contentType }, { source, labels: ['team'], newId: () => 'id' }).statements;
    return statement ?? expect.fail('there is no statement');
  };
  const targets = [{ account: 'ali-prod', region: 'cn-hangzhou', instances: ['i-1'] }];
  const matching = (alertname: Restart['match'][string] | null): Restart => {
    return { ...aPolicy, sources: ['web'], targets, match: alertname === null ? {} : { alertname } };
  };

  it.each(['firing', 'resolved'] as const)('is read by the reader of its kind, and says %s', (status) => {
    expect(heard(restart, kindOf(kind, { Gone: 'i-1' }), status)).toMatchObject({ status, instanceId: 'i-1' });
  });

  // A monitor of Uptime Kuma has one episode until it is up again.
  it.skipIf(kind === 'uptime-kuma')('is about another episode at another time', () => {
    const source = kindOf(kind);
    expect(heard(aPolicy, source).episode).not.toBe(heard(aPolicy, source, 'firing', now + 1_000).episode);
  });

  it.each([
    { names: { 'web-1': 'i-1' }, alertname: null },
    { names: { other: 'i-2', 'web-0': 'i-1', 'web-1': 'i-1' }, alertname: ['x', 'web-1'] },
    { names: { 7: 'i-1' }, alertname: ['Down'] },
    ...(kind === 'uptime-kuma'
      ? []
      : [
          { names: {}, alertname: ['Down', 'Gone'] },
          { names: {}, alertname: null },
        ]),
  ])('is about a machine that its restart lists and matches: %o', ({ names, alertname }) => {
    const policy = matching(alertname);
    expect(lookUpIn({ down: policy })('web', heard(policy, kindOf(kind, names)))).toMatchObject({ kind: 'listed' });
  });
});

describe.each(sourceKinds.filter((kind) => kind !== 'cloudwatch'))('the request of %s', (kind) => {
  const alert = sampleAlert(restart, kindOf('reveille', {}), 'i-1', 'firing', now);

  it.each([secret, { token }])('is taken for that of its source: %o', (own) => {
    const { path, headers, body } = sampleRequest(['web', kindOf(kind)], alert, own, now);
    const [, last] = /^\/v1\/alerts\/web(?:\/(.*))?$/.exec(path) ?? [];
    const proof = { headers, pathToken: last === undefined ? null : decodeURIComponent(last), body: Buffer.from(body) };
    expect(isFrom(kind, own, proof, now + 299_000)).toBe(true);
    expect(isFrom(kind, { token: 'other', hmacKey: 'other' }, proof, now)).toBe(false);
  });
});

it('has the first value of each label that its restart matches on', () => {
  expect(sampleAlert(restart, kindOf('reveille', {}), 'i-1', 'firing', now).labels).toEqual({ alertname: 'Down', team: 'web' });
  expect(sampleAlert(aPolicy, kindOf('reveille', {}), 'i-1', 'firing', now).labels).toEqual({ alertname: 'Sample' });
});

it('has a placeholder where nobody gave a token', () => {
  const alert = sampleAlert(restart, kindOf('reveille', {}), 'i-1', 'firing', now);
  expect(sampleRequest(['kuma', kindOf('uptime-kuma')], alert, null, now).headers.authorization).toBe('Bearer TOKEN');
  expect(sampleRequest(['cm', kindOf('cloudmonitor')], alert, null, now).path).toBe('/v1/alerts/cm/TOKEN');
});
