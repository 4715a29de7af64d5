import { propertiesIn, type Template } from '../fixture/template.ts';
import { onStage, type Scenario } from './scenario.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What time and the scheduler do. */
export const clockScenarios: Readonly<Record<string, Scenario>> = {
  fired: () =>
    onStage({}, async ({ engine, did }) => {
      await engine.fire({ name: 'morning', at: Date.UTC(2031, 0, 2, 3, 4, 5, 678) });
      await engine.settle(hour);
      return did()[0];
    }),

  virtualTime: () =>
    onStage({}, async ({ engine, did }) => {
      const times: { before: number; after: number }[] = [];
      for (let jump = 0; jump < 2; jump += 1) {
        await engine.runUntil(engine.now() + 3 * hour);
        const before = engine.now();
        await engine.send('Jobs', '{"do":"time"}');
        await engine.settle(hour);
        times.push({ before, after: engine.now() });
      }
      await engine.send('Jobs', '{"do":"publish","input":{"TopicArn":"%TOPIC%","Message":"signed in virtual time"}}');
      await engine.settle(hour);
      await engine.send('Jobs', '{"do":"gatewayDate"}');
      await engine.settle(hour);
      const machine = performance.timeOrigin + performance.now();
      const aheadOfMachine = Math.round((engine.now() - machine) / hour);
      return { did: did(), times, published: engine.published.length, aheadOfMachine };
    }),

  cron: () =>
    onStage({}, async ({ engine, did }) => {
      const from = engine.now();
      const until = from + 250 * day;
      await engine.runUntil(until);
      return { from, until, now: engine.now(), firings: did().map((line) => ({ due: line.tag, ran: line.now })) };
    }),

  retries: () =>
    onStage({ change: refuseScheduler }, async ({ engine, events, did }) => {
      await engine.fire({ name: 'morning', at: Date.UTC(2031, 0, 2) });
      const { settled } = await engine.settle(hour);
      const failures = events.flatMap((event) => (event.kind === 'delivery-failed' ? [event] : []));
      const first = failures[0]?.at ?? 0;
      const at = failures.map((event) => Math.floor((event.at - first) / 1000));
      const dead = engine.messages('jobs-dead').map(({ body }) => body);
      return {
        settled,
        did: did().length,
        at,
        codes: [...new Set(failures.map(({ code }) => code))],
        final: failures.at(-1)?.final,
        dead,
      };
    }),

  unknownSchedule: () =>
    onStage({}, async ({ engine }) => engine.fire({ name: 'evening' }).catch((error: Error) => ({ message: error.message }))),
};

function refuseScheduler(template: Template): void {
  Object.assign(propertiesIn(template, 'SchedulerRole'), {
    Policies: [
      {
        PolicyName: 'dead-letters-only',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['JobsDead', 'Arn'] } }],
        },
      },
    ],
  });
}
