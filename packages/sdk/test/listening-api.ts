import type { AddressInfo } from 'node:net';
import { operationList } from '@astrocal/contract';
import { afterAll, beforeAll } from 'vitest';
import { useOrganization } from '../../../apps/api/test/harness/organization.ts';
import { Astrocal, type AstrocalOptions } from '../src/index.ts';

/** Gives a test file an API that listens on loopback, and each of its tests a new organization on it. */
export function useListeningApi() {
  const scene = useOrganization();
  const server = { url: '' };
  const called = new Set<string>();
  beforeAll(async () => {
    await scene.api.server.listen({ host: '127.0.0.1', port: 0 });
    server.url = `http://127.0.0.1:${(scene.api.server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => scene.api.server.server.closeAllConnections());

  const recordingFetch: typeof fetch = (url, init) => {
    const path = new URL(String(url)).pathname;
    const operation = operationList.find(
      (each) => each.method === init?.method && patternOf(each.path).test(path),
    );
    if (operation) called.add(operation.operationId);
    return fetch(url, init);
  };
  return {
    get api() {
      return scene.api;
    },
    get org() {
      return scene.org;
    },
    get url() {
      return server.url;
    },
    /** The ids of the operations that clients called so far. */
    called: called as ReadonlySet<string>,
    /** Sends, and notes the operation that is called. */
    fetch: recordingFetch,
    /** A client with the test key of the organization, unless told otherwise. */
    client: (options: AstrocalOptions = {}) =>
      new Astrocal({
        baseUrl: server.url,
        apiKey: scene.org.testKey,
        fetch: recordingFetch as NonNullable<AstrocalOptions['fetch']>,
        ...options,
      }),
  };
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
