import { propertiesIn } from '../fixture/template.ts';
import { onStage, type Scenario, type ScenarioStage } from './scenario.ts';

const hour = 3_600_000;

/** A chain that wants 20 invocations of the Worker, by function setting and by how it sends. */
function chain(by: 'send' | 'sendBatch', setting: object): Scenario {
  return () =>
    onStage({ change: (template) => Object.assign(propertiesIn(template, 'Worker'), setting) }, async (stage) => {
      await stage.engine.send('Jobs', JSON.stringify({ do: 'again', by, left: 19 }));
      const { settled } = await stage.engine.settle(hour);
      return { settled, ...cameTo(stage) };
    });
}

function cameTo({ engine, events, did }: ScenarioStage) {
  // Two processes may log out of order: the next round can begin before the log of the one before.
  const countIn = (trace: unknown) => Number(String(trace).split(':').at(-1));
  const rounds = did().toSorted((a, b) => countIn(a.trace) - countIn(b.trace));
  return {
    invocations: rounds.length,
    refusals: events.flatMap((event) => (event.kind === 'loop-ended' ? [event.error] : [])),
    dead: engine.messages('jobs-dead').map(({ body, receiveCount }) => ({ left: JSON.parse(body).left, receiveCount })),
    first: rounds[0]?.trace,
    last: rounds.at(-1)?.trace,
    // What a message carries is what the invocation had that sent it.
    carried: rounds.slice(1).every((round, n) => round.carried === rounds[n]?.trace),
  };
}

/** What Lambda does with chains of requests that come back to the same function. */
export const loopScenarios: Readonly<Record<string, Scenario>> = {
  loopAllowed: chain('send', { RecursiveLoop: 'Allow' }),
  loopAllowedInBatches: chain('sendBatch', { RecursiveLoop: 'Allow' }),
  loopTerminated: chain('sendBatch', { RecursiveLoop: 'Terminate' }),
  loopOfNothingSaid: chain('send', {}),
};
