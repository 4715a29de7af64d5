import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readLocalOptions } from '../../../cli/rehearse/local-options.ts';
import { prepareRun } from '../../../cli/rehearse/prepare-run.ts';
import { secretOf, sourceSecret } from '../../../shared/contract/secret.ts';

const directory = mkdtempSync(join(tmpdir(), 'reveille-prepare-'));
afterAll(() => rmSync(directory, { recursive: true }));

const config = join(directory, 'r.yaml');
writeFileSync(
  config,
  `accounts:
  ali: { provider: alibaba, secret: both, endpoint: "https://ecs.example.com" }
  zen: { provider: zenlayer, secret: both }
schedules:
  hours: { start: { at: "08:30" }, targets: [{ account: zen, instances: ["1500000000000000001"] }] }
sources:
  prom: { kind: alertmanager, secret: prom }
  graf: { kind: grafana, secret: shared }
  own: { kind: reveille, secret: shared }
  aws: { kind: cloudwatch }
restarts:
  down: { sources: [prom, graf, own, aws], targets: [{ account: zen, instances: ["1500000000000000001"] }] }
`,
);

it('makes up all keys of a secret that accounts of several providers share, and asks no endpoint when told so', async () => {
  const prepared = await prepareRun(readLocalOptions({ config, fire: 'hours', standIns: true }));
  expect(prepared.endpoints).toEqual({});
  for (const provider of ['alibaba', 'zenlayer'] as const)
    expect(secretOf[provider].safeParse(prepared.secrets.both).success).toBe(true);
});

it('makes up a token for each source that needs one, and no key to sign with', async () => {
  const { secrets } = await prepareRun(readLocalOptions({ config, fire: 'hours', standIns: true }));
  expect(Object.keys(secrets).toSorted()).toEqual(['both', 'prom', 'shared']);
  expect(secrets).toMatchObject({ prom: { token: 'rehearsal-prom' }, shared: { token: 'rehearsal-graf' } });
  for (const name of ['prom', 'shared']) expect(sourceSecret.safeParse(secrets[name]).success).toBe(true);
});

it('asks the file of secrets for those of the sources too', async () => {
  const file = join(directory, 's.json');
  writeFileSync(file, JSON.stringify({ both: { accessKeyId: 'a', accessKeySecret: 'b', accessKeyPassword: 'c' }, prom: {} }));
  await expect(prepareRun(readLocalOptions({ config, fire: 'hours', secrets: file }))).rejects.toThrow(
    `${file} prom: has no token; alertmanager needs token\n${file} shared: is missing; grafana needs token or hmacKey`,
  );
});

it('needs the key of an account whose endpoint is asked', async () => {
  await expect(prepareRun(readLocalOptions({ config, fire: 'hours' }))).rejects.toThrow('--secrets FILE is missing: account ali');
});
