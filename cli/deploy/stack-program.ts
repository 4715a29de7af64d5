import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds Reveille's own code. */
export const projectRoot: string = fileURLToPath(new URL('../..', import.meta.url));

/** The program that `cdk` runs, in the language that this file is in: a built package has JavaScript. */
export const stackProgram: string = fileURLToPath(new URL(`../../infra/app${extname(import.meta.url)}`, import.meta.url));
