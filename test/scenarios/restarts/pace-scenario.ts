import { paced, paceStack, say } from './pace-stack.ts';
import { onRestartStage, type RestartStage } from './restart-stage.ts';

const second = 1_000;

/** How fast a restart is, how long it waits, and how it comes only once. */
export function paceScenario() {
  const { killed, setting } = paceStack();
  return onRestartStage(setting, async (stage) => {
    const { engine } = stage;
    await say(stage, [{ id: paced.warm }]);
    await stage.settle();
    const sentAt = engine.now();
    await say(stage, [{ id: paced.timed }]);
    await stage.settle();
    const heldAt = engine.now();
    await say(stage, [{ id: paced.recovers }, { id: paced.goesOn }]);
    engine.plan(heldAt + 30 * second, () => say(stage, [{ id: paced.recovers, status: 'resolved' }]));
    await stage.settle();

    await Promise.all([say(stage, [{ id: paced.twice }]), say(stage, [{ id: paced.twice }])]);
    await Promise.all([say(stage, [{ id: paced.bySources }]), say(stage, [{ id: paced.bySources }], 'other')]);
    const both = engine.now();
    engine.plan(both + 120 * second, async () => {
      await say(stage, [{ id: paced.bySources, status: 'resolved' }]);
      await say(stage, [{ id: paced.bySources, status: 'resolved' }], 'other');
    });
    engine.plan(both + 300 * second, () => say(stage, [{ id: paced.twice }]));
    await stage.settle();

    for (const id of [paced.claimed, paced.sent, paced.permitted, paced.rebooted]) {
      await say(stage, [{ id, startsAt: new Date(engine.now()).toISOString() }]);
      await stage.settle();
    }
    const report = await stage.settle();
    const nameOf = (id: string | null) => Object.entries(paced).find(([, own]) => own === id)?.[0] ?? '';
    const verdicts = report.jobs.flatMap((job) => job.verdicts);
    return {
      timed: timeTo(stage, paced.timed, sentAt),
      changes: Object.fromEntries(
        Object.entries(paced).map(([name, id]) => [name, changesOf(stage, id).map(({ action }) => action)]),
      ),
      held: timeTo(stage, paced.goesOn, heldAt),
      decisions: Object.fromEntries(
        Object.entries(paced).map(([name, id]) => [
          name,
          report.restarts.flatMap((row) => (row.instanceId === id ? [row.because] : [])),
        ]),
      ),
      ends: Object.fromEntries(verdicts.map(({ instanceId, verdict, code }) => [nameOf(instanceId), code ?? verdict])),
      killed: Object.fromEntries([...killed].map(([id, count]) => [nameOf(id), count])),
    };
  });
}

/**
 * From an alert at an instant to the first thing that is asked of the provider for its machine, in
 * milliseconds of the engine's clock: all of it, and how much of that nobody was at work.
 */
function timeTo(stage: RestartStage, id: string, from: number) {
  const [change] = changesOf(stage, id);
  const to = change?.at ?? Number.NaN;
  const jumps = stage.events.flatMap((event) => (event.kind === 'jumped' && event.from >= from && event.at <= to ? [event] : []));
  return { action: change?.action, tookMs: to - from, waitedMs: jumps.reduce((sum, each) => sum + each.at - each.from, 0) };
}

/** What was asked of the provider for a machine but to look. */
function changesOf({ clouds }: RestartStage, id: string) {
  return clouds.calls.filter(({ action, dryRun, ids }) => !dryRun && !action.startsWith('Describe') && ids.includes(id));
}
