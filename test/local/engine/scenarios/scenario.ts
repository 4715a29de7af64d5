import { type Engine, type EngineOptions, startEngine } from '../../../../local/engine/engine.ts';
import type { EngineEvent } from '../../../../local/engine/engine-event.ts';
import type { CallMeddler } from '../../../../local/engine/gateway/aws-api.ts';
import type { Template } from '../fixture/template.ts';
import { writeAssembly } from '../fixture/write-assembly.ts';

/** Something to do with an engine; what it returns is printed as JSON by the host. */
export type Scenario = () => Promise<unknown>;

/** What a scenario may say about the engine it wants. */
export interface ScenarioSetting {
  readonly change?: (template: Template) => void;
  readonly clock?: EngineOptions['clock'];
  readonly startAt?: number;
  readonly secrets?: EngineOptions['secrets'];
  readonly onProgress?: (event: EngineEvent, engine: Engine | undefined) => void;
  readonly meddler?: (engine: () => Engine | undefined) => CallMeddler;
}

/** An engine with everything it reported. */
export interface ScenarioStage {
  readonly engine: Engine;
  readonly events: readonly EngineEvent[];
  /** The JSON lines that the Worker logged when it had done a command, in order. */
  did(): readonly Record<string, unknown>[];
}

/** Runs `play` with an engine on the fixture, and closes it. */
export async function onStage(setting: ScenarioSetting, play: (stage: ScenarioStage) => Promise<unknown>): Promise<unknown> {
  const assembly = writeAssembly(setting.change ?? (() => {}));
  const events: EngineEvent[] = [];
  let engine: Engine | undefined;
  try {
    engine = await startEngine({
      assembly: assembly.folder,
      secrets: setting.secrets ?? {},
      clock: setting.clock ?? 'virtual',
      ...(setting.startAt === undefined ? {} : { startAt: setting.startAt }),
      meddler: setting.meddler?.(() => engine) ?? {},
      onProgress: (event) => {
        events.push(event);
        setting.onProgress?.(event, engine);
      },
    });
    const { logs } = engine;
    const did = (): Record<string, unknown>[] =>
      logs.filter(({ line }) => line.startsWith('{"did"')).map(({ line }) => JSON.parse(line) as Record<string, unknown>);
    return await play({ engine, events, did });
  } finally {
    await engine?.close();
    assembly.remove();
  }
}

/** The outcomes of all invocations, in order. */
export function outcomes(events: readonly EngineEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'finished' ? [event.outcome] : []));
}
