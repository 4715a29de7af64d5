import { plural } from '../terminal/plural.ts';
import { spanText } from '../terminal/time-text.ts';
import type { OutputStream } from '../terminal/world.ts';
import type { RehearsalEvent } from './rehearsal.ts';

/** Shows what a run is doing. `end` leaves nothing behind on a terminal. */
export interface Progress {
  readonly show: (event: RehearsalEvent) => void;
  readonly end: () => void;
}

/**
 * One line that is rewritten, on a terminal. Elsewhere, as in the log of a CI job, a line for each
 * stage, or nothing when `quiet`.
 */
export function progressOn(stream: OutputStream, { quiet = false } = {}): Progress {
  if (stream.isTTY !== true) return { show: quiet ? () => {} : (event) => showStage(stream, event), end: () => {} };
  const write = (text: string) => stream.write(`\r\u001b[K${text.slice(0, (stream.columns || 80) - 1)}`);
  return {
    show: (event) => {
      const text = textOf(event);
      if (text !== null) write(text);
    },
    end: () => write(''),
  };
}

const stages = {
  synthesizing: 'Synthesizing the stack …',
  booting: 'Starting the local engine …',
  running: 'Running until all work has ended …',
} as const;

function showStage(stream: OutputStream, { kind }: RehearsalEvent): void {
  if (kind in stages) stream.write(`${stages[kind as keyof typeof stages]}\n`);
}

function textOf(event: RehearsalEvent): string | null {
  switch (event.kind) {
    case 'synthesizing':
    case 'booting':
    case 'running':
      return stages[event.kind];
    case 'fired':
      return `${clock(event.at)}  ${event.schedule} is due`;
    case 'invoked':
      return `${clock(event.at)}  ${event.functionName} works on ${plural(event.records, 'message')}`;
    case 'loop-ended':
      return `${clock(event.at)}  ${event.functionName} is not invoked once more in its chain: ${event.error}`;
    case 'jumped': {
      const wait = event.at - event.from;
      return wait < 500 ? null : `${clock(event.at)}  nothing to do for ${spanText(wait)}: skipped`;
    }
    case 'published':
      return `${clock(event.at)}  notice: ${event.subject ?? ''}`;
    case 'alarm':
      return `${clock(event.at)}  alarm ${event.name}: ${event.state}`;
    case 'refused':
      return `${clock(event.at)}  ${event.principal} may not ${event.action}`;
    case 'delivery-failed':
      return `${clock(event.at)}  ${event.schedule} could not be delivered: ${event.code}`;
    case 'event-undelivered':
      return `${clock(event.at)}  an event of ${event.rule} could not be delivered: ${event.code}`;
    case 'answered':
      return `${clock(event.at)}  a request was answered with ${event.status}`;
    default:
      return null;
  }
}

function clock(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
