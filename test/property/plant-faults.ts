import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PlantedFault, plantedFaults } from './planted-faults.ts';
import { plantedAlertFaults } from './restarts/planted-alert-faults.ts';

// Plants each fault in a copy of the source, one at a time, and says after how many histories the
// model tells of it: node test/property/plant-faults.ts [most histories] [words of a fault]. Ends
// with 1 when one is not caught.

const root = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'reveille-planted-'));

/** How many histories it takes and the promise that is broken; null when none of them tells. */
function caught({ file, text, instead }: PlantedFault, model: string, most: number): { histories: number; told: string } | null {
  const whole = readFileSync(join(root, file), 'utf8');
  if (!whole.includes(text)) throw new Error(`${file} does not have the text ${text}`);
  // A function, so that a dollar sign in the text is none of replace's own.
  writeFileSync(
    join(copy, file),
    whole.replace(text, () => instead),
  );
  const hunt = [join(copy, 'test/property', model), String(most)];
  const answer: unknown = JSON.parse(execFileSync(process.execPath, hunt, { encoding: 'utf8', cwd: copy }));
  writeFileSync(join(copy, file), whole);
  return answer as ReturnType<typeof caught>;
}

try {
  for (const part of ['shared', 'functions', 'test/property', 'test/support', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const all = [
    ...plantedFaults.map((fault) => ({ fault, model: 'hunt-fault.ts' })),
    ...plantedAlertFaults.map((fault) => ({ fault, model: 'restarts/hunt-alert-fault.ts' })),
  ];
  for (const { fault, model } of all.filter((each) => each.fault.what.includes(process.argv[3] ?? ''))) {
    const found = caught(fault, model, Number(process.argv[2] ?? 60_000));
    if (found === null) process.exitCode = 1;
    const after = found === null ? 'not caught' : `${found.histories}`;
    process.stdout.write(`${after.padStart(10)}  ${fault.what}: ${found?.told ?? 'nothing is told'}\n`);
  }
} finally {
  rmSync(copy, { recursive: true });
}
