import type { PlanName } from '@astrocal/contract';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp } from '../../src/app.ts';
import type { Deps } from '../../src/deps.ts';
import type { TestAnswer, TestApi } from './api.ts';

export interface LimitedCall {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the socket says that it comes from. */
  readonly address?: string;
}

/** One more server on the database of a test's API, with limits: as another process would be. */
export interface LimitedServer {
  readonly server: FastifyInstance;
  call(method: string, path: string, options?: LimitedCall): Promise<TestAnswer>;
}

export async function limitedServer(
  api: TestApi,
  {
    plan,
    trustProxy = [],
    failuresPerMinute = null,
    deps = {},
  }: {
    plan: PlanName;
    trustProxy?: string[];
    failuresPerMinute?: number | null;
    deps?: Partial<Deps>;
  },
): Promise<LimitedServer> {
  const publicPerMinute =
    plan === 'unlimited'
      ? { availability: null, creates: null, changes: null }
      : { availability: 60, creates: 10, changes: 20 };
  const options: AppOptions = {
    ...api.made,
    limits: { plan, publicPerMinute, failuresPerMinute },
    trustProxy,
  };
  const server = await buildApp({ ...api.deps, ...deps }, options);
  return {
    server,
    async call(method, path, { key, body, headers = {}, address = '203.0.113.7' } = {}) {
      const answer = await server.inject({
        method: method as 'GET',
        url: path,
        remoteAddress: address,
        headers: { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...headers },
        ...(body !== undefined && { payload: body as object }),
      });
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: answer.body === '' ? undefined : JSON.parse(answer.body),
      };
    },
  };
}

/** How many of the answers have each status. */
export function statusCounts(answers: readonly TestAnswer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
