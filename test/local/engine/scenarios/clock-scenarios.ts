import { schedulerRules } from '../../../../shared/schedule/scheduler-rules.ts';
import { propertiesIn, type Template } from '../fixture/template.ts';
import { dstSchedules, dstSeasons } from './dst-zones.ts';
import { jumpedMs, onStage, type Scenario } from './scenario.ts';

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
    onStage({}, async ({ engine, events, did }) => {
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
      return { did: did(), times, end: engine.now(), published: engine.published.length, jumpedHours: jumpedMs(events) / hour };
    }),

  cron: () =>
    onStage({}, async ({ engine, did }) => {
      const from = engine.now();
      const until = from + 250 * day;
      await engine.runUntil(until);
      return {
        from,
        until,
        now: engine.now(),
        firings: did().map((line) => ({ due: line.tag, ran: line.now, count: line.count })),
      };
    }),

  anotherYear: () =>
    onStage(
      { startAt: Date.UTC(2024, 2, 9, 5), secrets: { allowed: { key: 'value' } }, change: addOnce },
      async ({ engine, elapsedMs, did }) => {
        const began = engine.now();
        const startedInMs = elapsedMs();
        await engine.send('Jobs', '{"do":"secret","input":{"SecretId":"allowed"}}');
        await engine.send('Jobs', '{"do":"publish","input":{"TopicArn":"%TOPIC%","Message":"signed in another year"}}');
        await engine.send('Jobs', '{"do":"gatewayDate"}');
        await engine.settle(hour);
        const asked = did();
        await engine.runDays({ first: Date.UTC(2024, 2, 9), count: 3 });
        const firings = did().slice(asked.length);
        return {
          began,
          startedInMs,
          asked,
          published: engine.published.length,
          firings,
          fired: engine.firings,
          now: engine.now(),
        };
      },
    ),

  dstChanges: () =>
    onStage({ startAt: dstSeasons[0].first - day, change: onlyDstRules }, async ({ engine, did }) => {
      for (const season of dstSeasons) await engine.runDays(season);
      return { firings: did().map((line) => ({ due: line.tag, ran: line.now, count: line.count })) };
    }),

  retries: () =>
    onStage({ change: refuseScheduler }, async ({ engine, events, did }) => {
      await engine.fire({ name: 'morning', at: Date.UTC(2031, 0, 2) });
      const { settled } = await engine.settle(hour);
      const failures = events.flatMap((event) => (event.kind === 'delivery-failed' ? [event] : []));
      const first = failures[0]?.at ?? 0;
      // In units of the first wait: how long an attempt takes on this machine must not count.
      const waits = failures.map((event) => Math.floor((event.at - first) / 10_000));
      const dead = engine.messages('jobs-dead').map(({ body }) => JSON.parse(body));
      return {
        settled,
        fired: engine.firings.length,
        did: did().length,
        waits,
        codes: [...new Set(failures.map(({ code }) => code))],
        final: failures.at(-1)?.final,
        dead,
      };
    }),

  unknownSchedule: () =>
    onStage({}, async ({ engine }) => engine.fire({ name: 'evening' }).catch((error: Error) => ({ message: error.message }))),
};

// Beside the rule of New York, which fires on Sundays and Mondays: one in Tokyo at the first and
// one at the last minute of the three days.
function addOnce(template: Template): void {
  const { Target, FlexibleTimeWindow } = propertiesIn(template, 'Morning');
  const rule = (Name: string, ScheduleExpression: string) => ({
    Type: 'AWS::Scheduler::Schedule',
    Properties: { Name, ScheduleExpression, ScheduleExpressionTimezone: 'Asia/Tokyo', FlexibleTimeWindow, Target },
  });
  Object.assign(template.Resources, {
    First: rule('first', 'at(2024-03-09T00:00:00)'),
    Last: rule('last', 'cron(59 23 11 * ? *)'),
    Missed: rule('missed', 'at(2024-03-12T00:00:00)'),
  });
}

// The rules of the schedules as they are deployed, each to send its zone with the due time.
function onlyDstRules(template: Template): void {
  const { Target, FlexibleTimeWindow } = propertiesIn(template, 'Morning');
  delete template.Resources.Morning;
  for (const [n, schedule] of dstSchedules.entries()) {
    const { timezone } = schedule;
    const Input = JSON.stringify({ do: 'time', tag: `${timezone} <aws.scheduler.scheduled-time>` });
    for (const [m, { expression }] of schedulerRules(schedule).entries()) {
      template.Resources[`Rule${n}x${m}`] = {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: expression,
          ScheduleExpressionTimezone: timezone,
          FlexibleTimeWindow,
          Target: { ...(Target as object), Input },
        },
      };
    }
  }
}

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
