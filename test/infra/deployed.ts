import { onTestFinished } from 'vitest';
import { CountedMetrics } from '../../local/engine/alarms/counted-metrics.ts';
import type { EngineEvent } from '../../local/engine/engine-event.ts';
import { KeyRing } from '../../local/engine/gateway/gateway.ts';
import { accessBy } from '../../local/engine/iam/access.ts';
import { MessagingBackend } from '../../local/engine/messaging/messaging-backend.ts';
import { RunningStack } from '../../local/engine/running-stack.ts';
import { stackPolicies } from '../../local/engine/services/services.ts';
import { TableBackend } from '../../local/engine/table/table-backend.ts';
import { loadStack, type Stack } from '../../local/engine/template/stack.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { outputLines } from '../support/output-lines.ts';
import { alerting, templateOf } from './example.ts';

/** The resources of a template by their logical ids, as a test may change them. */
export type Resources = Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;

type Happening = EngineEvent extends infer Event ? (Event extends { readonly at: number } ? Omit<Event, 'at'> : never) : never;

const origin = 'http://127.0.0.1:4566';

/** The deployed template with its event sources switched off, and what `change` makes of it. */
export function restingStack(change: (resources: Resources) => void = () => {}): Stack {
  // The files of this project share their templates.
  const template = structuredClone(templateOf(alerting).toJSON());
  for (const { Type, Properties } of Object.values(template.Resources as Resources)) {
    if (Type === 'AWS::Lambda::EventSourceMapping') Properties.Enabled = false;
    if (Type === 'AWS::Lambda::Function') Properties.Code = { S3Bucket: 'assets', S3Key: 'code.zip' };
  }
  change(template.Resources);
  return loadStack({ stackName: 'Reveille', template, codeFolder: () => '/code' }, origin);
}

/** A stack on the engine as it is just after its deployment, and ways to make something happen in it. */
export async function deployed(stack: Stack) {
  let offset = 0;
  const now = () => Date.now() + offset;
  const metrics = new CountedMetrics();
  const [backend, tables] = [new MessagingBackend(), new TableBackend()];
  onTestFinished(async () => {
    await Promise.all([backend.close(), tables.close()]);
  });
  const running = await RunningStack.deploy({
    stack,
    access: accessBy(stackPolicies(stack)),
    clock: {
      now,
      offset: () => offset,
      shiftTo: (to: number) => {
        offset = to;
      },
      restore: () => {},
    },
    backend,
    tables,
    items: [],
    secrets: {},
    keys: new KeyRing(),
    origin,
    report: (event) => metrics.hear(event),
    metrics,
    resting: [],
    onClose: (close) => onTestFinished(async () => close()),
    virtual: true,
    meddler: {},
  });
  const happens = (event: Happening, times = 1): void => {
    for (let n = 0; n < times; n += 1) metrics.hear({ ...event, at: now() } as EngineEvent);
  };
  /** What a function writes, as CloudWatch reads it. */
  const writes = (write: (telemetry: ReturnType<typeof telemetryOf>) => void): void => {
    const lines = outputLines();
    write(telemetryOf('any'));
    for (const line of lines) happens({ kind: 'logged', functionName: 'any', line: JSON.stringify(line) });
  };
  const published = (state: string) =>
    running.published.flatMap(({ message }) => {
      const { AlarmName, NewStateValue } = JSON.parse(message);
      return NewStateValue === state ? [String(AlarmName)] : [];
    });
  return { running, metrics, now, happens, writes, published };
}
