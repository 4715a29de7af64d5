import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PowerConfiguration } from '../shared/contract/compiled-configuration.ts';
import type { PowerEnvInput } from '../shared/contract/env.ts';
import { alertStorm } from './alert-storm.ts';
import { type WeighedFunction, weigh } from './cold-start.ts';
import { counted, engineRuns, limited } from './engine-runs.ts';
import { ingestDoor } from './ingest-door.ts';
import { callsSection, doorSection, rateSection, type Section, stormSection, weightSection } from './sections.ts';
import { installVendorPackages } from './vendor-packages.ts';

// `npm run bench`. Exit code 1 when a figure is not what it must be.

const environment = {
  PROVIDER: 'tencent',
  WORK_QUEUE_URL: 'https://sqs.invalid/work',
  DEAD_LETTER_QUEUE_URL: 'https://sqs.invalid/letters',
  NOTICE_TOPIC_ARN: 'arn:aws:sns:eu-central-1:000000000000:alerts',
  TABLE_NAME: 'table',
} as const satisfies PowerEnvInput;

// Ours twice: the whole worker with queues, notices, secrets and logs, and what compares with
// theirs, which are one call each.
const functions: readonly WeighedFunction[] = [
  {
    name: 'Reveille: the whole power function',
    entry: 'functions/power/handler.ts',
    environment: { ...environment, AWS_REGION: 'eu-central-1' },
    configuration: { accounts: {}, calendars: {}, schedules: {} } satisfies PowerConfiguration,
  },
  { name: 'Reveille: its three clients, one StartInstances', entry: 'bench/own-clients.ts' },
  { name: "Alibaba's SDK: one StartInstances", entry: 'bench/vendor/alibaba-start.mjs' },
  { name: "Tencent's SDK: one StartInstances", entry: 'bench/vendor/tencent-start.mjs' },
];

function show({ text, holds }: Section): void {
  process.stdout.write(`${text}\n${holds ? '' : '  NOT AS IT MUST BE\n'}\n`);
  if (!holds) process.exitCode = 1;
}

show(doorSection([await ingestDoor(5_000, 1), await ingestDoor(5_000, 50)]));
show(stormSection([await alertStorm(5_000, 50), await alertStorm(5_000, 1)]));
if (await installVendorPackages()) process.stdout.write("The vendors' SDKs were installed into bench/node_modules.\n\n");
const { calls, rate } = await engineRuns();
show(callsSection(calls, counted));
show(rateSection(rate, limited));
const folder = await mkdtemp(join(tmpdir(), 'reveille-bench-'));
try {
  show(weightSection(await weigh(functions, folder)));
} finally {
  await rm(folder, { recursive: true, force: true });
}
