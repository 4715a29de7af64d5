import { propertiesIn } from '../fixture/template.ts';
import { jumpedMs, onStage, outcomes, type Scenario } from './scenario.ts';

const hour = 3_600_000;

/** What queues, mappings and dead-letter queues do. */
export const queueScenarios: Readonly<Record<string, Scenario>> = {
  partialFailure: () =>
    onStage({}, async ({ engine, events, did }) => {
      const began = engine.now();
      for (const command of ['ok', 'fail', 'ok']) await engine.send('Jobs', JSON.stringify({ do: command, name: '𠮷' }));
      const { settled } = await engine.settle(hour);
      const dead = engine.messages('jobs-dead').map(({ body, receiveCount }) => ({ body, receiveCount }));
      return {
        settled,
        did: did().map((line) => [line.did, line.count]),
        dead,
        minutes: (engine.now() - began) / 60_000,
        jumpedMinutes: jumpedMs(events) / 60_000,
      };
    }),

  functionError: () =>
    onStage({}, async ({ engine, events }) => {
      for (const command of ['ok', 'throw']) await engine.send('Jobs', JSON.stringify({ do: command }));
      await engine.settle(hour);
      const [first] = events.filter((event) => event.kind === 'finished');
      const succeeded = outcomes(events).filter((outcome) => outcome === 'ok').length;
      return {
        first: { outcome: first?.outcome, failed: first?.failedRecords },
        ended: succeeded + engine.messages('jobs-dead').length,
      };
    }),

  delayed: () =>
    onStage({}, async ({ engine, events, did }) => {
      const began = engine.now();
      const input = { QueueUrl: '%JOBS%', MessageBody: '{"do":"ok"}', DelaySeconds: 600 };
      await engine.send('Jobs', JSON.stringify({ do: 'send', input }));
      const early = await engine.settle(300_000);
      const late = await engine.settle(hour);
      const last = did().at(-1);
      return {
        early,
        late,
        did: did().map((line) => line.did),
        afterSeconds: Math.floor((Number(last?.at) - began) / 1000),
        jumpedSeconds: Math.floor(jumpedMs(events) / 1000),
      };
    }),

  delayedForReal: () =>
    onStage(
      { clock: 'real', change: (template) => Object.assign(propertiesIn(template, 'Jobs'), { DelaySeconds: 1 }) },
      async (stage) => {
        const began = performance.now();
        await stage.engine.send('Jobs', '{"do":"ok"}');
        const { settled } = await stage.engine.settle(hour);
        return {
          settled,
          did: stage.did().length,
          seconds: Math.floor((performance.now() - began) / 1000),
          jumpedMs: jumpedMs(stage.events),
        };
      },
    ),

  concurrency: () =>
    onStage(
      { change: (template) => Object.assign(propertiesIn(template, 'WorkerMapping'), { BatchSize: 1 }) },
      async ({ engine, events, did }) => {
        for (let index = 0; index < 8; index += 1) await engine.send('Jobs', '{"do":"pause","ms":40}');
        await engine.settle(hour);
        let running = 0;
        let most = 0;
        for (const event of events) {
          if (event.kind === 'invoked') running += 1;
          if (event.kind === 'finished') running -= 1;
          most = Math.max(most, running);
        }
        const pids = engine.logs.filter(({ line }) => line.startsWith('{"began"')).map(({ line }) => JSON.parse(line).pid);
        return { did: did().length, most, processes: new Set(pids).size };
      },
    ),

  disabledMapping: () =>
    onStage(
      { change: (template) => Object.assign(propertiesIn(template, 'WorkerMapping'), { Enabled: false }) },
      async ({ engine, did }) => {
        await engine.send('Jobs', '{"do":"ok"}');
        const { settled } = await engine.settle(hour);
        return { settled, did: did().length, waiting: engine.messages('Fixture-Jobs').length, queues: engine.queues };
      },
    ),

  alarm: () =>
    onStage({}, async ({ engine }) => {
      const before = engine.alarms();
      await engine.send('JobsDead', 'a dead letter');
      await engine.settle(hour);
      const [message] = engine.published;
      return {
        before,
        after: engine.alarms(),
        count: engine.published.length,
        ...message,
        message: JSON.parse(message?.message ?? '{}'),
      };
    }),

  alarmRefused: () =>
    onStage({ change: silenceTopic }, async ({ engine, events }) => {
      await engine.send('JobsDead', 'a dead letter');
      await engine.settle(hour);
      const refused = events.filter((event) => event.kind === 'refused').map(({ principal, action }) => ({ principal, action }));
      return { alarms: engine.alarms(), published: engine.published.length, refused };
    }),
};

// A policy of its own replaces the topic's default one, which lets services of the account
// publish.
function silenceTopic(template: Parameters<typeof propertiesIn>[0]): void {
  const statement = { Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'events.amazonaws.com' }, Resource: '*' };
  const PolicyDocument = { Version: '2012-10-17', Statement: [statement] };
  template.Resources.AlertsPolicy = {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: { Topics: [{ Ref: 'Alerts' }], PolicyDocument },
  };
}
