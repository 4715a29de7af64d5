import { neverFires, parseCron } from '../../schedule/aws-cron.ts';
import { CronError } from '../../schedule/cron-field.ts';
import { quote } from '../../text/describe-value.ts';
import type { Reading } from '../../text/reading.ts';

/**
 * Reads a cron expression; the value is its normal spelling (upper case, single blanks), which is
 * what EventBridge is given.
 */
export function readCron(text: string): Reading<string> {
  try {
    const cron = parseCron(text);
    if (!neverFires(cron)) return { value: cron.expression };
    return { problem: `${quote(text)} never fires`, fix: 'write a day that exists in one of its months' };
  } catch (error) {
    if (error instanceof CronError) return error;
    throw error;
  }
}

/**
 * Reads a Secrets Manager name: ASCII letters, digits and /_+=.@-, at most 512 (API reference,
 * CreateSecret).
 */
export function readSecretName(text: string): Reading<string> {
  if (/^[\w/+=.@-]{1,512}$/.test(text)) return { value: text };
  const fix = text.startsWith('arn:') ? "write the secret's name instead of its ARN" : 'use only letters, digits and /_+=.@-';
  return { problem: `${quote(text)} is not a secret name`, fix };
}

/**
 * Reads the ARN of a KMS key. An alias is refused, because an IAM policy matches keys by their own
 * ARN only (KMS developer guide, "Key ARN").
 */
export function readKmsKey(text: string): Reading<string> {
  if (/^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(text)) return { value: text };
  const fix = 'write an ARN such as arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  return { problem: `${quote(text)} is not the ARN of a KMS key`, fix };
}

/** Reads the path of a file on this machine. */
export function readPath(text: string): Reading<string> {
  if (/^[a-z][a-z0-9+]+:\/\//i.test(text)) {
    return { problem: `${quote(text)} is an address`, fix: 'download the file, and write the path where you saved it' };
  }
  if (isPlainLine(text) && text !== '') return { value: text };
  return { problem: `${quote(text)} is not a path`, fix: 'write the path of a file beside this one, such as sg-2027.ics' };
}

/**
 * Reads an instance id: any text without spaces and control characters, because the three
 * providers share no pattern.
 */
export function readInstanceId(text: string): Reading<string> {
  if (text === '') return { problem: 'is empty', fix: 'write the id that the console shows' };
  if (/^[^\s\p{C}]+$/u.test(text)) return { value: text };
  return {
    problem: `${quote(text)} has spaces or control characters`,
    fix: 'write the id that the console shows, one per entry',
  };
}

/** True for what a tag's key may be: one line that is not empty and has no spaces at its ends. */
export function isTagKey(text: string): boolean {
  return text !== '' && isPlainLine(text);
}

/**
 * Reads the value of a tag: one line without spaces at its ends, which no console keeps. It may be
 * empty.
 */
export function readTagValue(text: string): Reading<string> {
  if (isPlainLine(text)) return { value: text };
  return {
    problem: `${quote(text)} starts or ends with a space, or has control characters`,
    fix: 'write the value that the console shows',
  };
}

/** True for what a label of an alert may be called: one line, as a tag's key is. */
export function isLabelName(text: string): boolean {
  return isTagKey(text) && text.length <= longestLabel;
}

/**
 * Reads the value of a label: one line that is not empty. A longer value than this is left out of
 * an alert when it comes in, so it could never match.
 */
export function readLabelValue(text: string): Reading<string> {
  if (isLabelName(text)) return { value: text };
  return { problem: `${quote(text)} cannot be the value of a label`, fix: 'write the value that the source sends, on one line' };
}

/** Reads the name of a label. */
export function readLabelName(text: string): Reading<string> {
  if (isLabelName(text)) return { value: text };
  return {
    problem: `${quote(text)} cannot be the name of a label`,
    fix: 'write the name that the source sends, such as instance_id',
  };
}

/** A reader of alerts keeps no longer value of a label (shared/sources/hearing.ts). */
const longestLabel = 1_024;

/** Reads the id of a Zenlayer resource group. */
export function readResourceGroup(text: string): Reading<string> {
  if (/^[^\s\p{C}]+$/u.test(text)) return { value: text };
  return { problem: `${quote(text)} is not the id of a resource group`, fix: 'write the id that the console shows' };
}

/**
 * Reads an address that SNS can send mail to: one @, no blanks, a dotted domain. Whether the
 * address exists is known only when SNS asks it to confirm.
 */
export function readEmail(text: string): Reading<string> {
  if (/^[^\s@\p{C},;<>"]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/iu.test(text) && text.length <= 254) return { value: text };
  return { problem: `${quote(text)} is not an email address`, fix: 'write an address such as ops@example.com' };
}

/**
 * Reads why an exception was made: one line of at most 100 characters, because plans, logs and
 * reports show it.
 */
export function readReason(text: string): Reading<string> {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= 100 && isPlainLine(trimmed)) return { value: trimmed };
  return { problem: `${quote(text)} is not a reason`, fix: 'write one line of at most 100 characters, or delete it' };
}

function isPlainLine(text: string): boolean {
  return text === text.trim() && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text);
}
