import type { ReceivedAlert } from '../../shared/history/report.ts';
import type { PlannedAlert } from './alerts-file.ts';

/** The part of an engine that alerts come to. */
export interface AlertedEngine {
  now(): number;
  plan(at: number, work: () => Promise<void>): void;
  request(sent: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }): Promise<{ readonly status: number; readonly body: string }>;
  putEvent(event: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Alerts that are planned on an engine. Instants are milliseconds of its clock. */
export interface SentAlerts {
  /** What was answered so far, in the order of the answers; an event gets none. */
  readonly received: readonly ReceivedAlert[];
  /** When the last of them comes; null without alerts. */
  readonly lastAt: number | null;
}

/** Plans alerts on an engine that is about to run: they come while it runs, each at its time. */
export function planAlerts(engine: AlertedEngine, alerts: readonly PlannedAlert[]): SentAlerts {
  const began = engine.now();
  const received: ReceivedAlert[] = [];
  const instants = alerts.map(({ time, sends }) => {
    const at = Math.max(began, 'at' in time ? time.at : began + time.afterMs);
    engine.plan(at, async () => {
      if ('event' in sends) return engine.putEvent(sends.event);
      const { source, path, headers, body } = sends;
      const answer = await engine.request({ method: 'POST', path, headers, body });
      received.push({ source, status: answer.status, accepted: acceptedIn(answer) });
    });
    return at;
  });
  return { received, lastAt: instants.length === 0 ? null : Math.max(...instants) };
}

/**
 * How many statements an answer accepts: `{"accepted":n}`, or one for Tencent's `{"retCode":0}`,
 * whose callback is about one machine; null for a refusal.
 */
function acceptedIn({ status, body }: { readonly status: number; readonly body: string }): number | null {
  if (status >= 300) return null;
  const answer: unknown = JSON.parse(body);
  const is = typeof answer === 'object' && answer !== null ? answer : {};
  if ('accepted' in is && typeof is.accepted === 'number') return is.accepted;
  return 'retCode' in is ? 1 : null;
}
