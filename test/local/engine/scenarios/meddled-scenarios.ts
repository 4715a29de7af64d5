import { ServiceError } from '../../../../local/engine/gateway/service-error.ts';
import { onStage, outcomes, type Scenario } from './scenario.ts';

const hour = 3_600_000;
const publish = (tag: string) => JSON.stringify({ do: 'publish', tag, input: { TopicArn: '%TOPIC%', Message: tag } });

/** What a test can do to the AWS calls of functions. */
export const meddledScenarios: Readonly<Record<string, Scenario>> = {
  /**
   * Kills the publisher of a message, found by its event, before its call took effect or after.
   */
  killedBefore: () => killedAround('beforeEffect'),
  killedAfter: () => killedAround('beforeAnswer'),

  refusedCall: () =>
    onStage(
      {
        meddler: () => ({
          beforeEffect: ({ action }) => {
            if (action === 'Publish') throw new ServiceError('Throttled', 'as the test wants it', 400);
          },
        }),
      },
      async ({ engine, did }) => {
        await engine.send('Jobs', publish('one'));
        await engine.settle(hour);
        return { answers: did().map(({ error }) => error), published: engine.published.length };
      },
    ),

  rotatedSecret: () => {
    let reads = 0;
    const secrets = Object.defineProperty({}, 'allowed', {
      enumerable: true,
      get: () => {
        reads += 1;
        return { version: reads };
      },
    });
    return onStage({ secrets }, async ({ engine, did }) => {
      for (const _ of [1, 2]) await engine.send('Jobs', '{"do":"secret","input":{"SecretId":"allowed"}}');
      await engine.settle(hour);
      return did().map(({ answer }) => (answer as { SecretString: string }).SecretString);
    });
  },
};

function killedAround(hook: 'beforeEffect' | 'beforeAnswer'): Promise<unknown> {
  let kills = 0;
  let strangers = 0;
  return onStage(
    {
      meddler: (engine) => ({
        [hook]: ({ action }: { action: string }, { input }: { input: Readonly<Record<string, unknown>> }) => {
          if (action !== 'Publish' || input.Message !== 'one' || kills > 0) return;
          strangers += engine()?.processes.kill('Worker', 'another event') ?? 0;
          kills += engine()?.processes.kill('Worker', '\\"tag\\":\\"one\\"') ?? 0;
          if (hook === 'beforeEffect') throw new ServiceError('Unheard', 'nobody is there to hear it', 500);
        },
      }),
    },
    async ({ engine, events }) => {
      await engine.send('Jobs', publish('one'));
      await engine.settle(hour);
      return { kills, strangers, outcomes: outcomes(events), published: engine.published.map(({ message }) => message) };
    },
  );
}
