import pg from 'pg';
import { answerPosts } from './answer-posts.ts';

// The floor of POST /v1/bookings: node:http that stores each body with one statement on the same PostgreSQL. No key,
// no rule, no lock, no event: what is left when everything is taken away that makes it a booking.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL as string, max: 20 });

await pool.query(`create table if not exists floor_bookings
  (id bigint generated always as identity primary key, event_type_id text, start_time timestamptz, name text, email text)`);

answerPosts(async ({ event_type_id, start_time, invitee_name, invitee_email }) => {
  const { rows } = await pool.query({
    name: 'insert',
    text: `insert into floor_bookings (event_type_id, start_time, name, email) values ($1, $2, $3, $4) returning id`,
    values: [event_type_id, start_time, invitee_name, invitee_email],
  });
  return JSON.stringify({ id: rows[0].id, event_type_id, start_time, invitee_name, invitee_email });
});
