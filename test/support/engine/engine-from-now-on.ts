import type { Engine } from '../../../local/engine/engine.ts';

/**
 * An idle engine as somebody sees it who comes only now: without what it fired, logged, published
 * and left in its queues before. Its alarms are nobody's, because the letters of an earlier
 * scenario keep them up; who asks about alarms wants an engine of their own.
 */
export function fromNowOn(engine: Engine): Engine {
  const [logged, published, fired] = [engine.logs.length, engine.published.length, engine.firings.length];
  const requested = engine.accessLogs.length;
  const old = new Set(engine.queues.flatMap(({ name }) => engine.messages(name)).map(({ messageId }) => messageId));
  return {
    ...engine,
    get logs() {
      return engine.logs.slice(logged);
    },
    get accessLogs() {
      return engine.accessLogs.slice(requested);
    },
    get published() {
      return engine.published.slice(published);
    },
    get firings() {
      return engine.firings.slice(fired);
    },
    messages: (queueName) => engine.messages(queueName).filter(({ messageId }) => !old.has(messageId)),
    alarms: () => [],
  };
}
