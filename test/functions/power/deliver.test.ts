import { describe, expect, it } from 'vitest';
import { deliver } from '../../../functions/power/deliver.ts';
import { workMessage } from '../../../shared/contract/work-message.ts';
import type { WorkMessage } from '../../../shared/domain/batch.ts';
import { nothing, type Outcome } from '../../../shared/domain/outcome.ts';
import { settleFound } from '../../../shared/domain/step/settle-find.ts';
import { good, rejected } from '../../../shared/domain/verdict.ts';
import { announcer } from '../../../shared/lambda/announce.ts';
import { batchSender } from '../../../shared/lambda/batch-sender.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import type { EndedStep } from '../../../shared/store/run-recorder.ts';
import { aBatch, aFind, anInstance, batchIn, failing, later } from '../../support/a-batch.ts';
import { type AwsCall, anAwsEndpoint, entriesOf } from '../../support/aws-endpoint.ts';
import { noMemory } from '../../support/no-memory.ts';
import { outputLines } from '../../support/output-lines.ts';

const batch = aBatch(['on', 'off', 'later'], { attempt: 3, deadline: '2026-11-23T01:30:00Z' });
const problem = { code: 'Gone', message: 'not found', requestId: 'R' };
const followUp = { batch: aBatch(['later'], { attempt: 4 }), delaySeconds: 30 };
const everything: Outcome = {
  verdicts: [good(anInstance('on'), 'already'), rejected(anInstance('off', { attempts: 2 }), problem)],
  followUps: [followUp],
  accountFailure: null,
  cut: null,
};

const find = aFind();
const work = 'work';
const letters = 'letters';
const topic = 'arn:aws:sns:eu-central-1:000000000000:alerts';

/**
 * Delivers an outcome; the step of that name is refused by AWS. Returns the steps that reached AWS
 * and the verdicts written.
 */
async function delivering(outcome: Outcome, refused?: string, from: WorkMessage = batch) {
  const stepOf = ({ action, input }: AwsCall) => (action === 'Publish' ? 'notice' : String(input.QueueUrl).replace(/.*\//, ''));
  const { sqs, sns, calls, queueUrl } = await anAwsEndpoint((call) =>
    stepOf(call) === refused ? [500, { __type: 'InternalError', message: `no ${refused}` }] : undefined,
  );
  const lines = outputLines();
  const recorded: EndedStep[] = [];
  const error = await deliver(from, outcome, {
    provider: 'alibaba',
    explain: () => ({ meaning: 'it has gone away', advice: 'fetch it back' }),
    memory: noMemory,
    recorder: { ended: async (step) => void recorded.push(step) },
    workQueueUrl: queueUrl(work),
    deadLetterQueueUrl: queueUrl(letters),
    schedules: { 'office-hours': { timezone: 'Asia/Shanghai' } },
    send: batchSender(sqs),
    announce: announcer(sns, topic),
    telemetry: telemetryOf('power'),
  }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const records = () => lines.flatMap(({ message, record }) => (message === 'verdict' ? [record] : []));
  return { error, calls, lines, recorded, steps: calls.map(stepOf), records: records() };
}

describe('the order in which an outcome is delivered', () => {
  it('is follow-ups, dead letter, verdicts in log and table, notice', async () => {
    const { error, steps, records, recorded } = await delivering(everything);
    expect([error, steps, records.length]).toEqual([null, [work, letters, 'notice'], 2]);
    expect(recorded).toMatchObject([
      {
        found: null,
        ends: [
          { instanceId: 'on', verdict: 'already' },
          { instanceId: 'off', code: 'Gone', attempts: 2 },
        ],
      },
    ]);
  });

  it.each([
    { refused: work, reached: [work] },
    { refused: letters, reached: [work, letters] },
  ])('ends where $refused fails: what was sent stays, nothing comes after it, and it throws', async ({ refused, reached }) => {
    const { error, steps, records } = await delivering(everything, refused);
    expect(error).toBeInstanceOf(Error);
    expect([steps, records]).toEqual([reached, []]);
  });

  it('goes on where nobody can be told: the verdicts stand, and the loss is counted', async () => {
    const { error, records, lines } = await delivering(everything, 'notice');
    expect([error, records.length]).toEqual([null, 2]);
    expect(lines.filter((line) => 'NoticesLost' in line)).toHaveLength(1);
    expect(lines.find(({ message }) => message === 'notice lost')).toMatchObject({ level: 'ERROR' });
  });
});

describe('what is delivered', () => {
  it('sends what relies on the notice after it, so that nobody is silent about what nobody was told of', async () => {
    const relying = { batch: aBatch(['next'], { told: 'Gone' }), delaySeconds: 0 };
    const outcome = { ...everything, followUps: [followUp, relying] };
    expect((await delivering(outcome)).steps).toEqual(['work', 'letters', 'notice', 'work']);
    const untold = (await delivering(outcome, 'notice')).calls.at(-1);
    const [next] = untold === undefined ? [] : entriesOf(untold);
    // What could not be told is told by those who come next.
    expect(workMessage.parse(JSON.parse(next?.MessageBody ?? '')).told).toBeNull();
    const knowing = aBatch(['on', 'off', 'later'], { told: 'Gone' });
    expect((await delivering(outcome, undefined, knowing)).steps[0]).toBe('work');
  });

  it('sends each follow-up as a message that power can read, with its delay', async () => {
    const { calls } = await delivering(everything);
    const [entry] = calls.slice(0, 1).flatMap(entriesOf);
    expect(workMessage.parse(JSON.parse(entry?.MessageBody ?? ''))).toEqual(followUp.batch);
    expect(entry?.DelaySeconds).toBe(30);
  });

  it('sends what failed, and only that, as a fresh batch that says why', async () => {
    const { calls } = await delivering(everything);
    const [entry] = calls.slice(1, 2).flatMap(entriesOf);
    const letter = batchIn(workMessage.parse(JSON.parse(entry?.MessageBody ?? '')));
    expect(letter).toMatchObject({
      phase: 'act',
      attempt: 0,
      deadline: null,
      instances: [anInstance('off')],
      failures: [{ instanceId: 'off', verdict: 'rejected', ...problem }],
    });
    expect(entry?.DelaySeconds).toBe(0);
  });

  it('tells people on the topic, naming instance and code', async () => {
    const { calls } = await delivering(everything);
    expect(calls.at(-1)?.input).toMatchObject({
      TopicArn: 'arn:aws:sns:eu-central-1:000000000000:alerts',
      Subject: 'Reveille: office-hours start: 1 failed on ali-prod',
      Message: expect.stringMatching(
        /^Gone: 1 rejected\n +meaning +it has gone away\n +to do +fetch it back\n +message +not found\n +off +\[request R\]$/m,
      ),
    });
  });

  it('tells when the job was due, in the zone of its schedule', async () => {
    const { calls } = await delivering(everything);
    expect(calls.at(-1)?.input.Message).toContain(', due Mon 2026-11-23 08:30 Asia/Shanghai (2026-11-23T00:30:00Z)\n');
  });

  it('writes a record of every verdict with job, account and region', async () => {
    const { records } = await delivering(everything);
    const where = { job: batch.job, account: 'ali-prod', region: 'cn-hangzhou' };
    expect(records).toEqual([
      { ...where, instanceId: 'on', verdict: 'already', code: null, message: null, requestId: null, attempts: 0 },
      { ...where, instanceId: 'off', verdict: 'rejected', ...problem, attempts: 2 },
    ]);
  });

  it.each([
    { outcome: { ...nothing, verdicts: [good(anInstance('on'), 'confirmed')] }, steps: [], verdicts: 1 },
    { outcome: { ...nothing, followUps: [followUp] }, steps: [work], verdicts: 0 },
    { outcome: nothing, steps: [], verdicts: 0 },
  ])('sends nothing that there is not (%#)', async ({ outcome, ...expected }) => {
    const { steps, records } = await delivering(outcome);
    expect({ steps, verdicts: records.length }).toEqual(expected);
  });

  it('records what a find has turned into batches, after they were sent', async () => {
    const cut = { instances: ['later'], complete: false };
    const { steps, lines } = await delivering({ ...nothing, followUps: [followUp], cut }, undefined, find);
    const where = { job: find.job, account: 'ali-prod', region: 'cn-hangzhou' };
    expect(steps).toEqual([work]);
    expect(lines).toMatchObject([{ message: 'found', record: { ...where, selection: 'power=office-hours', ...cut } }]);
    const refused = await delivering({ ...nothing, followUps: [followUp], cut }, work, find);
    expect(refused.lines).toEqual([]);
  });

  it('sends a find that came to nothing as a letter that power can read, tells people and records it', async () => {
    const { verdicts } = settleFound(find, { ids: [], cursor: null, total: null }, later(1));
    const { steps, calls, records } = await delivering({ ...nothing, verdicts }, undefined, find);
    expect(steps).toEqual([letters, 'notice']);
    const [entry] = calls.slice(0, 1).flatMap(entriesOf);
    expect(workMessage.parse(JSON.parse(entry?.MessageBody ?? ''))).toMatchObject({
      phase: 'find',
      deadline: null,
      failures: [{ instanceId: 'power=office-hours', code: 'Reveille.NoMatch' }],
    });
    expect(calls.at(-1)?.input.Message).toContain('Reveille.NoMatch: 1 rejected');
    expect(records).toMatchObject([{ instanceId: 'power=office-hours', verdict: 'rejected', attempts: 0 }]);
  });

  it('sends no second notice of an account whose refusal was told, but every letter', async () => {
    const outcome = {
      ...nothing,
      verdicts: [rejected(anInstance('off'), problem)],
      accountFailure: { ...failing('account'), ...problem },
    };
    expect((await delivering(outcome)).steps).toEqual([letters, 'notice']);
    expect((await delivering(outcome, undefined, { ...batch, told: problem.code })).steps).toEqual([letters]);
  });
});
