/** A part of the engine that has work at certain instants. All instants are milliseconds of the engine's clock. */
export interface WorkSource {
  /** Starts everything that is due. It returns once it is started, not when it is done. */
  startDue(): Promise<void>;
  /** When there is something to do next; null when nothing is planned. Not after now: there is something that startDue will start. */
  nextInstant(): Promise<number | null>;
  /** How much of what was started is still under way; its end wakes the driver. */
  running(): number;
}
