#!/usr/bin/env node
// @ts-check
// The command `reveille`. This file and node-check.mjs are plain JavaScript that every Node from
// 14 on can read, so that an old Node gets one line that helps instead of a syntax error.
import { nodeRefusal } from './node-check.mjs';

const refusal = nodeRefusal(process.versions.node);
if (refusal === null) {
  // Node strips no types under node_modules, so an installed package runs what is built from it.
  const installed = import.meta.url.includes('/node_modules/');
  const { main } = installed ? await (await import('./package/build.mjs')).importBuilt('cli/main.js') : await import('./main.ts');
  await main();
} else {
  console.error(refusal);
  process.exitCode = 2;
}
