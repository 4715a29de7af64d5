import type { Correction } from './correction.ts';
import { eastAsia } from './east-asia.ts';
import { europeAndAmericas } from './europe-and-americas.ts';
import { indochina } from './indochina.ts';
import { southAndWestAsia } from './south-and-west-asia.ts';
import { southEastAsia } from './south-east-asia.ts';

/** Every correction of the library. */
export const corrections: readonly Correction[] = [
  ...eastAsia,
  ...southEastAsia,
  ...indochina,
  ...southAndWestAsia,
  ...europeAndAmericas,
];
