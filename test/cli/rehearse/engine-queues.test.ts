import { describe, expect, it } from 'vitest';
import { type EngineQueues, fillQueues, queuesOf } from '../../../cli/rehearse/engine-queues.ts';
import type { RunState } from '../../../cli/rehearse/run-state.ts';
import { UsageError } from '../../../cli/terminal/exit-code.ts';

/** Queues that take every body but `too long`, as SQS drops what it refuses. */
function someQueues(...names: string[]): EngineQueues {
  const bodies = new Map(names.map((name): [string, string[]] => [name, []]));
  return {
    queues: names.map((name) => ({ name, logicalId: name, deadLetterOf: null })),
    send: async (name, body) => {
      if (body !== 'too long') bodies.get(name)?.push(body);
    },
    messages: (name) => (bodies.get(name) ?? []).map((body, n) => ({ messageId: String(n), body, receiveCount: 0 })),
  };
}

const stateOf = (queues: Record<string, string[]>): RunState => ({
  version: 1,
  queues: Object.fromEntries(Object.entries(queues).map(([name, bodies]) => [name, bodies.map((body) => ({ body }))])),
});

describe('filling an engine’s queues', () => {
  it('puts every message where it was', async () => {
    const state = stateOf({ 'reveille-alibaba': ['a', 'b'], 'reveille-jobs': [] });
    const engine = someQueues('reveille-alibaba', 'reveille-jobs');
    await fillQueues(engine, state, 'q.json');
    expect(queuesOf(engine)).toEqual(state.queues);
  });

  it.each([
    {
      what: 'a queue that the stack does not have',
      state: stateOf({ 'reveille-tencent': ['a'] }),
      says: 'q.json: reveille-tencent has messages, but the configuration has no account of that provider',
    },
    {
      what: 'alerts where there is no source',
      state: stateOf({ 'reveille-alerts': ['a'] }),
      says: 'q.json: reveille-alerts has messages, but the configuration has no source; add one, or empty the queue',
    },
    {
      what: 'a message that the queue does not take',
      state: stateOf({ 'reveille-jobs': ['a', 'too long', 'b'] }),
      says: 'q.json: reveille-jobs does not take message 2',
    },
  ])('refuses $what', async ({ state, says }) => {
    const error = await fillQueues(someQueues('reveille-jobs'), state, 'q.json').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain(says);
  });

  it('does not mind an empty queue that the stack does not have', async () => {
    const engine = someQueues('reveille-jobs');
    await fillQueues(engine, stateOf({ 'reveille-tencent': [] }), 'q.json');
    expect(queuesOf(engine)).toEqual({ 'reveille-jobs': [] });
  });
});
