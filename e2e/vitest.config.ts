import { defineConfig } from 'vitest/config';

/** `npm run e2e`: pages and widget in a real browser, on a real server. Apart from `npm test`, which needs no browser. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.e2e.ts'],
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', '../tools/total-reporter.ts'],
    globalSetup: './scene.global.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
