import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAlertsFile } from '../../../cli/rehearse/alerts-file.ts';
import { deserted, serve } from '../../support/scripted-server.ts';
import { runReveille } from '../a-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-alerts-test-'));
const [config, secrets] = [join(folder, 'r.yaml'), join(folder, 'keys.json')];
beforeAll(() => {
  writeFileSync(
    config,
    `accounts: { ali: { provider: alibaba, secret: s } }
sources:
  prometheus: { kind: alertmanager, secret: p }
  script: { kind: reveille, secret: r }
  aws: { kind: cloudwatch, names: { web-1: i-bp1 } }
  grafana: { kind: grafana, secret: p }
  cloudmonitor: { kind: cloudmonitor, secret: p }
  tencent: { kind: tencent-monitor, secret: p }
  kuma: { kind: uptime-kuma, secret: p, names: { web-2: i-bp22 } }
  bare: { kind: uptime-kuma, secret: p }
restarts:
  any:
    sources: [grafana, cloudmonitor, tencent, kuma, bare]
    targets: [{ account: ali, region: cn-hangzhou, instances: [i-bp1, i-bp22] }]
  web-down:
    sources: [prometheus, script, aws]
    match: { alertname: InstanceDown, severity: [critical, page] }
    targets: [{ account: ali, region: cn-hangzhou, instances: [i-bp1, i-bp22] }]
schedules:
  hours:
    start: { at: "09:00", days: daily }
    targets: [{ account: ali, region: cn-hangzhou, instances: [i-bp1] }]
`,
  );
  writeFileSync(secrets, JSON.stringify({ p: { token: 'T0KEN' }, r: { hmacKey: 'KEY' }, broken: {} }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = () => Date.parse('2026-11-27T03:10:00Z');
const run = (...args: readonly string[]) => runReveille(['alerts-test', '--config', config, ...args], { now });
const sampled = async (...args: readonly string[]) => JSON.parse((await run(...args, '--json')).stdout);

describe('alerts-test', () => {
  it('prints a command line to copy, with a placeholder for the token', async () => {
    expect((await run('--source', 'prometheus')).stdout).toMatchInlineSnapshot(`
      "curl -i "$ENDPOINT/v1/alerts/prometheus" \\
        -H 'content-type: application/json' \\
        -H 'authorization: Bearer TOKEN' \\
        --data-raw '{"version":"4","status":"resolved","receiver":"reveille","truncatedAlerts":0,"alerts":[{"status":"resolved","labels":{"alertname":"InstanceDown","severity":"critical","instance_id":"i-bp1"},"annotations":{},"startsAt":"2026-11-27T03:10:00.000Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"sample-1795749000000"}]}'
      "
    `);
  });

  it.each(['prometheus', 'script', 'aws', 'grafana', 'cloudmonitor', 'tencent', 'kuma'])(
    'prints an entry of an alerts file that lacks only its time: %s',
    async (source) => {
      const file = join(folder, `${source}.json`);
      writeFileSync(file, JSON.stringify([{ after: '10s', ...(await sampled('--source', source)) }]));
      expect(await readAlertsFile(file)).toMatchObject([{ time: { afterMs: 10_000 } }]);
    },
  );

  it('names the machine and what it matches on', async () => {
    const entry = await sampled('--source', 'prometheus', '--firing', '--instance', 'i-bp22', '--secrets', secrets);
    expect(entry).toMatchObject({
      source: 'prometheus',
      path: '/v1/alerts/prometheus',
      headers: { authorization: 'Bearer T0KEN' },
    });
    const [alert] = JSON.parse(entry.body).alerts;
    expect(alert).toMatchObject({
      status: 'firing',
      labels: { alertname: 'InstanceDown', severity: 'critical', instance_id: 'i-bp22' },
    });
  });

  it('says that the alert is over, unless it is told otherwise', async () => {
    expect(JSON.parse((await sampled('--source', 'script')).body).alerts[0].status).toBe('resolved');
  });

  it('prints the event of a CloudWatch alarm, which has no endpoint', async () => {
    expect((await sampled('--source', 'aws', '--firing')).event.detail).toMatchObject({
      alarmName: 'InstanceDown',
      state: { value: 'ALARM' },
    });
    expect(JSON.parse((await run('--source', 'aws')).stdout).detail.state.value).toBe('OK');
  });
});

describe('alerts-test --send', () => {
  it.each([
    { status: 202, answer: '{"accepted":1}', code: 0, says: '202 {"accepted":1}\n' },
    { status: 404, answer: '', code: 1, says: '404: the endpoint does not know this source, or its secret is another one\n' },
    { status: 503, answer: '', code: 1, says: '503: its queue refused the alert; send it again\n' },
  ])('sends it once, and says what was answered: $status', async ({ status, answer, code, says }) => {
    const server = await serve((response) => response.writeHead(status).end(answer));
    const sent = await run('--source', 'script', '--secrets', secrets, '--send', server.origin);
    expect({ code: sent.code, stdout: sent.stdout }).toEqual({ code, stdout: says });
    expect(server.requests).toMatchObject([{ path: '/v1/alerts/script', headers: { 'x-reveille-timestamp': '1795749000' } }]);
  });

  it('says in one line that nobody answers', async () => {
    const origin = await deserted();
    const { code, stderr } = await run('--source', 'script', '--secrets', secrets, '--send', origin);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^--send ${origin}: [^\n]*; check the address and the network\n$`));
  });
});

describe('alerts-test with a mistake: exit 2 and one line', () => {
  it.each([
    { args: [], says: '--source NAME is missing: name a source of the configuration' },
    {
      args: ['--source', 'zabbix'],
      says: `--source zabbix: ${config} has no source of that name; it has prometheus, script, aws, grafana, cloudmonitor, tencent, kuma, bare`,
    },
    {
      args: ['--source', 'aws', '--instance', 'i-3'],
      says: `--instance i-3: no restart of aws in ${config} lists it; they list i-bp1, i-bp22`,
    },
    { args: ['--source', 'bare'], says: 'source bare names no machine: put its monitors into names' },
    { args: ['--source', 'kuma', '--instance', 'i-bp1'], says: 'source kuma does not name i-bp1: put its monitor into names' },
    {
      args: ['--source', 'aws', '--secrets', secrets, '--send', 'https://x.example'],
      says: '--send: aws is of kind cloudwatch, which has no endpoint; set its alarm with: aws cloudwatch set-alarm-state',
    },
    {
      args: ['--source', 'script', '--send', 'https://x.example'],
      says: '--secrets FILE is missing: --send needs the secret of the source, or the endpoint answers 404',
    },
    ...['http://x.example', 'https://x.example/v1/alerts/script', 'x', 'https://u:p@x.example'].map((url) => ({
      args: ['--source', 'script', '--secrets', secrets, '--send', url],
      says: `--send ${url}: must be an https origin without a path, as the stack's output AlertsEndpoint is`,
    })),
  ])('$args', async ({ args, says }) => {
    const { code, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `${says}\n` });
  });

  it('says what its secret lacks, and not what it has', async () => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, JSON.stringify({ r: { hmackey: 'S3CRET' } }));
    const { code, stderr } = await run('--source', 'script', '--secrets', file);
    expect(code).toBe(2);
    expect(stderr).toContain(`${file} r:`);
    expect(stderr).not.toContain('S3CRET');
  });
});
