import { describe, expect, it } from 'vitest';
import { ProviderFailure } from '../../shared/providers/provider.ts';
import { aProvider } from '../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../support/providers/alibaba-phrasing.ts';
import { tencentPhrasing } from '../support/providers/tencent-phrasing.ts';
import { zenlayerPhrasing } from '../support/providers/zenlayer-phrasing.ts';
import { always, serve } from '../support/scripted-server.ts';

const phrasings = { alibaba: alibabaPhrasing, tencent: tencentPhrasing, zenlayer: zenlayerPhrasing };
const providers = ['alibaba', 'tencent', 'zenlayer'] as const;

/** Texts that SQS refuses, that are too long, or that name what every object has. */
const hostile = [
  'x'.repeat(1_000_000),
  `${'y'.repeat(299)}\u{20bb7}`,
  'a\uffffb\ufffe',
  'half \ud800 of a pair',
  '\u0000\u001b[31m\r\n',
  '\u{20bb7} \u{1f600}',
  'constructor',
  '__proto__',
  'hasOwnProperty',
  '',
];

/** What SQS takes in a message (SendMessage page), without its line breaks and tabs. */
const sendable = /^[\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** A whole row of each provider, with every field that is read. */
const rowOf = {
  alibaba: {
    ...{ InstanceId: alibabaPhrasing.id(0), Status: 'Stopped', OperationLocks: { LockReason: [{ LockReason: 'security' }] } },
    ...{ InstanceChargeType: 'PostPaid', StoppedMode: 'KeepCharging', SpotStrategy: 'NoSpot', InstanceNetworkType: 'vpc' },
    ...{ StartTime: '2026-11-23T00:30Z', DedicatedHostAttribute: { DedicatedHostId: '' } },
  },
  tencent: {
    ...{ InstanceId: tencentPhrasing.id(0), InstanceState: 'STOPPED', RestrictState: 'NORMAL', InstanceChargeType: 'PREPAID' },
    ...{ LatestOperation: 'StartInstances', LatestOperationState: 'FAILED', LatestOperationRequestId: 'r' },
    ...{ LatestOperationErrorMsg: 'sold out', StopChargingMode: 'NOT_APPLICABLE', SystemDisk: { DiskType: 'CLOUD_BSSD' } },
  },
  zenlayer: { instanceId: zenlayerPhrasing.id(0), instanceStatus: 'STOPPED' },
};

const pageOf = {
  alibaba: (row: unknown) => ({ RequestId: 'r', NextToken: '', Instances: { Instance: [row] } }),
  tencent: (row: unknown) => ({ Response: { RequestId: 'r', TotalCount: 1, InstanceSet: [row] } }),
  zenlayer: (row: unknown) => ({ requestId: 'r', response: { totalCount: 1, dataSet: [row] } }),
};

/** Copies of a value, each with one of its texts replaced. */
function* withEach(value: unknown, text: string): Generator<unknown> {
  if (typeof value === 'string') yield text;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    for (const changed of withEach(inner, text)) {
      yield Array.isArray(value) ? value.map((each, n) => (String(n) === key ? changed : each)) : { ...value, [key]: changed };
    }
  }
}

async function answering(name: (typeof providers)[number], body: unknown, status = 200) {
  const { credentials, region } = phrasings[name];
  const { origin } = await serve(always(status, JSON.stringify(body)));
  return aProvider(name, { origin, credentials, region });
}

/** All texts in a value that may travel on; a failure without its stack, which does not. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Map) return [...value].flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function expectHarmless(value: unknown): void {
  for (const text of textsIn(value)) {
    expect(text).toMatch(sendable);
    expect(text.length).toBeLessThanOrEqual(300);
  }
}

const end = (error: unknown) => {
  if (error instanceof ProviderFailure) return error.failure;
  throw error;
};

describe.each(providers)('a hostile text in any field of an answer of %s', (name) => {
  const { id } = phrasings[name];

  it.each(hostile.map((text) => ({ text, named: JSON.stringify(text.slice(0, 20)) })))(
    'can be sent on and is bounded: $named',
    async ({ text }) => {
      for (const body of withEach(pageOf[name](rowOf[name]), text)) {
        const { observe, find } = await answering(name, body);
        const seen = await observe([id(0)]).catch(end);
        expectHarmless(seen);
        if (seen instanceof Map) for (const { state } of seen.values()) expect(['stopped', 'unknown', 'busy']).toContain(state);
        expectHarmless(await find().catch(end));
      }
      for (const body of withEach(phrasings[name].accepted([id(0)]), text)) {
        expectHarmless(await (await answering(name, body)).start([id(0)]).catch(end));
      }
      const refused = phrasings[name].refused('Some.Code', 'some message');
      for (const body of withEach(refused.body, text)) {
        const failure = await (await answering(name, body, refused.status)).start([id(0)]).catch(end);
        expectHarmless(failure);
        expect(failure).not.toBeInstanceOf(Map);
      }
    },
  );
});

describe('a row that cannot be read', () => {
  const odd = { alibaba: { Status: 5 }, tencent: { InstanceState: null }, zenlayer: { instanceStatus: ['RUNNING'] } };

  it.each(providers)('of %s costs that row: it is looked at again, and its neighbours are seen', async (name) => {
    const { id } = phrasings[name];
    const idField = name === 'zenlayer' ? 'instanceId' : 'InstanceId';
    const page = pageOf[name](rowOf[name]);
    const body = JSON.parse(JSON.stringify(page), (_, value: unknown) =>
      Array.isArray(value) && value.length === 1 && typeof value[0] === 'object' && idField in value[0]
        ? [{ ...rowOf[name], [idField]: id(1), ...odd[name] }, ...value]
        : value,
    );
    const seen = await (await answering(name, body)).observe([id(0), id(1)]);
    expect(seen.get(id(0))?.state).toBe('stopped');
    expect(seen.get(id(1))).toMatchObject({ state: 'busy', obstacle: 'unread', raw: 'its row has another shape' });
  });

  it.each(providers)('of %s and has no id makes no other id one that does not exist', async (name) => {
    const { id } = phrasings[name];
    const seen = await (await answering(name, pageOf[name]({ nothing: true }))).observe([id(0)]);
    expect(seen.get(id(0))).toMatchObject({ state: 'busy' });
  });

  it.each(providers)('of %s in a listing is named, and its neighbours are found', async (name) => {
    const { id } = phrasings[name];
    const idField = name === 'zenlayer' ? 'instanceId' : 'InstanceId';
    const unread = await (await answering(name, pageOf[name]({ [idField]: id(1), Tags: 'power', tags: 'power' }))).find();
    expect(unread).toMatchObject({ ids: [], unread: [id(1)] });
    expect(await (await answering(name, pageOf[name]({}))).find()).toMatchObject({ ids: [], unread: [null] });
  });
});

describe('what other answers look like', () => {
  it('reads an error of Alibaba in XML, or in lower case', async () => {
    const { credentials, region, id } = alibabaPhrasing;
    const xml =
      '<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>R</RequestId><Code>Forbidden.RAM</Code><Message>no</Message></Error>';
    const { origin } = await serve(always(403, xml, { 'content-type': 'text/xml' }));
    const failure = await aProvider('alibaba', { origin, credentials, region })
      .start([id(0)])
      .catch(end);
    expect(failure).toEqual({ kind: 'permission', code: 'Forbidden.RAM', message: 'no', requestId: 'R' });
    const lower = await answering('alibaba', { requestId: 'R', code: 'Forbidden.RAM', message: 'no' }, 403);
    expect(await lower.start([id(0)]).catch(end)).toEqual(failure);
  });

  it.each([
    { xml: '<Error xmlns="urn:x"><Code>Forbidden.RAM</Code></Error>', said: { code: 'Forbidden.RAM', message: '(no message)' } },
    {
      xml: '<Error><Code>InvalidParameter</Code><Message>&quot;SecurityToken.Expired&quot; &odd; &amp; &lt;no&gt;</Message></Error>',
      said: { kind: 'credentials', message: '"SecurityToken.Expired" &odd; & <no>' },
    },
    {
      xml: '<Error><Code>NoPermission</Code><AccessDeniedDetail><AuthAction>ecs:StartInstances</AuthAction></AccessDeniedDetail></Error>',
      said: { kind: 'permission', message: '(the missing right: ecs:StartInstances)' },
    },
  ])('reads what an error in XML says: $xml', async ({ xml, said }) => {
    const { credentials, region, id } = alibabaPhrasing;
    const { origin } = await serve(always(400, xml, { 'content-type': 'text/xml' }));
    const called = aProvider('alibaba', { origin, credentials, region });
    expect(await called.start([id(0)]).catch(end)).toMatchObject(said);
  });

  it.each(['tencent', 'zenlayer'] as const)(
    'reads a flat error of a gateway before %s, in upper and lower case',
    async (name) => {
      for (const body of [
        { Code: 'Some.Code', Message: 'no', RequestId: 'R' },
        { code: 'Some.Code', message: 'no', requestId: 'R' },
      ]) {
        const called = await answering(name, body, 403);
        const failure = await called.start([phrasings[name].id(0)]).catch(end);
        expect(failure).toMatchObject({ kind: 'unclear', code: 'Some.Code', message: 'no', requestId: 'R' });
      }
    },
  );

  it('takes other XML for no answer', async () => {
    const { credentials, region, id } = alibabaPhrasing;
    const { origin } = await serve(always(403, '<html><Code>Forbidden.RAM</Code></html>'));
    const failure = await aProvider('alibaba', { origin, credentials, region })
      .start([id(0)])
      .catch(end);
    expect(failure).toMatchObject({ code: 'Reveille.Unreadable' });
  });

  it.each([
    { what: 'a short sentence', Message: 'no', message: 'no (the missing right: ecs:StartInstances)' },
    {
      what: 'a sentence that is too long',
      Message: 'x'.repeat(400),
      message: `${'x'.repeat(200)} (the missing right: ecs:StartInstances)`,
    },
    { what: 'no sentence', Message: null, message: '(the missing right: ecs:StartInstances)' },
  ])('tells the right that a key of Alibaba lacks, and nothing else of the details: $what', async ({ Message, message }) => {
    const detail = { AuthAction: 'ecs:StartInstances', AuthPrincipalOwnerId: '123', EncodedDiagnosticMessage: 'AQFb' };
    const body = { RequestId: 'R', Code: 'NoPermission', Message, AccessDeniedDetail: detail };
    const called = await answering('alibaba', body, 403);
    const failure = await called.start([alibabaPhrasing.id(0)]).catch(end);
    expect(failure).toMatchObject({ message });
    expect(called.provider.explain('NoPermission', message)?.advice).toMatch(
      /^the key lacks the right ecs:StartInstances: allow /,
    );
    const accessDeniedDetail = { authAction: detail.AuthAction };
    const lower = await answering('alibaba', { code: 'NoPermission', message: Message, accessDeniedDetail }, 403);
    expect(await lower.start([alibabaPhrasing.id(0)]).catch(end)).toMatchObject({ message });
  });

  it('takes no other text for a right', async () => {
    const AccessDeniedDetail = { AuthAction: 'a right) and a story' };
    const called = await answering('alibaba', { Code: 'NoPermission', Message: 'no', AccessDeniedDetail }, 403);
    expect(await called.start([alibabaPhrasing.id(0)]).catch(end)).toMatchObject({ message: 'no' });
  });

  it('takes a token that has expired for that, although Alibaba calls it a parameter', async () => {
    const body = { RequestId: 'R', Code: 'InvalidParameter', Message: 'The parameter SecurityToken.Expired is invalid.' };
    const called = await answering('alibaba', body, 400);
    const failure = await called.start([alibabaPhrasing.id(0)]).catch(end);
    expect(failure).toMatchObject({ kind: 'credentials', code: 'InvalidParameter' });
    expect(called.provider.explain('InvalidParameter', body.Message)?.advice).toContain('own token');
    expect(called.provider.explain('InvalidParameter', 'InstanceId')?.advice).toContain('ids');
  });

  it('reads a count of Zenlayer and Tencent that is a text, and rows that are null', async () => {
    const { id } = zenlayerPhrasing;
    const rows = [{ instanceId: id(0), instanceStatus: 'STOPPED' }];
    const body = (totalCount: unknown, dataSet: unknown) => ({ requestId: 'r', response: { totalCount, dataSet } });
    expect((await (await answering('zenlayer', body('1', rows))).observe([id(0)])).get(id(0))?.state).toBe('stopped');
    expect((await (await answering('zenlayer', body(0, null))).observe([id(0)])).size).toBe(0);
    const none = { RequestId: 'R', Instances: null };
    expect((await (await answering('alibaba', none)).observe([alibabaPhrasing.id(0)])).size).toBe(0);
    const set = { Response: { RequestId: 'r', TotalCount: '0', InstanceSet: null } };
    expect((await (await answering('tencent', set)).observe([tencentPhrasing.id(0)])).size).toBe(0);
  });
});
