import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const onDatabaseServer = 'apps/api/src/**/*.{api,pg}.test.ts';
const pure = [
  'apps/api/src/**/*.test.ts',
  'packages/*/{src,test,tools}/**/*.test.{ts,tsx}',
  'tools/**/*.test.ts',
  'bench/{*,floors/*}.test.ts',
];
const packagesOnServer = 'packages/*/test/**/*.api.test.{ts,tsx}';
const withDatabase = [
  onDatabaseServer,
  'apps/api/test/**/*.test.ts',
  packagesOnServer,
  'examples/**/*.test.ts',
  'bench/parts/*.test.ts',
];

export default defineConfig({
  test: {
    pool: 'forks',
    // Half of the time a test waits: for a lease, a process, a database. Left alone, vitest leaves a core idle for itself.
    maxWorkers: Math.max(2, availableParallelism()),
    reporters: ['default', './tools/total-reporter.ts'],
    // For what hangs only: no test depends on how fast the machine is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // Two projects, so that a run of pure tests does not start a database server.
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: pure,
          exclude: ['**/node_modules/**', packagesOnServer, onDatabaseServer],
        },
      },
      {
        extends: true,
        test: {
          name: 'api',
          include: withDatabase,
          globalSetup: './apps/api/test/harness/databases.global.ts',
        },
      },
    ],
  },
});
