import { defineConfig } from 'vitest/config';

// Five worlds with their own patience: pure code, proofs by many draws, code against real sockets, synthesized templates, and the engine
// as a child process. But for the last, the files of a world share their workers' modules: loading the CDK, the AWS SDK or zod for each
// file costs more than most files' tests. So a file there leaves every module and global as it found it; the shuffle tells when one does
// not. Coverage is of the unit tests alone (`npm test` runs them by themselves): counting branches doubles what the proofs cost.
const proofs = ['test/property/model.test.ts', 'test/shared/schedule/{every-zone,aws-cron-oracles}.test.ts'];

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    // Both cores: the slowest files wait for clocks and child processes, not for this one.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false,
          include: ['test/{shared,functions,cli}/**/*.test.ts', 'test/vectors/**/*.test.ts', 'test/*.test.ts'],
          exclude: proofs,
          testTimeout: 10_000,
        },
      },
      { test: { name: 'proof', isolate: false, include: proofs, testTimeout: 30_000 } },
      {
        test: {
          name: 'contract',
          isolate: false,
          include: ['test/{contract,jobs,support}/**/*.test.ts', 'test/local/clouds/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      { test: { name: 'infra', isolate: false, include: ['test/infra/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: 'engine',
          globalSetup: ['test/scenarios/start-synthesis-host.ts'],
          include: ['test/{local/engine,scenarios}/**/*.test.ts', 'test/property/bundle.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/domain/**', 'shared/schedule/**', 'shared/signing/**'],
      reporter: ['text-summary'],
      thresholds: { branches: 100 },
    },
  },
});
