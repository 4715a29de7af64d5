import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type PowerDeps, portOf } from '../../../functions/power/provider-call.ts';
import { unsendableKey } from '../../../shared/contract/secret.ts';
import type { Failure } from '../../../shared/domain/failure.ts';
import type { FailureKind } from '../../../shared/domain/failure-table.ts';
import type { Answer, Port } from '../../../shared/domain/port.ts';
import { SecretUnusable } from '../../../shared/lambda/secret-reader.ts';
import { inWords } from '../../shared/domain/carry-out/carried-out.ts';
import { failed, type Script } from '../../shared/domain/carry-out/scripted-port.ts';
import { aBatch, aFind, seeing } from '../../support/a-batch.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import { stepOf } from './run-job.ts';
import { powerDeps, scriptedProvider } from './scripted-provider.ts';

const signal = new AbortController().signal;
const { selection } = aFind();

/** The port of an account over a scripted provider. */
function aPort(script: Script = {}, changes: Partial<PowerDeps> = {}, account = 'ali-prod') {
  const { provider, contexts, names } = scriptedProvider(script);
  const { deps, reads } = powerDeps(provider, changes);
  return { port: open(portOf(aBatch([], { account }), deps, signal)), contexts, names, reads };
}

function open(port: Port | Failure): Port {
  if ('kind' in port) throw new Error(port.message);
  return port;
}

function failureIn(answer: Answer<unknown>): Failure {
  return 'failure' in answer ? answer.failure : expect.fail('the call has a value');
}

const plainStop = { action: 'stop', batchMode: 'SuccessFirst', mode: 'keep-charging', force: false } as const;

/** Every call of a port, for an instance `i`. */
const everyCall = {
  observe: (port: Port) => port.observe(['i']),
  find: (port: Port) => port.find(selection, null),
  preCheck: (port: Port) => port.preCheck?.(['i'], plainStop) ?? expect.fail('there is a dry run'),
  act: (port: Port) => port.act(['i'], plainStop),
} as const satisfies Record<Exclude<keyof Port, 'absentMeans' | 'permits'>, (port: Port) => Promise<Answer<unknown>>>;
const callNames = ['observe', 'find', 'preCheck', 'act'] as const;
/** What a script calls the answers to them. */
const scripts: Readonly<Record<(typeof callNames)[number], (answer: { readonly failure: Failure } | Error) => Script>> = {
  observe: (sees) => ({ sees }),
  find: (page) => ({ pages: { '': page } }),
  preCheck: (preCheck) => ({ preCheck }),
  act: (answers) => ({ answers }),
};

describe('the port of an account', () => {
  it.each(callNames)('hands account, region, endpoint, credentials and signal to %s', async (name) => {
    const { port, contexts, reads } = aPort();
    await everyCall[name](port);
    const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
    const context = { account: 'ali-prod', credentials, region: 'cn-hangzhou', endpoint: 'http://127.0.0.1:1', signal };
    expect([contexts, reads]).toEqual([[context], ['reveille/ali-prod']]);
  });

  it('has no endpoint where the account has none', async () => {
    const { port, contexts } = aPort({}, {}, 'ali-plain');
    await port.observe(['i']);
    expect(contexts).toMatchObject([{ account: 'ali-plain', endpoint: undefined }]);
  });

  it("gives the provider's value, and says as the provider does what absence means and whether there is a dry run", async () => {
    const absentMeans = { code: 'NOT_FOUND', message: 'not listed' };
    const { port } = aPort({ sees: { i: 'busy' }, absentMeans, preCheck: null });
    expect(await port.observe(['i'])).toEqual({ value: seeing({ i: 'busy' }) });
    expect([port.absentMeans, port.preCheck]).toEqual([absentMeans, null]);
  });

  it.each(callNames)('gives what the provider throws at %s as a failure', async (name) => {
    const { port } = aPort(scripts[name](failed('throttled')));
    expect(await everyCall[name](port)).toEqual(failed('throttled'));
  });

  it.each(callNames)("throws what is not the provider's doing, so that SQS delivers again: %s", async (name) => {
    const { port } = aPort(scripts[name](new TypeError('our own fault')));
    await expect(everyCall[name](port)).rejects.toThrow('our own fault');
  });

  it.each(['ali-gone', 'constructor'])('does not exist for %s, an account that this deployment does not have', (account) => {
    const { deps, reads } = powerDeps(scriptedProvider().provider);
    const message = `this deployment has no account "${account}"`;
    const failure = { kind: 'account', code: 'Reveille.UnknownAccount', message, requestId: null };
    expect([portOf(aBatch(['i'], { account }), deps, signal), reads]).toEqual([failure, []]);
  });
});

/** A reader of a secret that is rotated after it was cached: a fresh read gives the new one. */
function rotating(current: unknown, rotated: unknown) {
  const reads: boolean[] = [];
  const readSecret = async (_name: string, fresh: boolean) => {
    reads.push(fresh);
    return fresh ? rotated : current;
  };
  return { reads, readSecret };
}

const holding = (secret: string) => ({ accessKeyId: 'id', accessKeySecret: secret });

describe('a key that the provider does not accept', () => {
  it.each(callNames)('is read once more for %s, and a second refusal is final', async (name) => {
    const { readSecret, reads } = rotating(holding('old'), holding('new'));
    const { port, contexts } = aPort(scripts[name](failed('credentials', 'SignatureDoesNotMatch')), { readSecret });
    expect(failureIn(await everyCall[name](port)).code).toBe('SignatureDoesNotMatch');
    expect([reads, contexts.map(({ credentials }) => credentials)]).toEqual([
      [false, true],
      [holding('old'), holding('new')],
    ]);
  });

  it.each<FailureKind>(['account', 'throttled', 'request', 'outcomeUnknown'])('is not what is wrong with %s', async (kind) => {
    const { readSecret, reads } = rotating(holding('old'), holding('new'));
    const { port } = aPort({ sees: failed(kind) }, { readSecret });
    expect([failureIn(await port.observe(['i'])).kind, reads]).toEqual([kind, [false]]);
  });

  it('was rotated at the provider: the strict peer believes the fresh one', async () => {
    const wrong = { ...alibabaPhrasing.credentials, accessKeySecret: 'the-secret-of-yesterday' };
    const { provider, clouds, received } = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 1));
    const { readSecret, reads } = rotating(wrong, alibabaPhrasing.credentials);
    const accounts = { 'ali-prod': { provider: 'alibaba', secret: 's', endpoint: clouds.origins.alibaba } } as const;
    const { deps } = powerDeps(provider, { accounts, readSecret });
    const outcome = await stepOf(aBatch([alibabaPhrasing.id(0)]), deps);
    expect(inWords(outcome).followUps).toEqual([`confirm ${alibabaPhrasing.id(0)} in 15`]);
    expect(reads.slice(0, 2)).toEqual([false, true]);
    const codes = received().map(({ code }) => code);
    expect(codes.slice(0, 2)).toEqual(['SignatureDoesNotMatch', null]);
  });

  it('ends the account when it stays wrong, after two looks and no start', async () => {
    const { provider, names } = scriptedProvider({ sees: failed('credentials', 'SignatureDoesNotMatch') });
    const { deps, reads } = powerDeps(provider);
    expect(inWords(await stepOf(aBatch(['i']), deps))).toEqual({
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
    {
      holds: 'a line break inside',
      secret: { accessKeyId: 'VERY\nSECRET', accessKeySecret: 'VERY-SECRET' },
      fields: `accessKeyId (${unsendableKey})`,
    },
    {
      holds: 'an invisible blank in a field that it may leave out',
      secret: { accessKeyId: 'VERY-SECRET', accessKeySecret: 'VERY-SECRET', securityToken: '\u200BVERY' },
      fields: `securityToken (${unsendableKey})`,
    },
  ])('ends the account naming secret and fields, never a value: $holds', async ({ secret, fields }) => {
    const { port, names } = aPort({}, { readSecret: async () => secret });
    const answer = await port.observe(['i']);
    const message = `secret reveille/ali-prod lacks usable fields for alibaba: ${fields}`;
    expect(answer).toEqual({ failure: { kind: 'account', code: 'Reveille.SecretUnusable', message, requestId: null } });
    expect(inspect(answer, { depth: 8, showHidden: true })).not.toMatch(/VERY|17041704|17_041/);
    expect(names()).toEqual([]);
  });

  it('ends the account also when it cannot be read', async () => {
    const unusable = new SecretUnusable('secret reveille/ali-prod is not JSON');
    const { port } = aPort({}, { readSecret: () => Promise.reject(unusable) });
    expect(failureIn(await port.observe(['i']))).toMatchObject({
      kind: 'account',
      code: 'Reveille.SecretUnusable',
      message: 'secret reveille/ali-prod is not JSON',
    });
  });

  it.each(callNames)('is not what is wrong when Secrets Manager cannot be reached: %s throws', async (name) => {
    const { port } = aPort({}, { readSecret: () => Promise.reject(new Error('ECONNRESET')) });
    await expect(everyCall[name](port)).rejects.toThrow('ECONNRESET');
  });
});
