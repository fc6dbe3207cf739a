import type { TestProject } from 'vitest/node';
import { startServer } from '../examples/start-server.ts';
import { findChromium } from './find-chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    chromiumPath: string;
    serverUrl: string;
    liveKey: string;
    /** The first instant of next month: the same for all, though the month may end meanwhile. */
    daysFrom: number;
  }
}

/** One server for all files: each makes event types of its own on it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const chromiumPath = findChromium();
  const server = await startServer();
  project.provide('chromiumPath', chromiumPath);
  project.provide('serverUrl', server.url);
  project.provide('liveKey', server.liveKey);
  const now = new Date();
  project.provide('daysFrom', Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  return () => server.stop();
}
