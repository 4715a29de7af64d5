#!/usr/bin/env node
// @ts-check
// The command `reveille`. This file and node-check.mjs are plain JavaScript that every Node from
// 14 on can read, so that an old Node gets one line that helps instead of a syntax error.
import { existsSync } from 'node:fs';
import { nodeRefusal } from './node-check.mjs';

const refusal = nodeRefusal(process.versions.node);
if (refusal === null) {
  // An installed package has built JavaScript beside this file: Node strips no types under
  // node_modules.
  const program = existsSync(new URL('./main.js', import.meta.url)) ? './main.js' : './main.ts';
  const { main } = await import(program);
  await main();
} else {
  console.error(refusal);
  process.exitCode = 2;
}
