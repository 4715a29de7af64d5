import { goals } from '../../shared/domain/goal.ts';
import {
  deadLetterQueueName,
  dispatchFunctionName,
  noticeTopicName,
  powerFunctionName,
  queueName,
} from '../../shared/domain/names.ts';
import { hasFailed, verdicts } from '../../shared/domain/verdict.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';
import { type Arrow, type Box, svgOf } from './drawing.ts';

// Readers see one provider's names with the part that differs in brackets.
const anyProvider = '<provider>';
const anyName = (nameOf: (provider: ProviderName) => string) => nameOf(providerNames[0]).replace(providerNames[0], anyProvider);

const boxes: readonly Box[] = [
  {
    ...{ x: 20, y: 56, width: 158, height: 88, look: 'step' },
    title: 'Scheduler rule',
    lines: ['one per transition:', '08:30, workdays,', 'Asia/Shanghai'],
  },
  { x: 216, y: 68, width: 122, height: 64, look: 'queue', title: 'jobs queue', name: queueName('jobs'), lines: ['job'] },
  {
    ...{ x: 376, y: 56, width: 186, height: 88, look: 'step' },
    title: 'dispatch',
    name: dispatchFunctionName,
    lines: ['decides by the calendar,', 'cuts the job into batches'],
  },
  {
    ...{ x: 600, y: 68, width: 160, height: 64, look: 'queue' },
    title: 'work queue',
    name: anyName(queueName),
    lines: ['batch of at most 100'],
  },
  {
    ...{ x: 540, y: 190, width: 220, height: 104, look: 'step' },
    title: 'power',
    name: anyName(powerFunctionName),
    lines: ['act: look, then start or stop', `confirm: look again until ${goals.start.reached},`, `or ${goals.stop.reached}`],
  },
  {
    ...{ x: 216, y: 190, width: 180, height: 104, look: 'step' },
    title: 'the provider',
    lines: providerNames.map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`),
  },
  {
    ...{ x: 20, y: 346, width: 216, height: 80, look: 'good' },
    title: verdicts.filter((verdict) => !hasFailed({ verdict })).join(' · '),
    lines: ['a verdict for every instance,', 'as a line in the log'],
  },
  {
    ...{ x: 274, y: 346, width: 200, height: 80, look: 'step' },
    title: 'notice by mail',
    name: noticeTopicName,
    lines: ['what failed, what it means,', 'what to do'],
  },
  {
    ...{ x: 526, y: 346, width: 234, height: 80, look: 'bad' },
    title: `dead letter: ${verdicts.filter((verdict) => hasFailed({ verdict })).join(' · ')}`,
    name: anyName(deadLetterQueueName),
    lines: ['only the instances that failed'],
  },
];

const arrows: readonly Arrow[] = [
  { path: 'M178 100 L212 100', look: 'way' },
  { path: 'M338 100 L372 100', look: 'way' },
  { path: 'M562 100 L596 100', look: 'way' },
  { path: 'M650 132 L650 186', look: 'way' },
  { path: 'M690 190 L690 136', look: 'later', label: { x: 698, y: 166, text: 'again later' } },
  { path: 'M540 222 L400 222', look: 'way', label: { x: 412, y: 215, text: 'look, start, stop' } },
  { path: 'M396 262 L536 262', look: 'way', label: { x: 412, y: 279, text: 'what is seen' } },
  { path: 'M560 294 L560 320 L128 320 L128 342', look: 'way', label: { x: 138, y: 314, text: 'verdicts' } },
  { path: 'M374 320 L374 342', look: 'bad' },
  { path: 'M643 294 L643 342', look: 'bad', label: { x: 651, y: 324, text: 'failed' } },
  { path: 'M526 386 L478 386', look: 'bad', label: { x: 486, y: 379, text: 'alarm' } },
  { path: 'M760 386 L782 386 L782 100 L764 100', look: 'later' },
];

/**
 * How a job flows, from the rule to the verdicts, as an SVG: the picture of the README,
 * docs/flow.svg.
 */
export function flowPicture(): string {
  return svgOf({
    ...{ width: 800, height: 446, boxes, arrows },
    title:
      'How a job flows: a rule fires, dispatch cuts the job into batches, power starts or stops and looks, and each instance gets a verdict',
    texts: [
      { x: 20, y: 34, look: 'heading', text: 'From 08:30 to a verdict for every machine' },
      { x: 784, y: 34, look: 'back', text: 'redrive: the way back when the cause is fixed' },
    ],
  });
}
