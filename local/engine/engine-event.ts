/**
 * Something that happened in the engine, for a progress line; every `at` is milliseconds of the
 * engine's clock.
 */
export type EngineEvent =
  | { readonly kind: 'fired'; readonly schedule: string; readonly scheduledAt: string; readonly at: number }
  | {
      readonly kind: 'delivery-failed';
      readonly schedule: string;
      readonly code: string;
      readonly final: boolean;
      readonly at: number;
    }
  | { readonly kind: 'invoked'; readonly functionName: string; readonly records: number; readonly at: number }
  | {
      readonly kind: 'finished';
      readonly functionName: string;
      /** `ok`, or the error type, such as `Sandbox.Timedout`. */
      readonly outcome: string;
      readonly failedRecords: number;
      readonly at: number;
    }
  | {
      /** Lambda refused to invoke a function once more in the same chain of requests. */
      readonly kind: 'loop-ended';
      readonly functionName: string;
      readonly error: string;
      readonly at: number;
    }
  | { readonly kind: 'jumped'; readonly from: number; readonly at: number }
  | { readonly kind: 'published'; readonly topicArn: string; readonly subject: string | null; readonly at: number }
  | { readonly kind: 'alarm'; readonly name: string; readonly state: 'OK' | 'ALARM'; readonly at: number }
  | {
      readonly kind: 'refused';
      readonly principal: string;
      readonly action: string;
      readonly resource: string;
      readonly at: number;
    }
  | { readonly kind: 'logged'; readonly functionName: string; readonly line: string; readonly at: number };
