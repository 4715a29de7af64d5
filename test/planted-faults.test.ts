import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plantedFaults } from './property/planted-faults.ts';
import { plantedAlertFaults } from './property/restarts/planted-alert-faults.ts';

it.each([...plantedFaults, ...plantedAlertFaults])('the fault "$what" has a place in the source', ({ file, text }) => {
  expect(readFileSync(join(import.meta.dirname, '..', file), 'utf8').split(text)).toHaveLength(2);
});
