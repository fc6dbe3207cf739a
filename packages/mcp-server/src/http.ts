import { Astrocal, type Fetch } from '@astrocal/sdk';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { createMcpServer } from './create-server.ts';

/** One request to the MCP address. */
export interface McpCall {
  /** The key of the caller, which has been checked. */
  readonly apiKey: string;
  /** What sends the calls that tools make of the API. */
  readonly fetch: Fetch;
  /** The body, parsed; undefined where there is none. */
  readonly body: unknown;
}

export interface McpHttpSettings {
  /** The address of the API, as the client of the tools has it. */
  readonly baseUrl: string;
  /** The present in epoch milliseconds. */
  readonly now: () => number;
  /** Told of faults of the tools themselves. */
  readonly report: (fault: unknown) => void;
}

export interface McpHttp {
  /** Answers one request of the Streamable HTTP transport. */
  handle(request: Request, call: McpCall): Promise<Response>;
  /** Ends the streams that are open. */
  close(): Promise<void>;
}

const keyAdvice =
  'Tell the user to give this MCP server a valid API key: `Authorization: Bearer ac_live_…` or `ac_test_…`.';

/** Messages in one request, which one revision of the protocol has: answering many costs far more than asking. */
const mostTogether = 8;

const tooMany = () =>
  Response.json(
    {
      jsonrpc: '2.0',
      id: null,
      error: { code: -32600, message: `At most ${mostTogether} messages in one request.` },
    },
    { status: 400 },
  );

/**
 * MCP over Streamable HTTP without sessions, for revision 2026-07-28 of the protocol and, at the same address, for the
 * ones before it back to 2024-11-05. Each request names its revision. Whoever may call is for the caller to see to.
 */
export function createMcpHttp({ baseUrl, now, report }: McpHttpSettings): McpHttp {
  const handler = createMcpHandler(({ authInfo }) => {
    const call = authInfo?.extra as McpCall | undefined;
    if (!call) throw new Error('A request came without its call.');
    // A refusal goes to the agent at once, which knows better than a retry what to do about it.
    return createMcpServer({
      astrocal: new Astrocal({ apiKey: call.apiKey, baseUrl, fetch: call.fetch, maxRetries: 0 }),
      now,
      keyAdvice,
      report,
    });
  });
  return {
    async handle(request, call) {
      if (Array.isArray(call.body) && call.body.length > mostTogether) return tooMany();
      return handler.fetch(request, {
        parsedBody: call.body,
        authInfo: { token: '', clientId: '', scopes: [], extra: { ...call } },
      });
    },
    close: () => handler.close(),
  };
}
