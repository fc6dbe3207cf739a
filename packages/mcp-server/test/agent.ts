import path from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as FormerClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as FormerStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as FormerHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createTestApi, type TestApi, testStart } from '../../../apps/api/test/harness/api.ts';
import {
  createTestOrganization,
  type TestOrganization,
} from '../../../apps/api/test/harness/organization.ts';
import { errorMetaKey } from '../src/run-tool.ts';

/** What came of a call, as an agent sees it. */
export interface Answer {
  readonly isError: boolean;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely; what they find is asserted
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly error: any;
}

/** The revision of 2026, by the client that speaks it, and the one before by the client of before. */
export const revisions = ['2026-07-28', '2025-11-25'] as const;
export type Revision = (typeof revisions)[number];

export interface Agent {
  readonly client: Client;
  /** Whatever both clients answer to the same question. */
  call(name: string, args?: object): Promise<Answer>;
  close(): Promise<void>;
}

export interface Connection {
  readonly url: string;
  readonly key: string;
  readonly revision?: Revision;
  readonly over?: 'http' | 'stdio';
  readonly env?: Readonly<Record<string, string>>;
}

export const bin = path.resolve(import.meta.dirname, '../src/bin.ts');
const named = { name: 'test-agent', version: '1' };

/** An official client, connected to the real server over HTTP or to a process of the bin. */
export async function connectAgent(connection: Connection): Promise<Agent> {
  const { revision = '2026-07-28' } = connection;
  const client =
    revision === '2026-07-28'
      ? new Client(named, { versionNegotiation: { mode: { pin: revision } } })
      : (new FormerClient(named) as unknown as Client);
  await client.connect(transportOf({ ...connection, revision }) as Parameters<Client['connect']>[0]);
  return {
    client,
    async call(name, args = {}) {
      // biome-ignore lint/suspicious/noExplicitAny: what is in it is asserted
      const result: any = await client.callTool({ name, arguments: args as Record<string, unknown> });
      return {
        isError: result.isError === true,
        text: result.content[0].text,
        data: result.structuredContent,
        error: result._meta?.[errorMetaKey],
      };
    },
    close: () => client.close(),
  };
}

function transportOf({ url, key, revision, over = 'http', env = {} }: Connection): unknown {
  const former = revision === '2025-11-25';
  if (over === 'http') {
    const options = { requestInit: { headers: { authorization: `Bearer ${key}` } } };
    return former
      ? new FormerHttp(new URL('/mcp', url), options)
      : new StreamableHTTPClientTransport(new URL('/mcp', url), options);
  }
  const process_ = {
    command: process.execPath,
    args: [bin],
    env: { ASTROCAL_API_KEY: key, ASTROCAL_API_URL: url, ...env },
    stderr: 'inherit' as const,
  };
  return former ? new FormerStdio(process_) : new StdioClientTransport(process_);
}

/** A test file's server on a port, and for each of its tests a new organization with an agent that has its key. */
export function useAgent(): {
  readonly api: TestApi;
  readonly org: TestOrganization;
  readonly url: string;
  readonly agent: Agent;
  connect(connection?: Partial<Connection>): Promise<Agent>;
  /** An event type of the test's organization that is open from 09:00 to 17:00 UTC. */
  readonly eventType: TestOrganization['eventType'];
} {
  const scene = {
    async connect(connection: Partial<Connection> = {}) {
      const connected = await connectAgent({ url: scene.url, key: scene.org.testKey, ...connection });
      opened.push(connected);
      return connected;
    },
    eventType: (fields: object = {}) => scene.org.eventType({ title: 'Discovery Call', ...fields }),
  } as {
    api: TestApi;
    org: TestOrganization;
    url: string;
    agent: Agent;
    connect: (c?: Partial<Connection>) => Promise<Agent>;
    eventType: TestOrganization['eventType'];
  };
  const opened: Agent[] = [];
  beforeAll(async () => {
    scene.api = await createTestApi();
    scene.url = await scene.api.server.listen({ port: 0, host: '127.0.0.1' });
  });
  beforeEach(async () => {
    scene.api.clock.moveTo(testStart);
    scene.org = await createTestOrganization(scene.api);
    scene.agent = await scene.connect();
  });
  afterAll(async () => {
    for (const each of opened) await each.close();
    await scene.api.close();
  });
  return scene;
}
