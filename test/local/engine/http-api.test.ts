import { describe, expect, test } from 'vitest';
import { scenarioHost } from './scenario-host.ts';

const runScenario = scenarioHost();
const refusal = (message: string) => JSON.stringify({ message });

describe('an HTTP API', () => {
  // Played once, by whichever of the tests comes first.
  let played: ReturnType<typeof runScenario> | undefined;
  const requests = () => {
    played ??= runScenario('requests');
    return played;
  };

  test.each([
    { path: '/do/bare', why: 'what the function returned, where it gave no status', status: 200, body: '{"ok":true}' },
    { path: '/do/binary', why: 'a base64 body decoded', status: 200, body: 'plain' },
    { path: '/do/malformed', why: 'a malformed answer', status: 500, body: refusal('Internal Server Error') },
    { path: '/do/throw', why: 'a function error', status: 500, body: refusal('Internal Server Error') },
    { path: '/closed/echo', why: 'a missing permission', status: 500, body: refusal('Internal Server Error') },
    { path: '/nowhere', why: 'a path without a route', status: 404, body: refusal('Not Found') },
    { path: '/do/%zz', why: 'a path that cannot be decoded', status: 400, body: refusal('Bad Request') },
  ])('answers $path with $status for $why', async ({ path, status, body }) => {
    const { answers } = await requests();
    expect((answers as Record<string, unknown>)[path]).toMatchObject({ status, body });
  });

  test('hands the function an event of payload format 2.0, and its answer back', async () => {
    const { echoed } = await requests();
    expect(echoed).toMatchObject({
      status: 202,
      headers: { 'x-seen': 'yes', 'apigw-requestid': expect.stringMatching(/^[\w+/]{15}=$/) },
      body: {
        version: '2.0',
        routeKey: 'POST /do/{what}',
        rawPath: '/do/echo',
        rawQueryString: 'a=1',
        headers: { 'content-type': 'application/json' },
        pathParameters: { what: 'echo' },
        body: '{"x":1}',
        isBase64Encoded: false,
        requestContext: { stage: '$default', time: expect.stringMatching(/^23\/Nov\/2026:00:3\d:\d\d \+0000$/) },
      },
    });
  });

  test('logs a line for each request, without what has no value', async () => {
    const { log, told } = await requests();
    const lines = log as string[];
    expect(lines).toHaveLength((told as unknown[]).length);
    expect(lines[0]).toMatch(/^[\w+/]{15}= \[POST \/do\/\{what\}\] 200 11 -$/);
    expect(lines.filter((line) => / \[-\] 40[04] /.test(line))).toHaveLength(2);
  });

  test('reports the refused invocation, and each answer by its route', async () => {
    const { refused, told } = await requests();
    expect(refused).toEqual(['apigateway.amazonaws.com lambda:InvokeFunction']);
    expect(told).toContainEqual(['POST /do/{what}', 202]);
    expect(told).toContainEqual([null, 404]);
  });
});

test('an integration that takes too long is answered for', async () => {
  expect(await runScenario('lateAnswer')).toEqual({ status: 503, body: refusal('Service Unavailable') });
});

test('while a function works for a request the clock jumps over nothing', async () => {
  expect(await runScenario('clockDuringRequest')).toEqual({ status: 200, order: ['finished', 'jumped'], ended: true });
});

test('what is more than the function reserves at a time is refused, and nothing after it', async () => {
  expect(await runScenario('reservedConcurrency')).toEqual({ both: [200, 503], after: 200 });
});

test('a stage lets a burst through, and then as many as its rate on the clock of the engine', async () => {
  expect(await runScenario('throttledStage')).toEqual({
    burst: [200, 200, 429],
    later: [
      [200, '{"ok":true}'],
      [429, refusal('Too Many Requests')],
    ],
  });
});

test('a named stage is the first part of the path, for the function too', async () => {
  expect(await runScenario('namedStage')).toEqual({ status: 202, rawPath: '/live/do/echo', stage: 'live', outside: 404 });
});

test('a request to a stack without an HTTP API is a mistake', async () => {
  expect(await runScenario('noApi')).toEqual({ failure: 'a request needs a stack with one HTTP API; this one has 0' });
});
