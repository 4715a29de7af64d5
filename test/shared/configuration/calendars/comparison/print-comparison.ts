import { compare } from './compare.ts';
import { redundantCorrections } from './redundant-corrections.ts';
import { readSecondSource } from './second-source.ts';

// `npm run calendars`: how our holidays of 2026 to 2028 compare with the second source. Exits with 1
// when a difference is neither mended, explained nor unsure, or when a correction is not needed.
const counted = ['equal', 'mended', 'weekend', 'explained', 'unsure'] as const;
const compared = [...readSecondSource()].map(([code, second]) => compare(code, second));
process.stdout.write(
  `${['territory', ...counted]
    .map((head) => head.padEnd(10))
    .join('')
    .trimEnd()}\n`,
);
for (const row of compared) {
  process.stdout.write(
    `${[row.code, ...counted.map((kind) => row[kind])]
      .map((cell) => String(cell).padEnd(10))
      .join('')
      .trimEnd()}\n`,
  );
}
const totals = counted.map((kind) => `${compared.reduce((sum, row) => sum + row[kind], 0)} ${kind}`);
process.stdout.write(`\n${compared.length} territories: ${totals.join(', ')}\n`);
const unexplained = compared.flatMap((row) => row.unexplained);
const redundant = redundantCorrections();
for (const line of unexplained) process.stdout.write(`not explained: ${line}\n`);
for (const line of redundant) process.stdout.write(`not needed, the library is right by itself: ${line}\n`);
process.exitCode = unexplained.length + redundant.length > 0 ? 1 : 0;
