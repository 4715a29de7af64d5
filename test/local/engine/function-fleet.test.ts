import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { KeyRing } from '../../../local/engine/gateway/gateway.ts';
import type { FunctionDefinition } from '../../../local/engine/lambda/function-definition.ts';
import { FunctionFleet } from '../../../local/engine/lambda/function-fleet.ts';
import { installVirtualDate } from '../../../local/engine/virtual-date.mjs';
import { descendantsOf } from '../../support/descendants.ts';

const definition: FunctionDefinition = {
  name: 'commands',
  arn: 'arn:aws:lambda:eu-central-1:000000000000:function:commands',
  roleArn: 'arn:aws:iam::000000000000:role/commands',
  handler: 'index.handler',
  codeFolder: fileURLToPath(new URL('./fixture/commands', import.meta.url)),
  timeoutMs: 30_000,
  memoryMb: 128,
  variables: {},
  logFormat: 'JSON',
  logLevel: null,
  logGroup: '/aws/lambda/commands',
  reservedConcurrency: null,
  mayLoop: false,
};

it('that is closed ends the processes that were about to start, and starts no other', async () => {
  const clock = installVirtualDate(0);
  clock.restore();
  const fleet = new FunctionFleet([definition], { clock, keys: new KeyRing(), gateway: 'http://127.0.0.1:9', report: () => {} });
  const invoke = () => fleet.invoke(definition, { event: {}, traceHeader: '' });
  const invoked = [invoke(), invoke()];
  await fleet.close();
  expect(descendantsOf(process.pid).filter(({ command }) => command.includes('preload.mjs'))).toEqual([]);
  expect((await Promise.all(invoked)).map(({ ok }) => ok)).toEqual([false, false]);
  await expect(invoke()).rejects.toThrow('the engine is closed');
});
