import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { carryOut } from '../../../functions/power/carry-out.ts';
import { credentialsOf } from '../../../functions/power/credentials.ts';
import type { FailureKind } from '../../../shared/domain/failure.ts';
import { SecretUnusable } from '../../../shared/lambda/secret-reader.ts';
import { ProviderFailure } from '../../../shared/providers/provider.ts';
import { aCloud, many } from '../../contract/a-cloud.ts';
import { failureIn } from '../../contract/a-provider.ts';
import { alibabaPhrasing } from '../../contract/alibaba-phrasing.ts';
import { aBatch, due } from '../../shared/domain/a-batch.ts';
import { inWords } from './in-words.ts';
import { powerDeps, scripted, thrown } from './scripted-provider.ts';

const account = { provider: 'alibaba', secret: 'reveille/ali-prod' } as const;

/** A reader of a secret that is rotated after `old` reads of the cache: a fresh read gives the new one. */
function rotating(current: unknown, rotated: unknown) {
  const reads: boolean[] = [];
  return {
    reads,
    read: async (_name: string, fresh: boolean) => {
      reads.push(fresh);
      return fresh ? rotated : current;
    },
  };
}

const holding = (secret: string) => ({ accessKeyId: 'id', accessKeySecret: secret });

describe('a key that the provider does not accept', () => {
  it('is read once more, and the step runs again with the new one', async () => {
    const { read, reads } = rotating(holding('old'), holding('new'));
    const seen: unknown[] = [];
    const result = await credentialsOf(
      account,
      read,
    )(async (credentials) => {
      seen.push(credentials);
      if (seen.length === 1) throw thrown('credentials');
      return 'done';
    });
    expect([result, reads, seen]).toEqual(['done', [false, true], [holding('old'), holding('new')]]);
  });

  it('is final the second time', async () => {
    const { read, reads } = rotating(holding('old'), holding('old'));
    const error = await failureIn(credentialsOf(account, read)(() => Promise.reject(thrown('credentials'))));
    expect([error.failure.kind, reads]).toEqual(['credentials', [false, true]]);
  });

  it.each<FailureKind>(['account', 'throttled', 'request', 'outcomeUnknown'])('is not what is wrong with %s', async (kind) => {
    const { read, reads } = rotating(holding('old'), holding('new'));
    const error = await failureIn(credentialsOf(account, read)(() => Promise.reject(thrown(kind))));
    expect([error.failure.kind, reads]).toEqual([kind, [false]]);
  });

  it('was rotated at the provider: the strict peer believes the fresh one', async () => {
    const wrong = { ...alibabaPhrasing.credentials, accessKeySecret: 'the-secret-of-yesterday' };
    const { provider, clouds, received } = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 1));
    const { read, reads } = rotating(wrong, alibabaPhrasing.credentials);
    const accounts = { 'ali-prod': { ...account, endpoint: clouds.origins.alibaba } };
    const { deps } = powerDeps(provider, { accounts, readSecret: read });
    const batch = aBatch([alibabaPhrasing.id(0)]);
    const outcome = await carryOut(batch, { sentAt: due, redelivered: false }, deps, new AbortController().signal);
    expect(inWords(outcome).followUps).toEqual([`confirm ${alibabaPhrasing.id(0)} in 15`]);
    expect(reads.slice(0, 2)).toEqual([false, true]);
    expect(
      received()
        .slice(0, 2)
        .map(({ code }) => code),
    ).toEqual(['SignatureDoesNotMatch', null]);
  });

  it('ends the account when it stays wrong, after two looks and no start', async () => {
    const { provider, names } = scripted({ sees: thrown('credentials', 'SignatureDoesNotMatch') });
    const { deps, reads } = powerDeps(provider);
    const outcome = await carryOut(aBatch(['i']), { sentAt: due, redelivered: false }, deps, new AbortController().signal);
    expect(inWords(outcome)).toEqual({
      verdicts: ['i rejected SignatureDoesNotMatch (0)'],
      followUps: [],
      account: 'SignatureDoesNotMatch',
    });
    expect([names(), reads]).toEqual([
      ['observe i', 'observe i'],
      ['reveille/ali-prod', 'reveille/ali-prod fresh'],
    ]);
  });
});

describe('a secret that cannot be used', () => {
  it.each([
    { holds: 'no field at all', secret: {}, fields: 'accessKeyId, accessKeySecret' },
    { holds: 'an empty field', secret: { accessKeyId: 'VERY-SECRET', accessKeySecret: ' ' }, fields: 'accessKeySecret' },
    { holds: 'a number', secret: { accessKeyId: 'VERY-SECRET', accessKeySecret: 17_041_704 }, fields: 'accessKeySecret' },
    { holds: 'a text', secret: 'VERY-SECRET', fields: '(the whole)' },
    { holds: 'null', secret: null, fields: '(the whole)' },
  ])('ends the account naming secret and fields, never a value: $holds', async ({ secret, fields }) => {
    let ran = false;
    const error = await failureIn(
      credentialsOf(
        account,
        async () => secret,
      )(async () => {
        ran = true;
      }),
    );
    const message = `secret reveille/ali-prod lacks usable fields for alibaba: ${fields}`;
    expect(error.failure).toEqual({ kind: 'account', code: 'Reveille.SecretUnusable', message, requestId: null });
    expect(inspect(error, { depth: 8, showHidden: true })).not.toMatch(/VERY|17041704|17_041/);
    expect(ran).toBe(false);
  });

  it('ends the account also when it cannot be read', async () => {
    const read = () => Promise.reject(new SecretUnusable('secret reveille/ali-prod is not JSON'));
    const { failure } = await failureIn(credentialsOf(account, read)(async () => {}));
    expect(failure).toMatchObject({
      kind: 'account',
      code: 'Reveille.SecretUnusable',
      message: 'secret reveille/ali-prod is not JSON',
    });
  });

  it('is not what is wrong when Secrets Manager cannot be reached', async () => {
    const call = credentialsOf(account, () => Promise.reject(new Error('ECONNRESET')))(async () => {});
    await expect(call).rejects.toThrow('ECONNRESET');
    await expect(call).rejects.not.toBeInstanceOf(ProviderFailure);
  });
});
