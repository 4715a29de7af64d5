import { ServiceError } from '../gateway/service-error.ts';

const groupPattern = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;

// With the flag u, a half without its other half is a character of its own, and is refused.
const refusedCharacter = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * True when a text has only characters that a message may have (SQS API reference, SendMessage).
 */
export function hasAllowedCharacters(text: string): boolean {
  return !refusedCharacter.test(text);
}

/**
 * The limits of SendMessage that fauxqs does not hold: the characters of the body and of
 * attributes, a delay of 0 to 900 s, at most 10 message attributes, the characters of a message
 * group (SQS API reference, SendMessage). Throws {@link ServiceError} `InvalidMessageContents` or
 * `InvalidParameterValue`.
 */
export function checkMessage(message: Readonly<Record<string, unknown>>): void {
  for (const text of [message.MessageBody, ...attributeTexts(message.MessageAttributes)]) {
    if (typeof text === 'string' && !hasAllowedCharacters(text))
      throw new ServiceError('InvalidMessageContents', allowedCharacters);
  }
  const delay = message.DelaySeconds;
  if (delay !== undefined && !(typeof delay === 'number' && Number.isInteger(delay) && delay >= 0 && delay <= 900)) {
    throw invalid(`Value ${String(delay)} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`);
  }
  const attributes = Object.keys((message.MessageAttributes as object | undefined) ?? {}).length;
  if (attributes > 10) throw invalid(`Number of message attributes [${attributes}] exceeds the allowed maximum [10].`);
  const group = message.MessageGroupId;
  if (group !== undefined && !(typeof group === 'string' && groupPattern.test(group))) {
    throw invalid(
      `Value ${String(group)} for parameter MessageGroupId is invalid. Reason: 1 to 128 alphanumeric or punctuation characters.`,
    );
  }
}

const allowedCharacters =
  'Invalid characters found. Valid unicode characters are ' +
  '#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.';

function attributeTexts(attributes: unknown): unknown[] {
  return Object.values(attributes ?? {}).map((attribute) => (attribute as { readonly StringValue?: unknown }).StringValue);
}

function invalid(reason: string): ServiceError {
  return new ServiceError('InvalidParameterValue', reason);
}
