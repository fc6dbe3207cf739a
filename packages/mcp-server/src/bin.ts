#!/usr/bin/env node
import { Astrocal } from '@astrocal/sdk';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createMcpServer } from './create-server.ts';
import { EnvironmentError, readEnvironment } from './environment.ts';
import { steadyFetch } from './steady-fetch.ts';
import { version } from './version.ts';

// `astrocal-mcp`: MCP over stdin and stdout. Nothing but messages goes to stdout; everything for people goes to stderr.

const help = `astrocal-mcp ${version}: scheduling tools for AI agents, over stdin and stdout (MCP).

Your MCP client starts it. Environment:
  ASTROCAL_API_KEY                required: ac_live_… or ac_test_…
  ASTROCAL_API_URL                the address of your server; http://127.0.0.1:3000 unless set
  ASTROCAL_DEFAULT_EVENT_TYPE_ID  the event type of calls that name none
`;

if (process.argv.includes('--version')) process.stdout.write(`${version}\n`);
else if (process.argv.includes('--help')) process.stdout.write(help);
else start();

function start(): void {
  try {
    const { apiKey, apiUrl, defaultEventTypeId } = readEnvironment(process.env);
    const astrocal = new Astrocal({ apiKey, baseUrl: apiUrl, fetch: steadyFetch, maxRetries: 0 });
    // It ends by itself: the transport closes with stdin, and nothing else keeps the process.
    serveStdio(() => createMcpServer({ astrocal, defaultEventTypeId }), {
      onerror: (error) => console.error(`astrocal-mcp: ${error.message}`),
    });
    if (process.stdin.isTTY) console.error('astrocal-mcp waits for an MCP client on stdin. Ctrl+C ends it.');
  } catch (error) {
    const mistakes = error instanceof EnvironmentError ? error.mistakes : [(error as Error).message];
    for (const mistake of mistakes) console.error(`astrocal-mcp: ${mistake}`);
    process.exitCode = 1;
  }
}
