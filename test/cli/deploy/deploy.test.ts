import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { runReveille } from '../a-world.ts';

const directory = mkdtempSync(join(tmpdir(), 'reveille-deploy-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, accounts: object): string {
  const path = join(directory, name);
  const [account = 'nobody'] = Object.keys(accounts);
  const targets = [{ account, region: 'ap-shanghai', instances: ['ins-1abcdefg'] }];
  const schedules = { daily: { start: { cron: '0 1 * * ? *' }, targets } };
  writeFileSync(path, JSON.stringify({ accounts, schedules, alerts: { email: ['ops@example.com'] } }));
  return path;
}

const tencent = (endpoint?: string) => ({
  provider: 'tencent',
  secret: 'reveille/tc',
  ...(endpoint === undefined ? {} : { endpoint }),
});
const deployable = file('deployable.yaml', { one: tencent(), two: tencent('https://cvm.example.com') });
const local = file('local.yaml', { one: tencent('http://127.0.0.1:4102'), two: tencent(), three: tencent('https://localhost') });
const broken = file('broken.yaml', { one: { provider: 'tencent' } });

async function deployed(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const calls: { args: readonly string[]; config: string | undefined }[] = [];
  const { code, stderr } = await runReveille(['deploy', ...args], {
    env,
    sqs: async () => new SQSClient({ region: 'eu-central-1', credentials: { accessKeyId: 'AKIA', secretAccessKey: 's' } }),
    cdk: async (given, { REVEILLE_CONFIG: config }) => {
      calls.push({ args: given, config });
      return 7;
    },
  });
  return { code, lines: stderr.split('\n').slice(0, -1), calls };
}

describe('deploy', () => {
  it('runs the cdk of this project', { timeout: 60_000 }, () => {
    const entry = fileURLToPath(new URL('../../../cli/reveille.mjs', import.meta.url));
    // With a profile, credentials are left to cdk.
    const args = [entry, 'deploy', '--config', deployable, '--profile', 'p', '--version'];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const { dependencies } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining(dependencies['aws-cdk']) });
  });

  it.each([
    { by: 'a flag', args: ['--config', deployable], env: {}, passed: [] },
    {
      by: 'a flag with =',
      args: [`--config=${deployable}`, '--require-approval', 'never'],
      env: {},
      passed: ['--require-approval', 'never'],
    },
    { by: 'the environment', args: ['--profile', 'p'], env: { REVEILLE_CONFIG: deployable }, passed: ['--profile', 'p'] },
    {
      by: 'a flag before the environment',
      args: ['-v', '--config', deployable],
      env: { REVEILLE_CONFIG: local },
      passed: ['-v'],
    },
  ])(
    'hands the configuration named by $by to cdk, with all other arguments, and ends as cdk does',
    async ({ args, env, passed }) => {
      expect(await deployed(args, env)).toEqual({
        code: 7,
        lines: [],
        calls: [{ args: ['deploy', ...passed], config: deployable }],
      });
    },
  );

  it('refuses accounts whose endpoint is on this machine, one line each', async () => {
    const { code, lines, calls } = await deployed(['--config', local]);
    expect({ code, calls }).toEqual({ code: 2, calls: [] });
    expect(lines).toEqual([
      expect.stringMatching(/local\.yaml accounts\.one\.endpoint: http:\/\/127\.0\.0\.1:4102 /),
      expect.stringMatching(/local\.yaml accounts\.three\.endpoint: https:\/\/localhost /),
    ]);
  });

  it.each([
    { args: ['--config', broken], says: /broken\.yaml.*accounts\.one/ },
    { args: ['--config', join(directory, 'missing.yaml')], says: /missing\.yaml/ },
    { args: ['--config', '/dev/null'], says: /^\/dev\/null: is no file on disk, / },
    { args: ['--config'], says: /^--config needs a value: write --config <file>; reveille deploy --help/ },
    { args: ['--config='], says: /^--config is empty/ },
  ])('refuses $args without asking cdk', async ({ args, says }) => {
    const { code, lines, calls } = await deployed(args);
    expect({ code, calls }).toEqual({ code: 2, calls: [] });
    expect(lines).toEqual([expect.stringMatching(says)]);
  });

  const howToLogIn = 'log in with aws sso login, or set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';

  it('says at once, and in one line, that there are no credentials', async () => {
    const none = Object.assign(new Error('None found'), { name: 'CredentialsProviderError' });
    const sqs = async () => new SQSClient({ region: 'eu-central-1', credentials: () => Promise.reject(none) });
    const { code, stdout, stderr } = await runReveille(['deploy', '--config', deployable], { sqs });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `no AWS credentials: None found; ${howToLogIn}\n` });
  });
});
