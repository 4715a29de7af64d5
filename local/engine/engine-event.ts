/**
 * Something that happened in the engine, for a progress line; every `at` is milliseconds of the
 * engine's clock.
 */
export type EngineEvent =
  | { readonly kind: 'fired'; readonly schedule: string; readonly scheduledAt: string; readonly at: number }
  | {
      readonly kind: 'delivery-failed';
      readonly schedule: string;
      readonly group: string;
      readonly code: string;
      readonly final: boolean;
      readonly at: number;
    }
  | {
      /** A job that Scheduler could not deliver was refused by its dead-letter queue too. */
      readonly kind: 'delivery-lost';
      readonly schedule: string;
      readonly group: string;
      readonly at: number;
    }
  | {
      /** A queue refused an event of a rule on the event bus. */
      readonly kind: 'event-undelivered';
      readonly rule: string;
      readonly code: string;
      readonly at: number;
    }
  | {
      readonly kind: 'invoked';
      readonly functionName: string;
      /** How many messages it gets; 1 for a request to an HTTP API. */
      readonly records: number;
      readonly at: number;
    }
  | {
      /**
       * The HTTP API has answered a request. The path is not told, because it may hold a secret.
       */
      readonly kind: 'answered';
      readonly apiId: string;
      /** Null when no route matched. */
      readonly routeKey: string | null;
      readonly status: number;
      readonly at: number;
    }
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
      /** A call of an AWS API was answered with an error. */
      readonly kind: 'call-failed';
      readonly service: string;
      readonly action: string;
      readonly resource: string;
      readonly code: string;
      readonly status: number;
      readonly at: number;
    }
  | {
      readonly kind: 'refused';
      readonly principal: string;
      readonly action: string;
      readonly resource: string;
      readonly at: number;
    }
  | { readonly kind: 'logged'; readonly functionName: string; readonly line: string; readonly at: number };
