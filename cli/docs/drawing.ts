/**
 * A box with a title, a resource name in monospace (or none) and lines below; `x`, `y`, `width`,
 * `height` in pixels.
 */
export interface Box {
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
export interface Arrow {
  readonly path: string;
  readonly look: 'way' | 'bad' | 'later';
  readonly label?: { readonly x: number; readonly y: number; readonly text: string };
}

/** A line of text; `look` is its class in the style. */
interface Text {
  readonly x: number;
  readonly y: number;
  readonly look: string;
  readonly text: string;
}

/** What a picture shows. `title` is for people who cannot see the picture. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly texts: readonly Text[];
}

/** A drawing as an SVG with a final newline, for light and dark pages. */
export function svgOf({ width, height, title, boxes, arrows, texts }: Drawing): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `  <title id="title">${title}</title>`,
    `  <style>${style}</style>`,
    '  <defs>',
    ...['way', 'bad', 'later'].map(
      (look) =>
        `    <marker id="${look}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head ${look}" d="M0 0 L8 4 L0 8 z"/></marker>`,
    ),
    '  </defs>',
    `  <rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    ...arrows.flatMap(arrowLines),
    ...texts.map(textLine),
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
    ...rows.map((row, at) => textLine({ ...row, look: `${row.look} middle`, x: x + width / 2, y: first + at * step })),
  ];
}

function arrowLines({ path, look, label }: Arrow): string[] {
  const line = `  <path class="arrow ${look}" d="${path}" marker-end="url(#${look})"/>`;
  return label === undefined ? [line] : [line, textLine({ ...label, look: 'label' })];
}

function textLine({ x, y, look, text }: Text): string {
  return `  <text class="${look}" x="${x}" y="${y}">${text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</text>`;
}

// A page with its own colour lies under everything, so that the text can be read on any
// background.
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
