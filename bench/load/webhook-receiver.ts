import { createServer } from 'node:http';

// Takes webhooks with as little work as node:http allows and tells afterwards what arrived when. A process of its own,
// so that it is not slowed by the one that sends.
const arrivals = new Map<string, { at: number; body: Buffer }>();
let requests = 0;
let lastAt = 0;

createServer(async (request, response) => {
  if (request.method === 'POST') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests++;
    lastAt = Date.now();
    const id = String(request.headers['webhook-id']);
    // What is sent a second time arrived with the first.
    if (!arrivals.has(id)) arrivals.set(id, { at: lastAt, body: Buffer.concat(chunks) });
    response.writeHead(204).end();
    return;
  }
  if (request.method === 'DELETE') {
    arrivals.clear();
    requests = 0;
  }
  response.end(JSON.stringify(request.url === '/arrivals' ? told() : count()));
}).listen(Number(process.env.PORT), '127.0.0.1');

const count = () => ({ requests, messages: arrivals.size, lastAt });

const told = () =>
  [...arrivals.values()].map(({ at, body }) => ({ at, booking: JSON.parse(body.toString('utf8')).data.id }));
