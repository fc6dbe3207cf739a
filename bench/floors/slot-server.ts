import { createServer } from 'node:http';
import { nextYear, scenario } from '../scenario.ts';
import { stockDateSlots } from './stock-date-slots.ts';

// The floor of GET /v1/availability: node:http that does the stock-Date work for each request. No router, no
// database, no check of what was asked.
const asked = scenario(nextYear(Number(process.env.NOW)));

createServer((_request, response) => {
  const body = `{"slots":${stockDateSlots(asked)}}`;
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');
