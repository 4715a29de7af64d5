import { describe, expect, it } from 'vitest';
import { workMessage } from '../../../shared/contract/work-message.ts';
import type { PowerAction } from '../../../shared/domain/vocabulary.ts';
import {
  aBatch,
  aFind,
  anInstance,
  aStop,
  at,
  theJob,
  theOptions,
  theRestartOptions,
  theStopOptions,
} from '../../support/a-batch.ts';

/** Options as they were written before each action had a shape of its own. */
const flat = {
  batchMode: 'SuccessFirst',
  dryRun: false,
  initLocalDisk: false,
  stopMode: 'keep-charging',
  force: false,
  forceAfterMs: 0,
  expiresAfterMs: 3_600_000,
  confirmWithinMs: 900_000,
};

const reason = { instanceId: 'i', verdict: 'rejected', code: 'Gone', message: 'm', requestId: null } as const;
const { held, ...findBefore } = aFind({ held: ['a', 'b'], matched: 2, failures: [reason] });

const read = (body: unknown) => workMessage.parse(JSON.parse(JSON.stringify(body)));

/** Whether a body is refused, and at which places. */
function refusedAt(body: unknown): string[] {
  const parsed = workMessage.safeParse(JSON.parse(JSON.stringify(body)));
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

describe('a message on a work queue', () => {
  it.each([
    { what: 'a start', message: aBatch([anInstance('i', { attempts: 2, acceptedAt: at(5) })], { phase: 'confirm' }) },
    { what: 'a stop', message: aStop(['i'], {}, { force: true, stopMode: 'stop-charging' }) },
    { what: 'a dead letter', message: aBatch(['i'], { deadline: null, failures: [reason] }) },
    ...[{ within: 'office' }, { within: null }, {}].map((hours) => ({
      what: `a restart with the hours ${JSON.stringify(hours)}`,
      message: aBatch(['i'], { job: theJob('restart'), options: { ...theRestartOptions, ...hours } }),
    })),
    { what: 'a find', message: aFind({ held: ['a'], matched: 5, cursor: 'p2', total: 9 }) },
  ])('is read as it was sent: $what', ({ message }) => {
    expect(read(message)).toEqual(message);
  });

  it.each([
    {
      what: 'an option that is missing',
      message: { ...aStop(['i']), options: { ...theStopOptions, force: undefined } },
      at: 'options.force',
    },
    { what: 'options of another action than the job', message: { ...aBatch(['i']), job: theJob('stop') }, at: 'options.action' },
    {
      what: 'an action that nobody knows',
      message: { ...aBatch(['i']), options: { ...theOptions, action: 'reboot' } },
      at: 'options.action',
    },
    { what: 'no instance', message: aBatch([]), at: 'instances' },
    {
      what: 'a selection that asks for more than is known here',
      message: { ...aFind(), selection: { ...aFind().selection, zone: 'cn-hangzhou-i' } },
      at: 'selection',
    },
    { what: 'another version', message: { ...aFind(), version: 2 }, at: 'version' },
  ])('is refused for $what', ({ message, at: place }) => {
    expect(refusedAt(message)).toEqual([place]);
  });
});

describe('a message of the next release', () => {
  it('is read without the fields that nobody here knows', () => {
    const batch = aBatch(['i']);
    const [instance] = batch.instances;
    const next = { ...batch, more: 1, options: { ...batch.options, more: 1 }, instances: [{ ...instance, more: 1 }] };
    expect(read(next)).toEqual(batch);
  });
});

describe('a message of the version before, whose options were flat', () => {
  it.each([
    {
      what: 'a start',
      body: { ...aBatch(['i']), options: { ...flat, initLocalDisk: true } },
      now: { ...theOptions, initLocalDisk: true },
    },
    {
      what: 'a stop',
      body: { ...aStop(['i']), options: { ...flat, stopMode: 'stop-charging', force: true, forceAfterMs: 300_000 } },
      now: { ...theStopOptions, stopMode: 'stop-charging', force: true, forceAfterMs: 300_000 },
    },
    {
      what: 'a dead letter of a stop',
      body: { ...aStop(['i'], { deadline: null, failures: [reason] }), options: { ...flat, forceAfterMs: 300_000 } },
      now: theStopOptions,
    },
  ])('is read: $what', ({ body, now }) => {
    expect(read(body)).toEqual({ ...body, options: now });
  });

  it('is read: a find, whose held ids were called found', () => {
    expect(read({ ...findBefore, found: held, options: flat })).toEqual({ ...findBefore, held, options: theOptions });
  });

  it.each<{ what: string; options: unknown; action?: PowerAction; at: string }>([
    { what: 'an option that is missing', options: { ...flat, dryRun: undefined }, at: 'options.dryRun' },
    { what: 'a wrong option of its own action', options: { ...flat, force: 1 }, action: 'stop', at: 'options.force' },
    { what: 'no options', options: null, at: 'options' },
  ])('is refused for $what', ({ options, action = 'start', at: place }) => {
    expect(refusedAt({ ...aBatch(['i']), job: theJob(action), options })).toEqual([place]);
  });

  it.each(['text', null, 7, [], { options: flat }, { options: flat, job: 'start' }])(
    'is refused when it is no message: %j',
    (body) => {
      expect(refusedAt(body).length).toBeGreaterThan(0);
    },
  );
});
