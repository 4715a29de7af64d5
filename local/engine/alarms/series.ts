import type { MessagingBackend } from '../messaging/messaging-backend.ts';

/** A metric over time. All instants are milliseconds of the engine's clock. */
export interface Series {
  /** Takes note of what the metric is now. */
  look(now: number): Promise<void>;
  /** The datapoint of the period from `from` to `to`; null when there is none. */
  datapoint(from: number, to: number): number | null;
  /** From here on every datapoint is the same, or crosses `threshold` no more. */
  steadyFrom(threshold: number): number;
  /** When the metric changes by itself, without anything else happening; null when it does not. */
  nextChange(now: number): Promise<number | null>;
  /** Drops what only periods before `instant` need, so that months of virtual time stay small. */
  forget(instant: number): void;
}

interface Sample {
  readonly at: number;
  readonly value: number | null;
}

/** A value that holds until the next sample. */
abstract class Levels implements Series {
  readonly #samples: Sample[] = [];
  readonly #backend: MessagingBackend;
  readonly #queueName: string;

  constructor(backend: MessagingBackend, queueName: string) {
    this.#backend = backend;
    this.#queueName = queueName;
  }

  /** What is sampled of a queue. */
  protected abstract read(contents: Awaited<ReturnType<MessagingBackend['contents']>>): number | null;

  /** The value of a datapoint by a sample that held at last until `until`. */
  protected abstract valueAt(sample: number | null, until: number): number;

  /** How much later than a sample its value may cross a threshold. */
  protected abstract crossesAfter(sample: number | null, threshold: number): number;

  async look(now: number): Promise<void> {
    const value = this.read(await this.#backend.contents(this.#queueName, now));
    if (this.#samples.at(-1)?.value !== value) this.#samples.push({ at: now, value });
  }

  datapoint(from: number, to: number): number | null {
    const first = this.#samples.findLastIndex(({ at }) => at <= from);
    const values: number[] = [];
    for (let index = Math.max(first, 0); index < this.#samples.length; index += 1) {
      const sample = this.#samples[index];
      if (sample === undefined || sample.at >= to) break;
      values.push(this.valueAt(sample.value, Math.min(to, this.#samples[index + 1]?.at ?? to)));
    }
    return values.length === 0 ? null : Math.max(...values);
  }

  steadyFrom(threshold: number): number {
    const last = this.#samples.at(-1);
    return last === undefined ? 0 : Math.max(last.at, this.crossesAfter(last.value, threshold));
  }

  async nextChange(now: number): Promise<number | null> {
    return (await this.#backend.contents(this.#queueName, now)).nextVisibleAt;
  }

  forget(instant: number): void {
    const first = this.#samples.findLastIndex((sample) => sample.at <= instant);
    if (first > 0) this.#samples.splice(0, first);
  }
}

/** How many messages of a queue could be received: ApproximateNumberOfMessagesVisible. */
export class QueueDepth extends Levels {
  protected override read({ visible }: { readonly visible: number }): number {
    return visible;
  }

  protected override valueAt(sample: number | null): number {
    return sample ?? 0;
  }

  protected override crossesAfter(): number {
    return 0;
  }
}

/**
 * How old the oldest message of a queue is, in seconds: ApproximateAgeOfOldestMessage. AWS leaves a
 * message out that was received three times and not deleted (SQS developer guide, "Available
 * CloudWatch metrics"), so that one that nobody can carry out does not hide the others.
 */
export class QueueAge extends Levels {
  protected override read({ oldestSentAt }: { readonly oldestSentAt: number | null }): number | null {
    return oldestSentAt;
  }

  protected override valueAt(sample: number | null, until: number): number {
    return sample === null ? 0 : Math.max(0, (until - sample) / 1_000);
  }

  protected override crossesAfter(sample: number | null, threshold: number): number {
    return sample === null ? 0 : sample + threshold * 1_000;
  }
}

/** What is counted one by one: the sum of a period, and no datapoint where nothing happened. */
export class Counts implements Series {
  readonly #events: { readonly at: number; readonly value: number }[] = [];

  /** Counts `value` more at an instant. */
  count(at: number, value: number): void {
    this.#events.push({ at, value });
  }

  async look(): Promise<void> {}

  datapoint(from: number, to: number): number | null {
    const own = this.#events.filter(({ at }) => at >= from && at < to);
    return own.length === 0 ? null : own.reduce((sum, { value }) => sum + value, 0);
  }

  steadyFrom(): number {
    return this.#events.at(-1)?.at ?? 0;
  }

  async nextChange(): Promise<number | null> {
    return null;
  }

  forget(instant: number): void {
    const first = this.#events.findIndex(({ at }) => at >= instant);
    this.#events.splice(0, first === -1 ? this.#events.length : first);
  }
}
