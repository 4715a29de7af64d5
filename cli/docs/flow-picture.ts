import { goals } from '../../shared/domain/goal.ts';
import {
  deadLetterQueueName,
  dispatchFunctionName,
  noticeTopicName,
  powerFunctionName,
  queueName,
} from '../../shared/domain/names.ts';
import { hasFailed, type Verdict, verdicts } from '../../shared/domain/verdict.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';

/**
 * A box with a title, a resource name in monospace (or none) and lines below; `x`, `y`, `width`,
 * `height` in pixels.
 */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly look: 'step' | 'queue' | 'good' | 'bad';
  readonly title: string;
  readonly name?: string;
  readonly lines: readonly string[];
}

/** An arrow along points, `M x y L x y …`, with a label at a place of its own (or none). */
interface Arrow {
  readonly path: string;
  readonly look: 'way' | 'bad' | 'later';
  readonly label?: { readonly x: number; readonly y: number; readonly text: string };
}

const width = 800;
const height = 446;

// Readers see one provider's names with the part that differs in brackets.
const anyProvider = '<provider>';
const anyName = (nameOf: (provider: ProviderName) => string) => nameOf(providerNames[0]).replace(providerNames[0], anyProvider);
const isFailure = (verdict: Verdict) => hasFailed({ verdict });

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
    title: verdicts.filter((verdict) => !isFailure(verdict)).join(' · '),
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
    title: `dead letter: ${verdicts.filter(isFailure).join(' · ')}`,
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
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    '  <title id="title">How a job flows: a rule fires, dispatch cuts the job into batches, power starts or stops and looks, and each instance gets a verdict</title>',
    `  <style>${style}</style>`,
    '  <defs>',
    ...['way', 'bad', 'later'].map(
      (look) =>
        `    <marker id="${look}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head ${look}" d="M0 0 L8 4 L0 8 z"/></marker>`,
    ),
    '  </defs>',
    `  <rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    ...arrows.flatMap(arrowLines),
    text({ x: 20, y: 34, look: 'heading', text: 'From 08:30 to a verdict for every machine' }),
    text({ x: 784, y: 34, look: 'back', text: 'redrive: the way back when the cause is fixed' }),
    ...boxes.flatMap(boxLines),
    '</svg>',
    '',
  ].join('\n');
}

function boxLines({ x, y, width, height, look, title, name, lines }: Box): string[] {
  const rows = [
    { look: 'title', text: title },
    ...(name === undefined ? [] : [{ look: 'name', text: name }]),
    ...lines.map((line) => ({ look: 'line', text: line })),
  ];
  const step = 17;
  const first = y + (height - step * rows.length) / 2 + 12.5;
  return [
    `  <rect class="box ${look}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${look === 'queue' ? 20 : 8}"/>`,
    ...rows.map((row, at) => text({ ...row, look: `${row.look} middle`, x: x + width / 2, y: first + at * step })),
  ];
}

function arrowLines({ path, look, label }: Arrow): string[] {
  const line = `  <path class="arrow ${look}" d="${path}" marker-end="url(#${look})"/>`;
  return label === undefined ? [line] : [line, text({ ...label, look: 'label' })];
}

function text({
  x,
  y,
  look,
  text,
}: {
  readonly x: number;
  readonly y: number;
  readonly look: string;
  readonly text: string;
}): string {
  return `  <text class="${look}" x="${x}" y="${y}">${text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</text>`;
}

// A page of its own colour under everything, so that the text can be read whatever lies behind the
// picture.
const style = `
    text { font: 12px system-ui, -apple-system, "Segoe UI", "Noto Sans", Arial, sans-serif; fill: #1f2328 }
    .heading { font-size: 15px; font-weight: 600 } .title { font-weight: 600 } .middle { text-anchor: middle }
    .name { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 11px }
    .label { font-size: 11px; fill: #59636e } .back { font-size: 11px; fill: #0969da; text-anchor: end }
    .page { fill: #ffffff; stroke: #d1d9e0 } .box { stroke-width: 1.2 }
    .step { fill: #f6f8fa; stroke: #8c959f } .queue { fill: #ddf4ff; stroke: #0969da }
    .good { fill: #dafbe1; stroke: #1a7f37 } .box.bad { fill: #ffebe9; stroke: #d1242f }
    .arrow { fill: none; stroke: #59636e; stroke-width: 1.4 } .head { fill: #59636e }
    .arrow.bad { stroke: #d1242f } .head.bad { fill: #d1242f }
    .arrow.later { stroke: #0969da; stroke-dasharray: 4 3 } .head.later { fill: #0969da }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } .label { fill: #9198a1 } .back { fill: #4493f8 } .page { fill: #0d1117; stroke: #3d444d }
      .step { fill: #151b23; stroke: #656c76 } .queue { fill: #0c2d6b; stroke: #4493f8 }
      .good { fill: #0f3d1f; stroke: #3fb950 } .box.bad { fill: #4b1113; stroke: #f85149 }
      .arrow { stroke: #9198a1 } .head { fill: #9198a1 } .arrow.bad { stroke: #f85149 } .head.bad { fill: #f85149 }
      .arrow.later { stroke: #4493f8 } .head.later { fill: #4493f8 }
    }
  `;
