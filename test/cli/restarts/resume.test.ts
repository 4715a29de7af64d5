import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unknownMachine } from '../../../shared/restart/machine-item.ts';
import { itemTable } from '../../../shared/store/item-table.ts';
import { machineStore } from '../../../shared/store/machine-store.ts';
import { serve } from '../../support/scripted-server.ts';
import { type DynamoTable, startDynamoTable } from '../../support/table/dynamo-table.ts';
import { runReveille } from '../a-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-resume-'));
const config = join(folder, 'r.yaml');
let dynamo: DynamoTable;
beforeAll(async () => {
  writeFileSync(
    config,
    `accounts: { ali: { provider: alibaba, secret: s } }
sources: { prometheus: { kind: alertmanager, secret: p } }
restarts:
  web-down:
    sources: [prometheus]
    targets: [{ account: ali, region: cn-hangzhou, instances: [i-bp1, i-bp22] }]
schedules:
  hours:
    start: { at: "09:00", days: daily }
    targets: [{ account: ali, region: cn-hangzhou, instances: [i-bp1] }]
`,
  );
  dynamo = await startDynamoTable();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await dynamo.close();
});

const now = Date.parse('2026-11-27T03:10:00Z');
const tripped = { ...unknownMachine, seq: 3, tripped: { at: now, because: 'flapping', statement: 's' } };
const key = { pk: 'M#ali#cn-hangzhou#i-bp1', sk: 'STATE' };
const machine = { account: 'ali', region: 'cn-hangzhou', instanceId: 'i-bp1' };
const resume = ['resume', 'web-down', '--config', config];

/** CloudFormation that answers DescribeStacks with these outputs. */
async function aStack(outputs: Readonly<Record<string, string>>): Promise<CloudFormationClient> {
  const members = Object.entries(outputs).map(
    ([name, value]) => `<member><OutputKey>${name}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const { origin } = await serve((response) =>
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
      ),
  );
  const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'SECRET' };
  return new CloudFormationClient({ endpoint: origin, region: 'eu-central-1', maxAttempts: 1, credentials });
}

describe('resume in AWS', () => {
  it('resumes each machine of the restart in the table that the stack names', async () => {
    await dynamo.client.send(new PutCommand({ TableName: dynamo.tableName, Item: { ...key, ...tripped } }));
    const parts = {
      now: () => now,
      dynamo: async () => dynamo.client,
      cloudFormation: () => aStack({ MachinesTableName: dynamo.tableName }),
    };
    const { code, stdout } = await runReveille(resume, parts);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'i-bp1   ali cn-hangzhou  resumed\ni-bp22  ali cn-hangzhou  was free\n',
    });
    const store = machineStore(itemTable(dynamo.client, dynamo.tableName), { random: Math.random, sleep: async () => {} });
    expect((await store.readMachine(machine)).tripped).toBe(null);
    expect((await runReveille(resume, parts)).stdout).not.toContain('resumed');
  });

  it.each([
    {
      what: 'a stack without sources has no table',
      stack: () => aStack({ Other: 'x' }),
      says: 'Reveille: the deployed stack has no table, because it was deployed without sources; deploy it with them first',
    },
    {
      what: 'a table that is gone',
      stack: () => aStack({ MachinesTableName: 'gone' }),
      says: 'AWS refused dynamodb:GetItem or PutItem on gone: ResourceNotFoundException: Requested resource not found',
    },
  ])('says in one line: $what', async ({ stack, says }) => {
    const { code, stderr } = await runReveille(resume, { dynamo: async () => dynamo.client, cloudFormation: stack });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `${says}\n` });
  });
});

it('resume in AWS says in one line which item cannot be read', async () => {
  const Item = { ...key, ...tripped, v: 2 };
  await dynamo.client.send(new PutCommand({ TableName: dynamo.tableName, Item }));
  const cloudFormation = () => aStack({ MachinesTableName: dynamo.tableName });
  const { code, stderr } = await runReveille(resume, { dynamo: async () => dynamo.client, cloudFormation });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^table reveille-table: item M#ali#cn-hangzhou#i-bp1 STATE has version 2, [^\n]*\n$/);
});

describe('resume in the state file of a rehearsal', () => {
  const state = join(folder, 'state.json');
  const write = (table: readonly object[]) =>
    writeFileSync(state, JSON.stringify({ version: 1, clock: '2026-11-27T03:10:00.000Z', queues: {}, table }));

  it('changes the one machine, and keeps everything else', async () => {
    const other = { pk: 'R#web-down', sk: 'AT-ONCE', v: 1 };
    write([{ ...key, ...tripped }, other]);
    const { code, stdout } = await runReveille([...resume, '--instance', 'i-bp1', '--state', state, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ resumed: [{ ...machine, wasHeldBack: true }] });
    const after = JSON.parse(readFileSync(state, 'utf8'));
    expect(after).toMatchObject({ version: 1, queues: {}, table: [{ ...key, seq: 4, tripped: null }, other] });
  });

  it('says in one line which item cannot be read, and leaves the file as it is', async () => {
    write([{ ...key, ...tripped, acts: 'junk' }]);
    const before = readFileSync(state, 'utf8');
    const { code, stderr } = await runReveille([...resume, '--state', state]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^[^\n]*state\.json: item M#ali#cn-hangzhou#i-bp1 STATE cannot be read: acts: [^\n]*; delete the item, [^\n]*\n$/,
    );
    expect(readFileSync(state, 'utf8')).toBe(before);
  });

  it('leaves the file alone when nothing stood against the machines', async () => {
    write([]);
    const before = readFileSync(state, 'utf8');
    await runReveille([...resume, '--state', state]);
    expect(readFileSync(state, 'utf8')).toBe(before);
  });
});

describe('resume with a mistake: exit 2 and one line', () => {
  it.each([
    { args: ['resume', 'web', '--config', config], says: `web: ${config} has no restart of that name; it has web-down` },
    { args: [...resume, '--instance', 'i-3'], says: '--instance i-3: web-down does not list it; it lists i-bp1, i-bp22' },
    {
      args: ['resume', '--config', config],
      says: 'the restart is missing: write reveille resume <restart>; reveille resume --help shows what there is',
    },
    {
      args: [...resume, '--state', join(folder, 'none.json')],
      says: `${join(folder, 'none.json')}: there is no such file; name a file that exists`,
    },
  ])('$args', async ({ args, says }) => {
    const { code, stderr } = await runReveille(args);
    expect(code).toBe(2);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr.trim()).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
  });
});
