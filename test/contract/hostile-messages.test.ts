import { describe, expect, it } from 'vitest';
import { powerFunction } from '../../functions/power/app.ts';
import { workMessage } from '../../shared/contract/work-message.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';
import { announcer } from '../../shared/lambda/announce.ts';
import { batchSender } from '../../shared/lambda/batch-sender.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { powerDeps } from '../functions/power/scripted-provider.ts';
import { aBatch, aFind, anInstance, at, due, instancesOf } from '../support/a-batch.ts';
import { anAwsEndpoint, entriesOf } from '../support/aws-endpoint.ts';
import { hostileTexts, isSendable, placesOfTexts, withText } from '../support/hostile-texts.ts';
import { lambdaContext, sqsEvent, sqsRecord } from '../support/lambda-invocation.ts';
import { noMemory, noRecorder } from '../support/no-memory.ts';
import { outputLines } from '../support/output-lines.ts';
import { aProvider } from '../support/providers/a-provider.ts';
import { richAnswers } from '../support/providers/rich-answers.ts';
import { serve } from '../support/scripted-server.ts';

type AnswerName = keyof (typeof richAnswers)[ProviderName]['answers'];

/**
 * The real power function of one provider, its client on a socket, and an AWS that takes what SQS
 * and SNS take. `answers` is what the provider says, by what it was asked.
 */
async function aPower(name: ProviderName) {
  const { phrasing, answerTo, status, answers } = richAnswers[name];
  const said = { answers: { ...answers } as Record<AnswerName, unknown>, isFind: false, isRefused: false };
  const server = await serve((response, request) => {
    const asked = said.isRefused ? 'refusal' : answerTo(request, said.isFind);
    const code = asked === 'refusal' ? status.refusal : asked === 'dryRun' ? status.dryRun : 200;
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(said.answers[asked]));
  });
  const { credentials, region } = phrasing;
  const { provider } = aProvider(name, { origin: server.origin, credentials, region });
  const aws = await anAwsEndpoint();
  const accounts = { 'ali-prod': { provider: name, secret: 's', endpoint: server.origin } } as const;
  const { deps } = powerDeps(provider, { accounts, readSecret: async () => credentials });
  const lines = outputLines() as Record<string, unknown>[];
  const topic = 'arn:aws:sns:eu-central-1:000000000000:alerts';
  const handler = powerFunction(deps, {
    provider: name,
    explain: provider.explain,
    memory: noMemory,
    recorder: noRecorder,
    workQueueUrl: aws.queueUrl('work'),
    deadLetterQueueUrl: aws.queueUrl('letters'),
    schedules: {},
    send: batchSender(aws.sqs),
    announce: announcer(aws.sns, topic),
    telemetry: telemetryOf('power'),
  });
  /**
   * Carries a message out. Returns every text that left the function, and the ids that have an end
   * or go on.
   */
  const carryOut = async (message: WorkMessage) => {
    aws.calls.length = 0;
    lines.length = 0;
    said.isFind = message.phase === 'find';
    await handler(sqsEvent(sqsRecord(message, { sentAt: due })), lambdaContext());
    const bodies = aws.calls.flatMap((call) => {
      return call.action === 'Publish' ? [String(call.input.Message)] : entriesOf(call).map(({ MessageBody }) => MessageBody);
    });
    const work = aws.calls.filter(({ input }) => String(input.QueueUrl).endsWith('/work')).flatMap(entriesOf);
    const going = work.flatMap(({ MessageBody }) => instancesOf(workMessage.parse(JSON.parse(MessageBody)))).map(({ id }) => id);
    const ended = lines.flatMap(({ record }) => (record ? [(record as { instanceId: string }).instanceId] : []));
    return { texts: [...bodies, ...lines.map((line) => JSON.stringify(line))], settled: [...going, ...ended].sort(), work };
  };
  return { said, carryOut, ids: [phrasing.id(0), phrasing.id(1), phrasing.id(2)], region };
}

const cases = providerNames.flatMap((name) =>
  (['look', 'page', 'dryRun', 'act', 'refusal'] as const)
    .filter((answer) => placesOfTexts(richAnswers[name].answers[answer]).length > 0)
    .map((answer) => ({ name, answer })),
);

describe.each(cases)('hostile texts in the $answer of $name', ({ name, answer }) => {
  it.each(hostileTexts)('$what: all that leaves is sendable, and no instance is lost', async ({ text }) => {
    const { said, carryOut, ids, region } = await aPower(name);
    const good = said.answers[answer];
    said.isRefused = answer === 'refusal';
    const started = ids.map((id) => anInstance(id, { acted: true, acceptedAt: at(-7_200) }));
    const confirming = aBatch(started, { region, phase: 'confirm' });
    const looksAgain = answer === 'look' || answer === 'refusal';
    const messages = answer === 'page' ? [aFind({ region })] : [aBatch(ids, { region }), ...(looksAgain ? [confirming] : [])];
    const places = placesOfTexts(good);
    // Sentences of ours quote several texts at once, so at last the text stands everywhere.
    const everywhere = places.reduce((body, place) => withText(body, place, text), good);
    for (const place of answer === 'refusal' ? [...places, ['everywhere']] : places) {
      said.answers[answer] = place[0] === 'everywhere' ? everywhere : withText(good, place, text);
      for (const message of messages) {
        const { texts, settled, work } = await carryOut(message);
        expect(
          texts
            .filter((each) => !isSendable(each) || (text.isWellFormed() && each.includes('\ufffd')))
            .map((each) => `${place.join('.')}: ${each.slice(0, 200)}`),
        ).toEqual([]);
        if (message.phase === 'find') expect(work.length + settled.length, place.join('.')).toBeGreaterThan(0);
        else expect(settled, place.join('.')).toEqual([...ids].sort());
      }
    }
  });
});
