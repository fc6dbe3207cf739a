import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type LoopbackListener, listenOnLoopback } from './loopback-listener.ts';

export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks on loopback, which remembers every request. */
export interface Receiver extends Omit<LoopbackListener, 'connections' | 'open'> {
  readonly url: string;
  readonly requests: ReceivedRequest[];
  /** What it answers with from now on; 204 unless told. */
  answer: (response: ServerResponse, request: IncomingMessage) => void;
}

export async function createReceiver(): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    receiver.answer(response, request);
  });
  const { port, close } = await listenOnLoopback(server);
  const receiver: Receiver = {
    port,
    close,
    url: `http://127.0.0.1:${port}/hook`,
    requests,
    answer: (response) => response.writeHead(204).end(),
  };
  return receiver;
}
