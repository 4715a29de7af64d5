import { ServiceError } from './service-error.ts';

const groupPattern = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;

/**
 * The limits of SendMessage that fauxqs does not hold: a delay of 0 to 900 s, at most 10 message attributes, the characters of a
 * message group (SQS API reference, SendMessage). Throws {@link ServiceError} `InvalidParameterValue`.
 */
export function checkMessage(message: Readonly<Record<string, unknown>>): void {
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

function invalid(reason: string): ServiceError {
  return new ServiceError('InvalidParameterValue', reason);
}
