import { defineConfig } from 'vitest/config';

// Six worlds: pure code, proofs by many draws, code and whole jobs against real sockets,
// synthesized templates, the engine as a child process, and the package as npm installs it. But
// for the last two, the files of a world share their workers' modules: loading the CDK, the AWS
// SDK or zod for each file costs more than most files' tests. So a file there leaves every module
// and global as it found it; the shuffle tells when one does not. Coverage is of the unit tests
// alone (`npm test` runs them by themselves): counting branches doubles what the proofs cost.
const proofs = [
  'test/property/{model,configurations,restarts/stories}.test.ts',
  'test/shared/schedule/{every-zone,all-forms,aws-cron-oracles}.test.ts',
  'test/shared/configuration/calendars/comparison/*.test.ts',
];

// The parts of the engine that need no engine: shapes, routes, patterns.
const pureEngine = ['test/local/engine/{events,http,table}/**/*.test.ts'];

/**
 * Only what hangs takes so long, however busy the machine is: the longest test has seconds of work.
 * A wait for a host has no limit at all, because it ends when the host makes no progress
 * (test/support/run-host.ts).
 */
const patience = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    // Both cores: the slowest files wait for clocks and child processes, not for this one.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...patience,
          name: 'unit',
          isolate: false,
          include: [...pureEngine, 'test/{shared,functions,cli}/**/*.test.ts', 'test/vectors/**/*.test.ts', 'test/*.test.ts'],
          exclude: proofs,
        },
      },
      { test: { ...patience, name: 'proof', isolate: false, include: proofs } },
      {
        test: {
          ...patience,
          name: 'contract',
          isolate: false,
          include: ['test/{contract,jobs,support}/**/*.test.ts', 'test/local/clouds/**/*.test.ts'],
        },
      },
      { test: { ...patience, name: 'infra', isolate: false, include: ['test/infra/**/*.test.ts'] } },
      { test: { ...patience, name: 'package', include: ['test/package/**/*.test.ts'] } },
      {
        test: {
          ...patience,
          name: 'engine',
          globalSetup: ['test/support/synthesis/start-synthesis-host.ts'],
          include: ['test/{local/engine,scenarios}/**/*.test.ts', 'test/property/bundle.test.ts'],
          exclude: pureEngine,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/domain/**', 'shared/notice/**', 'shared/restart/**', 'shared/schedule/**', 'shared/signing/**'],
      reporter: ['text-summary'],
      thresholds: { branches: 100 },
    },
  },
});
