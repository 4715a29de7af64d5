import { providerFacts } from '../../shared/contract/provider-facts.ts';
import { failures } from '../../shared/domain/failure-table.ts';
import { ownCodes } from '../../shared/domain/own-codes.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';
import { type CodeRow, type CodeTable, statusFallback } from '../../shared/providers/classify.ts';
import { codesOf } from '../../shared/providers/registry.ts';

/**
 * What every error code means, what Reveille does about it and what a person does: the text of
 * docs/providers.md, from the tables it runs by.
 */
export function providersPage(): string {
  const names = providerNames.map((name) => `[${providerFacts[name].title}](#${anchor(providerFacts[name].title)})`);
  return [
    '# Error codes',
    '',
    'Written by `npm run -s docs` from the tables that Reveille runs by (`shared/providers/*/codes.ts`,',
    '`shared/domain/failure-table.ts`, `shared/domain/own-codes.ts`): change those, not this page.',
    '',
    `${names.join(' · ')} · [codes of our own](#codes-of-our-own)`,
    '',
    'You have something to do when Reveille has given up: a notice has come, and the machines are in a',
    'dead letter. *Redrive* means: send the dead letter back to work, as the [runbook](runbook.md) says.',
    'In an `AllTogether` batch the neighbours do not go on: all are acted on, or none.',
    '',
    'A code that comes while the instances of a target are looked up by their tags is about the whole',
    'target. Where Reveille would give up an instance or a batch, it gives up the target in this job.',
    'Where it would try again, it tries until the deadline.',
    '',
    ...providerNames.flatMap(providerSection),
    ...ownSection(),
    '',
  ].join('\n');
}

function providerSection(name: ProviderName): string[] {
  const { title } = providerFacts[name];
  const codes = codesOf(name);
  const exact = Object.entries(codes.exact).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    `## ${title}`,
    '',
    ...codeTable(exact.map(([code, row]) => [[code], row])),
    '',
    ...sayingsOf(title, codes),
    `### ${title}: families of codes`,
    '',
    'For a code that has no row above, the first of these that fits; `*` stands for any characters.',
    '',
    ...codeTable(codes.families.map((family) => [family.match, family])),
    '',
    `### ${title}: any other code`,
    '',
    'The HTTP status decides. The verdict carries the code as it came, and the notice asks you to report',
    'it with its request id.',
    '',
    ...table(
      ['HTTP status', 'what Reveille does', 'what you do'],
      statusFallback.map(({ from, to, kind }) => [
        statuses(from, to),
        failures[kind].does,
        `${failures[kind].advice}; report the code`,
      ]),
    ),
    '',
  ];
}

function sayingsOf(title: string, { sayings = [] }: CodeTable): string[] {
  if (sayings.length === 0) return [];
  return [
    `### ${title}: codes that a message decides`,
    '',
    ...sayings.flatMap(({ saysInWords, ...saying }) => [
      `With \`${saysInWords}\` in its message, such a code means what stands here.`,
      '',
      ...codeTable([[saying.match, saying]]),
      '',
    ]),
  ];
}

function codeTable(rows: readonly (readonly [codes: readonly string[], row: CodeRow])[]): string[] {
  return table(
    ['code', 'meaning', 'what Reveille does', 'what you do'],
    rows.map(([codes, { kind, meaning, advice }]) => [
      quoted(codes),
      meaning,
      failures[kind].does,
      advice ?? failures[kind].advice,
    ]),
  );
}

function ownSection(): string[] {
  return [
    '## Codes of our own',
    '',
    'What Reveille itself says of an instance, where no answer of the provider decided.',
    '',
    ...table(
      ['code', 'meaning', 'what you do'],
      Object.entries(ownCodes).map(([code, { meaning, advice }]) => [quoted([code]), meaning, advice]),
    ),
  ];
}

function quoted(codes: readonly string[]): string {
  return codes.map((code) => `\`${code}\``).join(', ');
}

function statuses(from: number, to: number): string {
  if (from === to) return String(from);
  return to < 999 ? `${from} to ${to}` : 'any other';
}

function anchor(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
