import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

const entries = z.array(z.looseObject({ Id: z.string(), MessageBody: z.string() }));
const sent = z.looseObject({ MessageId: z.string() });
const sentBatch = z.looseObject({ Successful: z.optional(z.array(z.looseObject({ Id: z.string(), MessageId: z.string() }))) });
const attributes = z.record(z.string(), z.string());
const message = z.looseObject({ MessageId: z.string(), Attributes: z.optional(attributes) });
const received = z.looseObject({ Messages: z.optional(z.array(message)) });
const traced = z.object({ AWSTraceHeader: z.object({ StringValue: z.string() }) });

type Input = Readonly<Record<string, unknown>>;

/**
 * What fauxqs lacks of one message: the whole body, where fauxqs has a stand-in, and attributes.
 */
interface Parts {
  readonly body: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A character that is two halves in JavaScript: 𠮷, or an emoji. */
const ofTwoHalves = /[\u{10000}-\u{10ffff}]/u;
// As long in UTF-8 as the character it stands for, so that every limit of size holds.
const sameLength = '????';

/**
 * Keeps what fauxqs does not, and gives it back with each answer: the group of a message, for fair
 * queues; the trace header of who sent it; and a body with characters from #x10000 on. SQS takes
 * these (SQS API reference, SendMessage), and fauxqs refuses them, so fauxqs gets a body of the
 * same length instead. Fairness itself, the order in which AWS hands out messages of noisy groups,
 * is not imitated.
 */
export class KeptParts {
  readonly #of = new Map<string, Parts>();

  /** The input of a call as fauxqs takes it. */
  standIn(input: Input): Input {
    const { MessageBody, Entries } = input;
    if (typeof MessageBody === 'string') return { ...input, MessageBody: standIn(MessageBody) };
    const batch = entries.safeParse(Entries);
    if (!batch.success) return input;
    return { ...input, Entries: batch.data.map((entry) => ({ ...entry, MessageBody: standIn(entry.MessageBody) })) };
  }

  /** The answer of SQS in the place of that of fauxqs to a call with this input. */
  answer(action: string, input: Input, answer: unknown): unknown {
    if (action === 'SendMessage') return this.#keep(sent.parse(answer), input);
    if (action === 'SendMessageBatch') {
      const { Successful = [], ...others } = sentBatch.parse(answer);
      const inputs = new Map(entries.parse(input.Entries).map((entry) => [entry.Id, entry]));
      return { ...others, Successful: Successful.map((row) => this.#keep(row, inputs.get(row.Id) ?? {})) };
    }
    if (action !== 'ReceiveMessage') return answer;
    const { Messages, ...others } = received.parse(answer);
    return Messages === undefined ? answer : { ...others, Messages: Messages.map((each) => this.#restored(each, input)) };
  }

  /** The whole body of a message that lies in fauxqs with this body. */
  bodyOf(messageId: string, body: string): string {
    return this.#of.get(messageId)?.body ?? body;
  }

  #keep<T extends { readonly MessageId: string }>(row: T, input: Input): T {
    const { MessageBody, MessageGroupId, MessageSystemAttributes } = input;
    const body = typeof MessageBody === 'string' && ofTwoHalves.test(MessageBody) ? MessageBody : null;
    const trace = traced.safeParse(MessageSystemAttributes).data?.AWSTraceHeader.StringValue;
    const group = typeof MessageGroupId === 'string' ? { MessageGroupId } : {};
    this.#of.set(row.MessageId, { body, attributes: trace === undefined ? group : { ...group, AWSTraceHeader: trace } });
    return body === null ? row : { ...row, MD5OfMessageBody: md5Of(body) };
  }

  #restored(each: z.infer<typeof message>, request: Input): object {
    const parts = this.#of.get(each.MessageId);
    if (parts === undefined) return each;
    const asked = [request.MessageSystemAttributeNames, request.AttributeNames].flat();
    const wanted = Object.entries(parts.attributes).filter(([name]) => asked.includes('All') || asked.includes(name));
    const body = parts.body === null ? {} : { Body: parts.body, MD5OfBody: md5Of(parts.body) };
    return {
      ...each,
      ...(wanted.length === 0 ? {} : { Attributes: { ...each.Attributes, ...Object.fromEntries(wanted) } }),
      ...body,
    };
  }
}

function standIn(body: string): string {
  return body.replace(new RegExp(ofTwoHalves, 'gu'), sameLength);
}

function md5Of(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
