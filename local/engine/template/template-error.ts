/**
 * A template that the local engine cannot run as it is: the message says which resource or path,
 * and why.
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
