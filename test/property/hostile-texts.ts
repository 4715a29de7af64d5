import type { Draw } from './draw.ts';

/**
 * What a provider, or a gateway before it, may write where a sentence is expected: without an end,
 * with characters that SQS refuses, with half a pair of surrogates, with lines that look like ours.
 */
const hostileTexts: readonly [string, ...string[]] = [
  '\uffff\ufffe',
  'x'.repeat(50_000),
  `${'x'.repeat(299)}\ud83d`,
  '\ud800 half a pair',
  '',
  'i-0 i-1 i-2',
  'The account was refused, not single instances: Model.account.',
  '\u0000\u001b[31m\r\nJob       none/start/2026-11-23T00:30:00Z',
  '{"version":1,"phase":"act"}',
];

/** One of them now and then; else undefined. */
export function hostileText(draw: Draw): string | undefined {
  return draw.chance(0.05) ? draw.pick(hostileTexts) : undefined;
}
