import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';

// The floor of POST /v1/bookings: node:http that stores each body with one statement on the same PostgreSQL. No key,
// no rule, no lock, no event: what is left when everything is taken away that makes it a booking.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL as string, max: 20 });

await pool.query(`create table if not exists floor_bookings
  (id bigint generated always as identity primary key, event_type_id text, start_time timestamptz, name text, email text)`);

createServer(async (request, response) => {
  if (request.method === 'GET') return response.end(); // is it ready?
  const { event_type_id, start_time, invitee_name, invitee_email } = JSON.parse(await textOf(request));
  const { rows } = await pool.query({
    name: 'insert',
    text: `insert into floor_bookings (event_type_id, start_time, name, email) values ($1, $2, $3, $4) returning id`,
    values: [event_type_id, start_time, invitee_name, invitee_email],
  });
  const body = JSON.stringify({ id: rows[0].id, event_type_id, start_time, invitee_name, invitee_email });
  response.writeHead(201, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  return response.end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
