import { createServer, type IncomingMessage } from 'node:http';

/** What both floors of POST /v1/bookings are asked with: the fields of a booking that the load sends. */
export interface AskedBooking {
  readonly event_type_id: string;
  readonly start_time: string;
  readonly invitee_name: string;
  readonly invitee_email: string;
  readonly invitee_timezone: string;
}

/** Answers each POST, by node:http alone, with 201 and the text that `answer` makes. */
export function answerPosts(answer: (asked: AskedBooking) => Promise<string>): void {
  createServer(async (request, response) => {
    if (request.method === 'GET') return response.end(); // is it ready?
    const body = await answer(JSON.parse(await textOf(request)));
    response.writeHead(201, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    });
    return response.end(body);
  }).listen(Number(process.env.PORT), '127.0.0.1');
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
