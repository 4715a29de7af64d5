import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { portableConfiguration } from '../../../cli/configuration/portable-configuration.ts';
import { readConfiguration } from '../../../shared/configuration/configuration-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-portable-'));
afterAll(() => rmSync(folder, { recursive: true }));

const target = '{ account: a, region: ap-shanghai, instances: [ins-1] }';
const text = `accounts: { a: &a { provider: tencent, secret: s }, b: *a }
calendars: { vn: { list: days/vn.txt, years: [2027] }, cn: { country: CN } }
schedules: { s: { calendar: vn, start: { at: "08:30", days: workdays }, targets: [${target}] } }
`;

it('a copy in another folder means the same, with the endpoints of the stand-ins', async () => {
  mkdirSync(join(folder, 'mine', 'days'), { recursive: true });
  writeFileSync(join(folder, 'mine', 'days', 'vn.txt'), '2027-02-08 Tet\n');
  const [file, copy] = [join(folder, 'mine', 'r.yaml'), join(folder, 'copy.json')];
  writeFileSync(file, text);
  writeFileSync(copy, await portableConfiguration(relative(process.cwd(), file), { b: 'http://127.0.0.1:9' }));
  const [written, copied] = [await readConfiguration(file), await readConfiguration(copy)];
  expect(copied.calendars.vn?.holidays).toEqual({ '2027-02-08': 'Tet' });
  const accounts = { ...written.accounts, b: { ...written.accounts.b, endpoint: 'http://127.0.0.1:9' } };
  expect(copied).toEqual({ ...written, accounts });
});

it('a file without calendars has none in its copy', async () => {
  const file = join(folder, 'plain.yaml');
  writeFileSync(file, 'accounts: { a: { provider: tencent, secret: s } }\nschedules: {}\n');
  expect(JSON.parse(await portableConfiguration(file, {}))).toEqual({
    accounts: { a: { provider: 'tencent', secret: 's' } },
    schedules: {},
  });
});
