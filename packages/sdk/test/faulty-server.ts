import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is done with one request. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** A server on loopback that does with each request what the next behaviour says; with the last one for ever. */
export interface FaultyServer {
  readonly url: string;
  readonly received: Received[];
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Starts one for the running test; it is closed after it. */
export async function faultyServer(...behaviours: readonly Behaviour[]): Promise<FaultyServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    behaviours[Math.min(received.length, behaviours.length) - 1]?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Answers with JSON. */
export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Refuses as the API does. */
export const refuse = (
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Behaviour =>
  json(
    status,
    { error: { code, message: `It is ${code}.`, request_id: 'req_1', doc_url: 'http://doc/1', ...more } },
    headers,
  );

export const text =
  (status: number, body: string, headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);

/** Ends the connection without an answer. */
export const reset: Behaviour = (_response, request) => request.socket.destroy();

/** Ends the connection in the middle of the body. */
export const breakOff: Behaviour = (response, request) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"id":', () => request.socket.destroy());
};

/** Never answers. */
export const hang: Behaviour = () => {};

/** Begins the body, and never ends it. */
export const hangInBody: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":');
};
