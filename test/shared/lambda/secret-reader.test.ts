import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SecretUnusable, secretReader } from '../../../shared/lambda/secret-reader.ts';
import { type AwsAnswer, anAwsEndpoint } from '../../support/aws-endpoint.ts';

const holding = (SecretString: string): AwsAnswer => [200, { Name: 'reveille/ali-prod', SecretString }];

async function aReader(answer: (number: number) => AwsAnswer) {
  const { secretsManager, calls } = await anAwsEndpoint((_call, number) => answer(number));
  return { read: secretReader(secretsManager), calls };
}

async function unusable(answer: AwsAnswer): Promise<SecretUnusable> {
  const { read } = await aReader(() => answer);
  const error: unknown = await read('reveille/ali-prod', false).catch((thrown: unknown) => thrown);
  if (!(error instanceof SecretUnusable)) throw new Error('the secret was usable, or failed in another way', { cause: error });
  return error;
}

afterEach(() => vi.useRealTimers());

describe('a secret that can be read', () => {
  it('is read once for many calls, by name', async () => {
    const { read, calls } = await aReader(() => holding('{"accessKeyId":"one"}'));
    for (let n = 0; n < 3; n += 1) expect(await read('reveille/ali-prod', false)).toEqual({ accessKeyId: 'one' });
    expect(calls).toEqual([{ action: 'GetSecretValue', input: { SecretId: 'reveille/ali-prod' } }]);
    await read('reveille/other', false);
    expect(calls).toHaveLength(2);
  });

  it.each([
    { what: 'a byte order mark', before: '\uFEFF', after: '' },
    { what: 'a byte order mark that was read as Latin-1', before: '\u00EF\u00BB\u00BF', after: '' },
    { what: 'the line ends of Windows', before: '\r\n', after: '\r\n' },
  ])('may have $what around it', async ({ before, after }) => {
    const { read } = await aReader(() => holding(`${before}{"accessKeyId":"one"}${after}`));
    expect(await read('reveille/ali-prod', false)).toEqual({ accessKeyId: 'one' });
  });

  it('is read again when asked for fresh, and what is new stays', async () => {
    const { read, calls } = await aReader((number) => holding(`{"key":${number}}`));
    expect(await read('reveille/ali-prod', false)).toEqual({ key: 0 });
    expect(await read('reveille/ali-prod', true)).toEqual({ key: 1 });
    expect(await read('reveille/ali-prod', false)).toEqual({ key: 1 });
    expect(calls).toHaveLength(2);
  });

  it('is read again after five minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T00:30:00Z') });
    const { read } = await aReader((number) => holding(`{"key":${number}}`));
    await read('reveille/ali-prod', false);
    vi.setSystemTime(Date.now() + 299_000);
    expect(await read('reveille/ali-prod', false)).toEqual({ key: 0 });
    vi.setSystemTime(Date.now() + 2_000);
    expect(await read('reveille/ali-prod', false)).toEqual({ key: 1 });
  });
});

describe('a secret that nobody can use until a person acts', () => {
  it.each(['ResourceNotFoundException', 'AccessDeniedException', 'DecryptionFailure', 'InvalidRequestException'])(
    'is named, with why: %s',
    async (type) => {
      const error = await unusable([400, { __type: type, Message: 'User arn:aws:sts::1:me is not authorized' }]);
      expect(error.message).toBe(`secret reveille/ali-prod cannot be read: ${type}`);
    },
  );

  it.each([
    { holds: 'no JSON', value: 'AKID-VERY-SECRET', says: 'is not JSON' },
    {
      holds: 'UTF-16',
      value: '{\0"\0A\0K\0I\0D',
      says: 'is not JSON; it has NUL characters, as a file saved as UTF-16 has: save it as UTF-8',
    },
    {
      holds: 'a NUL at its end',
      value: '{"accessKeyId":"AKID-VERY-SECRET"}\0',
      says: 'is not JSON; it has NUL characters, as a file saved as UTF-16 has: save it as UTF-8',
    },
    { holds: 'half of its JSON', value: '{"accessKeyId":"AKID-VERY-SECRET"', says: 'is not JSON' },
  ])('holds $holds: nothing of the value is repeated', async ({ value, says }) => {
    const error = await unusable(holding(value));
    expect(error.message).toBe(`secret reveille/ali-prod ${says}`);
    expect(inspect(error, { depth: 8, showHidden: true })).not.toMatch(/AKID|VERY/);
  });

  it.each([
    { holds: 'bytes', answer: [200, { SecretBinary: Buffer.from('VERY-SECRET').toString('base64') }] as const },
    { holds: 'nothing', answer: holding('') },
  ])('holds $holds', async ({ answer }) => {
    const error = await unusable(answer);
    expect(error.message).toBe('secret reveille/ali-prod holds no text');
    expect(inspect(error, { depth: 8, showHidden: true })).not.toContain('VERY');
  });
});

describe('Secrets Manager in trouble', () => {
  it.each([
    { status: 500, type: 'InternalServiceError' },
    { status: 400, type: 'ThrottlingException' },
  ])("is not the secret's fault and is thrown as it is: $type", async ({ status, type }) => {
    const { read } = await aReader(() => [status, { __type: type, Message: 'try later' }]);
    const error: unknown = await read('reveille/ali-prod', false).catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(SecretUnusable);
    expect(error).toMatchObject({ message: 'try later', cause: { name: type } });
  });

  it('leaves a later read the chance to work', async () => {
    const { read } = await aReader((number) => (number === 0 ? [500, { __type: 'InternalServiceError' }] : holding('{}')));
    await expect(read('reveille/ali-prod', false)).rejects.toThrow();
    expect(await read('reveille/ali-prod', false)).toEqual({});
  });
});
