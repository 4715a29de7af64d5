/**
 * How many invocations of one provider's function run at a time. It is the maximum concurrency of
 * the queue's event source, and each invocation divides the account's limits by it. Lambda accepts
 * no less than two (ScalingConfig, MaximumConcurrency).
 */
export const powerConcurrency = 2;

/**
 * Requests a second that Reveille may send for an account: `start` for each action that starts or
 * stops, `describe` for each action that describes.
 */
export interface Limits {
  readonly start: number;
  readonly describe: number;
}
