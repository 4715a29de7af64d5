import { addRule } from '../fixture/parts.ts';
import { propertiesIn, type Template } from '../fixture/template.ts';
import { onStage, type Scenario } from './scenario.ts';

const alarm = (value: string) => ({
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  detail: { alarmName: 'web', state: { value } },
});

const put = (change: (template: Template) => void, value = 'ALARM'): Scenario => {
  const withRule = (template: Template): void => {
    addRule(template);
    change(template);
  };
  const letters: unknown[] = [];
  const meddler = () => ({
    beforeAnswer: ({ action }: { action: string }, { input }: { input: Readonly<Record<string, unknown>> }) => {
      if (action === 'SendMessage' && String(input.QueueUrl).endsWith('events-dead')) letters.push(input.MessageAttributes);
    },
  });
  return () =>
    onStage({ change: withRule, startAt: Date.parse('2026-11-23T00:30:00Z'), meddler }, async ({ engine, events }) => {
      await engine.putEvent(alarm(value));
      return {
        events: engine.messages('events').map(({ body }) => JSON.parse(body)),
        dead: engine.messages('events-dead').map(({ body }) => JSON.parse(body).detail.alarmName),
        letters,
        undelivered: events.flatMap((event) => (event.kind === 'event-undelivered' ? [`${event.rule} ${event.code}`] : [])),
      };
    });
};

const close =
  (...policies: readonly string[]) =>
  (template: Template) => {
    for (const policy of policies) delete template.Resources[policy];
  };

/** What the event bus does with an event. */
export const eventScenarios: Readonly<Record<string, Scenario>> = {
  eventDelivered: put(() => {}),
  eventOfNoRule: put(() => {}, 'OK'),
  ruleDisabled: put((template) => Object.assign(propertiesIn(template, 'Rule'), { State: 'DISABLED' })),
  eventRefused: put(close('EventsPolicy')),
  eventLost: put(close('EventsPolicy', 'EventsDeadPolicy')),
};
