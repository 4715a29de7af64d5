import type { Engine } from '../../../../local/engine/engine.ts';
import { addApi } from '../fixture/parts.ts';
import { propertiesIn, type Template } from '../fixture/template.ts';
import { onStage, type Scenario } from './scenario.ts';

const post = (engine: Engine, path: string, body = '') =>
  engine.request({ method: 'POST', path, headers: { 'Content-Type': 'application/json' }, body });

const withApi = (change: (template: Template) => void) => (template: Template) => {
  addApi(template);
  change(template);
};

/** What an HTTP API answers. */
export const httpScenarios: Readonly<Record<string, Scenario>> = {
  requests: () =>
    onStage({ change: addApi, startAt: Date.parse('2026-11-23T00:30:00Z') }, async ({ engine, events }) => {
      const answers: Record<string, unknown> = {};
      for (const path of ['/do/bare', '/do/binary', '/do/malformed', '/do/throw', '/closed/echo', '/nowhere', '/do/%zz'])
        answers[path] = await post(engine, path);
      const echoed = await post(engine, '/do/echo?a=1', '{"x":1}');
      const refused = events.flatMap((event) => (event.kind === 'refused' ? [`${event.principal} ${event.action}`] : []));
      const told = events.flatMap((event) => (event.kind === 'answered' ? [[event.routeKey, event.status]] : []));
      return { answers, echoed: { ...echoed, body: JSON.parse(echoed.body) }, refused, told, log: engine.accessLogs };
    }),

  lateAnswer: () =>
    onStage({ change: addApi }, async ({ engine }) => {
      const { status, body } = await post(engine, '/late/slow');
      return { status, body };
    }),

  clockDuringRequest: () =>
    onStage({ change: addApi }, async ({ engine, events }) => {
      const began = engine.now();
      const [{ status }] = await Promise.all([post(engine, '/do/slow'), engine.runUntil(began + 3_600_000)]);
      const order = events.flatMap(({ kind }) => (kind === 'finished' || kind === 'jumped' ? [kind] : []));
      return { status, order, ended: engine.now() >= began + 3_600_000 };
    }),

  reservedConcurrency: () =>
    onStage(
      { change: withApi((template) => Object.assign(propertiesIn(template, 'Answers'), { ReservedConcurrentExecutions: 1 })) },
      async ({ engine }) => {
        const both = await Promise.all([post(engine, '/do/slow'), post(engine, '/do/slow')]);
        const { status } = await post(engine, '/do/bare');
        return { both: both.map((answer) => answer.status), after: status };
      },
    ),

  throttledStage: () =>
    onStage(
      {
        change: withApi((template) =>
          Object.assign(propertiesIn(template, 'Stage'), {
            DefaultRouteSettings: { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 },
          }),
        ),
      },
      async ({ engine }) => {
        const burst = await Promise.all(['bare', 'bare', 'bare'].map((what) => post(engine, `/do/${what}`)));
        await engine.runUntil(engine.now() + 1_000_000);
        const later = [await post(engine, '/do/bare'), await post(engine, '/do/bare')];
        return { burst: burst.map(({ status }) => status), later: later.map(({ status, body }) => [status, body]) };
      },
    ),

  namedStage: () =>
    onStage(
      { change: withApi((template) => Object.assign(propertiesIn(template, 'Stage'), { StageName: 'live' })) },
      async ({ engine }) => {
        const { status, body } = await post(engine, '/live/do/echo');
        const { rawPath, requestContext } = JSON.parse(body);
        return { status, rawPath, stage: requestContext.stage, outside: (await post(engine, '/do/echo')).status };
      },
    ),

  noApi: () =>
    onStage({}, async ({ engine }) => {
      const failure = await post(engine, '/do/echo').catch((error: Error) => error.message);
      return { failure };
    }),
};
