import type { TestProject } from 'vitest/node';
import { startServer } from '../examples/start-server.ts';
import { findChromium } from './find-chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    chromiumPath: string;
    serverUrl: string;
    testKey: string;
    liveKey: string;
    testEventTypeId: string;
  }
}

/** One server for all files: each makes event types of its own on it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const chromiumPath = findChromium();
  const server = await startServer();
  project.provide('chromiumPath', chromiumPath);
  project.provide('serverUrl', server.url);
  project.provide('testKey', server.testKey);
  project.provide('liveKey', server.liveKey);
  project.provide('testEventTypeId', server.testEventTypeId);
  return () => server.stop();
}
