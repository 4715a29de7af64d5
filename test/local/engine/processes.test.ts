import { expect, test } from 'vitest';
import { scenarioHost } from './scenario-host.ts';

const runScenario = scenarioHost();

test('the message of a killed process comes back after its visibility timeout; idle processes are not killed', async () => {
  const result = await runScenario('killed');
  expect(result).toMatchObject({ kills: 1, outcomes: ['Runtime.ExitError', 'ok'], count: 2, idleKills: 0 });
  expect(result.seconds).toBeGreaterThanOrEqual(60);
});

test.each(['timeout', 'busyLoop'])('a handler that never answers is killed at its timeout (%s)', async (scenario) => {
  expect(await runScenario(scenario)).toEqual({ settled: true, outcomes: ['Sandbox.Timedout', 'ok'], count: 2 });
});

test('a process that exits fails its invocation', async () => {
  const three = ['Runtime.ExitError', 'Runtime.ExitError', 'Runtime.ExitError'];
  expect(await runScenario('exit')).toEqual({ settled: true, outcomes: three, dead: 1 });
});

test('a module that cannot be loaded fails the invocation with its own error', async () => {
  const three = ['RangeError', 'RangeError', 'RangeError'];
  expect(await runScenario('initError')).toEqual({ settled: true, outcomes: three, dead: 1, logged: true });
});

test("a function's environment is the template's and Lambda's, with nothing of this machine's", async () => {
  const result = await runScenario('environment');
  expect(result.cwd).toMatch(/fixture.commands$/);
  expect(result.names).toEqual(
    [
      ...[
        'FORBIDDEN',
        'JOBS',
        'TOPIC',
        'LANG',
        'LAMBDA_RUNTIME_DIR',
        'LAMBDA_TASK_ROOT',
        'PATH',
        'TZ',
        '_HANDLER',
        '_X_AMZN_TRACE_ID',
      ],
      ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_REGION', 'AWS_DEFAULT_REGION'],
      ...['AWS_EXECUTION_ENV', 'AWS_LAMBDA_RUNTIME_API', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
      ...['AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_FORMAT'],
      ...['AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME'],
      ...['AWS_ENDPOINT_URL', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'],
    ].sort(),
  );
});

test('an invocation is handed out once, although its process asks for the next one before all of its output is there', async () => {
  expect(await runScenario('lateMark')).toEqual({ outcomes: ['ok', 'ok'], did: ['lateMark', 'ok'] });
});

test('every line of an invocation is there when it is over, and no mark among them', async () => {
  expect(await runScenario('logLines')).toEqual({ lines: 3000, odd: [] });
});
