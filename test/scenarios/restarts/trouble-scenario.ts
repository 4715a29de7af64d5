import { onRestartStage, type RestartStage } from './restart-stage.ts';
import { textsWith } from './secret-traces.ts';
import { ask, type Troubles, tokens, troubled, troubleStack, uselessSecret } from './trouble-stack.ts';

const minute = 60_000;
const letterQueue = 'reveille-alerts-dead-letters';
// The SDK waits a second and longer after the first of these, so it is only one in a row.
const throttled = 'ProvisionedThroughputExceededException';
const gone = 'ResourceNotFoundException';

/** One stack through troubles with its table, its queue and the secrets of its sources. */
export function troubleScenario() {
  const { troubles, setting } = troubleStack();
  return onRestartStage(setting, async (stage) => {
    const passing = await failingForAWhile(stage, troubles);
    const lost = await withoutTable(stage, troubles);
    const queue = await refusingQueue(stage, troubles);
    const useless: Record<string, number> = {};
    for (const source of ['missing', 'empty', 'keyed'])
      useless[source] = await ask(stage, troubled.rotated, { source, token: uselessSecret });
    const rotation = await rotated(stage, troubles);
    const { engine, written } = stage;
    const lines = engine.logs.map(({ line }) => line);
    const errors = lines.filter((line) => line.includes('secret of a source not read'));
    const readable = [...lines, ...engine.accessLogs, ...written, JSON.stringify(await engine.tables())];
    const leaks = textsWith([uselessSecret, ...Object.values(tokens)], readable);
    return { passing, lost, queue, useless, rotation, errors: errors.map((line) => JSON.parse(line) as unknown), leaks };
  });
}

/** A table that fails one delivery, and is throttled in the next. */
async function failingForAWhile(stage: RestartStage, troubles: Troubles) {
  troubles.table = [throttled, gone, throttled, null];
  const status = await ask(stage, troubled.throttled);
  const changes = await changesAfter(stage, troubled.throttled);
  return { status, refused: troubles.refused, letters: stage.engine.messages(letterQueue).length, changes };
}

/**
 * A table that is throttled and then gone, until the alert is a dead letter, which is sent back.
 */
async function withoutTable(stage: RestartStage, troubles: Troubles) {
  const { engine, clouds } = stage;
  const [began, calls, published] = [engine.now(), clouds.calls.length, engine.published.length];
  troubles.table = [throttled, gone];
  const status = await ask(stage, troubled.gone);
  await stage.settle();
  const [letter, ...others] = engine.messages(letterQueue).map(({ body }) => body);
  const meanwhile = {
    ...{ status, calls: clouds.calls.length - calls, letters: letter === undefined ? 0 : 1 + others.length },
    alarm: engine.alarms().find(({ name }) => name === letterQueue)?.state,
    told: engine.published.slice(published).map(({ from, subject }) => ({ from, subject })),
    minutes: (engine.now() - began) / minute,
  };
  troubles.table = [null];
  await engine.send('reveille-alerts', letter ?? '');
  return { ...meanwhile, changes: await changesAfter(stage, troubled.gone) };
}

async function refusingQueue(stage: RestartStage, troubles: Troubles) {
  troubles.queueRefuses = true;
  const refused = await ask(stage, troubled.queue);
  troubles.queueRefuses = false;
  const again = await ask(stage, troubled.queue);
  return { refused, again, changes: await changesAfter(stage, troubled.queue) };
}

/** A token that is changed while the stack runs. */
async function rotated(stage: RestartStage, troubles: Troubles) {
  const { engine } = stage;
  const statuses: Record<string, number> = {};
  const tryOut = async (when: string, secret: object, waitMs: number): Promise<void> => {
    troubles.rotating = secret;
    await engine.runUntil(engine.now() + waitMs);
    for (const [name, token] of Object.entries(tokens))
      statuses[`${when}: ${name}`] = await ask(stage, troubled.rotated, { source: 'rotating', token });
  };
  // For ten seconds a flood of bad requests asks Secrets Manager nothing more.
  await tryOut('before', { token: tokens.old }, 0);
  await tryOut('during', { token: tokens.fresh, previousToken: tokens.old }, 11_000);
  await tryOut('after five minutes', { token: tokens.fresh }, 5 * minute);
  return { statuses, changes: await changesAfter(stage, troubled.rotated) };
}

/** Settles, and gives what was asked of the provider for a machine but to look. */
async function changesAfter(stage: RestartStage, id: string): Promise<string[]> {
  await stage.settle();
  const own = stage.clouds.calls.filter(
    ({ action, dryRun, ids }) => !dryRun && !action.startsWith('Describe') && ids.includes(id),
  );
  return own.map(({ action }) => action);
}
