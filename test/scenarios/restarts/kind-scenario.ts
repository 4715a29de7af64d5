import type { SourceKind } from '../../../shared/domain/vocabulary.ts';
import { scenarioKeys } from '../../support/scenario.ts';
import { kindBodies, systemEvent } from './kind-bodies.ts';
import { eventMachine, kindSecrets, kindSetting, kinds, machineOf, provenRequest } from './kind-stack.ts';
import { sendOdd } from './odd-requests.ts';
import { sendRefused } from './refused-requests.ts';
import { onRestartStage, type RestartStage } from './restart-stage.ts';
import { textsWith } from './secret-traces.ts';
import { send } from './sending.ts';

/**
 * The life of one stack with a source of each kind: what is refused, fires, recovers, and is odd.
 */
export function kindScenario() {
  return onRestartStage(kindSetting, async (stage) => {
    const { engine, clouds } = stage;
    const { answers: refused, proofs } = await sendRefused(engine);
    await stage.settle();
    const afterRefusals = {
      tables: Object.values(await engine.tables()),
      written: [...stage.written],
      restartInvocations: invocationsOf(stage, 'reveille-restart'),
      ingestInvocations: invocationsOf(stage, 'reveille-ingest'),
      queued: engine.messages('reveille-alerts').length,
      counted: countedIn(stage),
    };
    const firing = await tellAll(stage, 'firing');
    const fired = await stage.settle();
    const [callsOfFiring, decided] = [clouds.calls.length, fired.restarts.length];
    const resolved = await tellAll(stage, 'resolved');
    const recovered = await stage.settle();
    const [callsOfResolved, decidedOfResolved] = [clouds.calls.length - callsOfFiring, recovered.restarts.slice(decided)];
    const odd = await sendOdd(engine);
    const last = await stage.settle();
    const readable = await readableOf(stage);
    const secrets = [...Object.values(kindSecrets), ...proofs, ...providerSecrets()];
    return {
      ...{ refused, afterRefusals, firing, fired, resolved, callsOfResolved, decidedOfResolved, odd },
      decidedOfOdd: last.restarts.slice(recovered.restarts.length),
      notices: last.alerts,
      deadLetters: last.deadLetters,
      actsOfOdd: clouds.calls.slice(callsOfFiring).filter(({ action, dryRun }) => !action.startsWith('Describe') && !dryRun),
      leaks: textsWith(secrets, readable).map((text) => text.slice(0, 300)),
      readable: readable.length,
      finds: textsWith(secrets, [
        `x${kindSecrets.token}`,
        `Basic ${Buffer.from(`anyone:${kindSecrets.token}`).toString('base64')}`,
      ]).length,
    };
  });
}

/** Sends what each kind says about its machine, and a system event; gives the statuses. */
async function tellAll({ engine }: RestartStage, status: 'firing' | 'resolved'): Promise<number[]> {
  const statuses: number[] = [];
  const tell = async (kind: SourceKind, body: string): Promise<void> => {
    if (kind === 'cloudwatch') await engine.putEvent(JSON.parse(body) as Record<string, unknown>);
    else statuses.push((await send(engine, provenRequest(kind, body, engine.now()))).status);
  };
  for (const kind of kinds) await tell(kind, kindBodies[kind](machineOf[kind], status));
  await tell('cloudmonitor', systemEvent(eventMachine, status));
  return statuses;
}

function invocationsOf({ events }: RestartStage, name: string): number {
  return events.filter((event) => event.kind === 'invoked' && event.functionName === name).length;
}

/** How often each outcome of a request was counted. */
function countedIn({ engine }: RestartStage): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { line } of engine.logs) {
    if (!line.includes('"AlertRequests"')) continue;
    const { outcome } = JSON.parse(line) as { outcome: string };
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

/** Everything of a run that anybody can read afterwards. */
async function readableOf({ engine, written }: RestartStage): Promise<string[]> {
  const messages = engine.queues.flatMap(({ name }) => engine.messages(name).map(({ body }) => body));
  const published = engine.published.map((each) => JSON.stringify(each));
  return [
    ...engine.logs.map(({ line }) => line),
    ...engine.accessLogs,
    ...written,
    ...messages,
    ...published,
    JSON.stringify(await engine.tables()),
  ];
}

function providerSecrets(): string[] {
  return Object.values(scenarioKeys).flatMap((keys) =>
    Object.entries(keys).flatMap(([name, value]) => (name.endsWith('Id') ? [] : [value])),
  );
}
