import type { AlertMessage } from '../../shared/contract/alert-message.ts';
import type { RestartConfiguration } from '../../shared/contract/compiled-configuration.ts';
import { labelsMatchedOn } from '../../shared/contract/compiled-restarts.ts';
import { readCloudWatch } from '../../shared/sources/cloudwatch.ts';
import type { ReadCloudWatch } from './app.ts';

/**
 * Reads a CloudWatch event for each source of that kind. The ids of its statements are made of the
 * event's own id, so that every delivery of the event has the same. Throws Unreadable.
 */
export function cloudWatchMessages({ sources, restarts }: Pick<RestartConfiguration, 'sources' | 'restarts'>): ReadCloudWatch {
  const hearing = Object.entries(sources).flatMap(([name, source]) => {
    if (source.kind !== 'cloudwatch') return [];
    return [{ name, source, labels: labelsMatchedOn(name, restarts) }];
  });
  return (event, receivedAt) =>
    hearing.flatMap(({ name, source, labels }): AlertMessage[] => {
      const sent = { text: JSON.stringify(event), contentType: 'application/json' };
      const { statements } = readCloudWatch(sent, { source, labels, newId: () => `${name} ${idOf(event)}` });
      if (statements.length === 0) return [];
      const message = { version: 1, source: name, receivedAt, phase: 'received', notBefore: null, truncated: 0 } as const;
      return [{ ...message, statements: [...statements] }];
    });
}

/** Every event of EventBridge has an id (EventBridge user guide, "event structure"). */
function idOf(event: unknown): string {
  const id = typeof event === 'object' && event !== null && 'id' in event ? event.id : '';
  return String(id).slice(0, 200);
}
