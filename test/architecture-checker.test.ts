import { describe, expect, it } from 'vitest';
import { architectureFaults } from './architecture.ts';

describe('the checker finds', () => {
  it.each([
    ['a package in the domain', 'shared/domain/a.ts', "import * as z from 'zod/mini';", 'shared/domain may not import zod/mini'],
    [
      'a node: module in the domain',
      'shared/domain/a.ts',
      "import type { X } from 'node:fs';",
      'shared/domain may not import node:fs',
    ],
    ['an imported type', 'shared/domain/a.ts', "let x: import('yaml').Node;", 'shared/domain may not import yaml'],
    ['an import for its effect', 'shared/signing/a.ts', "import 'node:fs';", 'shared/signing may not import node:fs'],
    [
      'an import across lines',
      'shared/signing/a.ts',
      "import {\n  a,\n  b,\n} from 'node:os';",
      'shared/signing may not import node:os',
    ],
    [
      'a call of import',
      'shared/domain/a.ts',
      "await import('../contract/job.ts');",
      'shared/domain may not import ../contract/job.ts',
    ],
    ['a way up', 'shared/contract/a.ts', "import { b } from '../http/b.ts';", 'shared/contract may not import ../http/b.ts'],
    [
      'a type on the way up',
      'shared/contract/a.ts',
      "import type { B } from '../lambda/b.ts';",
      'shared/contract may not import ../lambda/b.ts',
    ],
    [
      'a re-export on the way up',
      'shared/http/a.ts',
      "export { b } from '../contract/b.ts';",
      'shared/http may not import ../contract/b.ts',
    ],
    [
      'a sibling provider',
      'shared/providers/alibaba/a.ts',
      "import { b } from '../tencent/b.ts';",
      'shared/providers/* may not import ../tencent/b.ts',
    ],
    [
      'the registry, from a provider',
      'shared/providers/alibaba/a.ts',
      "import { b } from '../registry.ts';",
      'shared/providers/* may not import ../registry.ts',
    ],
    [
      'a provider, from their interface',
      'shared/providers/provider.ts',
      "import { b } from './tencent/b.ts';",
      'shared/providers may not import ./tencent/b.ts',
    ],
    [
      'what reads the configuration file, from a function',
      'functions/dispatch/a.ts',
      "import { b } from '../../shared/configuration/configuration-file.ts';",
      'functions/* may not import ../../shared/configuration/configuration-file.ts',
    ],
    [
      'a room of the configuration, from what functions share',
      'shared/lambda/a.ts',
      "import { b } from '../configuration/calendars/b.ts';",
      'shared/lambda may not import ../configuration/calendars/b.ts',
    ],
    [
      'a package that no bundle may hold',
      'functions/power/a.ts',
      "import b from 'date-holidays';",
      'functions/* may not import date-holidays',
    ],
    [
      'the engine, from the stand-in clouds',
      'local/clouds/alibaba/a.ts',
      "import { b } from '../../engine/engine.ts';",
      'local/clouds/** may not import ../../engine/engine.ts',
    ],
    [
      'the stand-in clouds, from the engine',
      'local/engine/a.ts',
      "import { b } from '../clouds/clouds.ts';",
      'local/engine/** may not import ../clouds/clouds.ts',
    ],
    [
      'what only an operator needs, from a function',
      'functions/power/a.ts',
      "import { b } from '../../shared/history/report.ts';",
      'functions/* may not import ../../shared/history/report.ts',
    ],
    [
      'a sibling function',
      'functions/power/a.ts',
      "import { b } from '../dispatch/b.ts';",
      'functions/* may not import ../dispatch/b.ts',
    ],
    [
      'infrastructure, from a function',
      'functions/power/a.ts',
      "import { b } from '../../infra/stack.ts';",
      'functions/* may not import ../../infra/stack.ts',
    ],
    [
      'a function, from the stack',
      'infra/stack.ts',
      "import { b } from '../functions/power/app.ts';",
      'infra may not import ../functions/power/app.ts',
    ],
    [
      'the engine, from the stack',
      'infra/stack.ts',
      "import { b } from '../local/engine/engine.ts';",
      'infra may not import ../local/engine/engine.ts',
    ],
    [
      'providers, from the engine',
      'local/engine/x/a.ts',
      "import { b } from '../../../shared/providers/provider.ts';",
      'local/engine/** may not import ../../../shared/providers/provider.ts',
    ],
    [
      'a script, from shared',
      'shared/lambda/a.ts',
      "import { b } from '../../cli/b.ts';",
      'shared/lambda may not import ../../cli/b.ts',
    ],
    ['tests, from anything', 'cli/a.ts', "import { b } from '../test/b.ts';", 'cli/** may not import ../test/b.ts'],
    ['a folder without a row', 'shared/common/a.ts', '', 'its folder is in no row of the layers'],
    ['a file in a folder too deep', 'shared/domain/deep/a.ts', '', 'its folder is in no row of the layers'],
    ['the environment', 'shared/lambda/a.ts', 'const x = process.env.X;', 'reads process.env'],
    ['the environment taken apart', 'functions/power/app.ts', 'const { env } = process;', 'reads process.env'],
    ['the environment by another name', 'infra/stack.ts', "import { env } from 'node:process';", 'reads process.env'],
    ['the environment by its key', 'local/engine/lambda/a.ts', "const x = process['env'];", 'reads process.env'],
    ['a default export', 'shared/domain/a.ts', 'export default 1;', 'has a default export'],
    ['a renamed default export', 'shared/domain/a.ts', 'export { a as default };', 'has a default export'],
    ['an export of everything', 'shared/domain/a.ts', "export * from './b.ts';", 'exports *'],
    ['an export of every type', 'shared/domain/a.ts', "export type * from './b.ts';", 'exports *'],
    [
      'a file that imports itself',
      'shared/domain/a.ts',
      "import { a } from './a.ts';",
      'imports itself by way of shared/domain/a.ts',
    ],
  ])('%s', (_, path, text, fault) => {
    expect(architectureFaults([{ path, text }])).toEqual([`${path}: ${fault}`]);
  });

  it('a cycle of three files, once', () => {
    const files = ['ab', 'bc', 'ca'].map(([from, to]) => ({
      path: `cli/${from}.ts`,
      text: `import { ${to} } from './${to}.ts';`,
    }));
    expect(architectureFaults(files)).toEqual(['cli/a.ts: imports itself by way of cli/b.ts, cli/c.ts, cli/a.ts']);
  });

  it.each([
    ['a cycle of types', 'shared/domain/a.ts', "import type { A } from './a.ts';"],
    [
      'a comment about the environment',
      'shared/domain/a.ts',
      "// process.env is not read\n/* import 'x'; */ const url = 'https://a'; // import('y')",
    ],
    ['the environment where it belongs', 'functions/power/handler.ts', 'power(process.env);'],
    ['the environment inside a function process', 'local/engine/function-process/a.ts', 'process.env;'],
    ['the interface, from a provider', 'shared/providers/alibaba/a.ts', "import type { P } from '../provider.ts';"],
    ['a provider, from the registry', 'shared/providers/registry.ts', "import { a } from './alibaba/client.ts';"],
    ['the registry, from a function', 'functions/power/a.ts', "import { r } from '../../shared/providers/registry.ts';"],
    ['a construct, from the stack', 'infra/stack.ts', "import { a } from './constructs/a.ts';"],
    ['a path that is no import', 'infra/stack.ts', "const entry = new URL('../functions/power/handler.ts', import.meta.url);"],
    ['a neighbour below', 'local/engine/a.ts', "import { b } from './deep/er/b.ts';"],
  ])('no fault in %s', (_, path, text) => {
    expect(architectureFaults([{ path, text }])).toEqual([]);
  });
});
