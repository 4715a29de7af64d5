import { type Engine, type EngineOptions, startEngine } from '../../../../local/engine/engine.ts';
import type { EngineEvent } from '../../../../local/engine/engine-event.ts';
import type { CallMeddler } from '../../../../local/engine/gateway/aws-api.ts';
import type { Template } from '../fixture/template.ts';
import { writeAssembly } from '../fixture/write-assembly.ts';

/** Something to do with an engine; what it returns goes to the test as JSON. */
export type Scenario = () => Promise<unknown>;

/** What a scenario may say about the engine it wants. */
export interface ScenarioSetting {
  readonly change?: (template: Template) => void;
  readonly clock?: EngineOptions['clock'];
  readonly startAt?: number;
  readonly secrets?: EngineOptions['secrets'];
  readonly items?: EngineOptions['items'];
  readonly onProgress?: (event: EngineEvent, engine: Engine | undefined) => void;
  readonly meddler?: (engine: () => Engine | undefined) => CallMeddler;
}

/** An engine with everything it reported. */
export interface ScenarioStage {
  readonly engine: Engine;
  readonly events: readonly EngineEvent[];
  /**
   * How long ago the engine was asked to start, in whole milliseconds of the machine, rounded up.
   */
  elapsedMs(): number;
  /** The JSON lines that the Worker logged when it had done a command, in order. */
  did(): readonly Record<string, unknown>[];
}

/** Runs `play` with an engine on the fixture, and closes it. */
export async function onStage(setting: ScenarioSetting, play: (stage: ScenarioStage) => Promise<unknown>): Promise<unknown> {
  const assembly = writeAssembly(setting.change ?? (() => {}));
  const events: EngineEvent[] = [];
  let engine: Engine | undefined;
  const before = performance.now();
  try {
    engine = await startEngine({
      assembly: assembly.folder,
      secrets: setting.secrets ?? {},
      clock: setting.clock ?? 'virtual',
      ...(setting.items === undefined ? {} : { items: setting.items }),
      ...(setting.startAt === undefined ? {} : { startAt: setting.startAt }),
      meddler: setting.meddler?.(() => engine) ?? {},
      onProgress: (event) => {
        events.push(event);
        // The sign of life for which the test waits.
        process.send?.({});
        setting.onProgress?.(event, engine);
      },
    });
    const elapsedMs = (): number => Math.ceil(performance.now() - before) + 1;
    const { logs } = engine;
    const did = (): Record<string, unknown>[] =>
      logs.filter(({ line }) => line.startsWith('{"did"')).map(({ line }) => JSON.parse(line) as Record<string, unknown>);
    return await play({ engine, events, elapsedMs, did });
  } finally {
    await engine?.close();
    assembly.remove();
  }
}

/** The outcomes of all invocations, in order. */
export function outcomes(events: readonly EngineEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'finished' ? [event.outcome] : []));
}

/**
 * How much of the virtual time was jumped over, in milliseconds: all of it but the time that work
 * took on this machine.
 */
export function jumpedMs(events: readonly EngineEvent[]): number {
  return events.reduce((sum, event) => (event.kind === 'jumped' ? sum + event.at - event.from : sum), 0);
}
