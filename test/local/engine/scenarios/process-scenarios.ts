import { propertiesIn, type Template } from '../fixture/template.ts';
import { onStage, outcomes, type Scenario } from './scenario.ts';

const hour = 3_600_000;
const shortTimeout = (template: Template): unknown => Object.assign(propertiesIn(template, 'Worker'), { Timeout: 1 });
const environmentLater = '{"do":"environment"}';

/** What happens to the processes of functions. */
export const processScenarios: Readonly<Record<string, Scenario>> = {
  killed: () => {
    let kills = 0;
    const setting = {
      onProgress: (event: { kind: string; line?: string }, engine: { processes: { kill(part: string): number } } | undefined) => {
        if (event.kind === 'logged' && event.line?.includes('"hangOnce","count":1') === true)
          kills += engine?.processes.kill('Worker') ?? 0;
      },
    };
    return onStage(setting, async ({ engine, events, did }) => {
      const began = engine.now();
      await engine.send('Jobs', '{"do":"hangOnce"}');
      await engine.settle(hour);
      const seconds = Math.floor((engine.now() - began) / 1000);
      return {
        kills,
        outcomes: outcomes(events),
        seconds,
        count: did()[0]?.count,
        idleKills: engine.processes.kill('Worker'),
      };
    });
  },

  timeout: () => neverAnswering('hangOnce'),
  busyLoop: () => neverAnswering('spinOnce'),

  exit: () =>
    onStage({}, async ({ engine, events }) => {
      await engine.send('Jobs', '{"do":"exit"}');
      const { settled } = await engine.settle(hour);
      return { settled, outcomes: outcomes(events), dead: engine.messages('jobs-dead').length };
    }),

  initError: () =>
    onStage({ change: breakInit }, async ({ engine, events }) => {
      await engine.send('Jobs', '{"do":"ok"}');
      const { settled } = await engine.settle(hour);
      const logged = engine.logs.some(({ line }) => line.includes('this module cannot be loaded'));
      return { settled, outcomes: outcomes(events), dead: engine.messages('jobs-dead').length, logged };
    }),

  environment: () =>
    onStage({}, async ({ engine, did }) => {
      await engine.send('Jobs', environmentLater);
      await engine.settle(hour);
      return did()[0];
    }),

  lateMark: () =>
    onStage({}, async ({ engine, events, did }) => {
      await engine.send('Jobs', '{"do":"lateMark","ms":200}');
      await engine.settle(hour);
      await engine.send('Jobs', '{"do":"ok"}');
      await engine.settle(hour);
      return { outcomes: outcomes(events), did: did().map((each) => each.did) };
    }),

  logLines: () =>
    onStage({}, async ({ engine }) => {
      await engine.send('Jobs', '{"do":"lines","lines":3000}');
      await engine.settle(hour);
      return {
        lines: engine.logs.filter(({ line }) => line.startsWith('line ')).length,
        odd: engine.logs.filter(({ line }) => line.includes('\0')),
      };
    }),
};

function neverAnswering(command: string): Promise<unknown> {
  return onStage({ change: shortTimeout }, async ({ engine, events, did }) => {
    await engine.send('Jobs', JSON.stringify({ do: command }));
    const { settled } = await engine.settle(hour);
    return { settled, outcomes: outcomes(events), count: did()[0]?.count };
  });
}

function breakInit(template: Template): void {
  Object.assign(propertiesIn(template, 'Worker'), { Code: { S3Bucket: 'assets', S3Key: 'broken-init.zip' } });
}
