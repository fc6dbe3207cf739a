import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { startServer } from '../start-server.ts';

// An agent books a meeting over MCP, as a model would: it reads texts and fills in arguments. Every claim is asserted.
//
//   node_modules/.bin/node examples/agent-books/story.ts                                       on a server that it starts and removes
//   API=http://127.0.0.1:3000 KEY=ac_test_… DAY=2030-06-17 node_modules/.bin/node …/story.ts   on yours

const { API: url, KEY: key, DAY: day = '2030-06-17' } = process.env;
const own = url && key ? null : await startServer();

/** Connects with the key as bearer; the revision of the protocol is found out by itself. */
async function connect(name: string): Promise<Client> {
  const client = new Client({ name, version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', own?.url ?? url), {
      requestInit: { headers: { authorization: `Bearer ${own?.testKey ?? key}` } },
    }),
  );
  return client;
}

/** Calls a tool and shows what a model would see of it. */
async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args });
  const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  console.log(`\n→ ${name} ${JSON.stringify(args)}\n${text.replace(/^/gm, '  ')}`);
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is asserted
  return { isError: result.isError === true, text, data: result.structuredContent as any };
}

try {
  const agent = await connect('assistant');
  console.log(`Connected in revision ${agent.getNegotiatedProtocolVersion()} of the protocol.`);

  console.log('\n"Book Alex Johnson (alex@example.com, Lisbon) on that day, in the afternoon."');
  const { data: offered } = await call(agent, 'list_event_types');
  const [type] = offered.event_types;
  assert(type, 'there is something to book');
  const wish = {
    event_type_id: type.id,
    start_date: day,
    end_date: day,
    timezone: 'Europe/Lisbon',
    preferred_times: ['14:00-17:00'],
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
  };
  const booked = await call(agent, 'find_and_book', wish);
  assert.equal(booked.data.booking.status, 'confirmed');
  assert.match(booked.data.booking.start_local, /T14:00:00\+01:00$/);
  console.log('\nBooked after two calls.');

  // The model lost the answer and asks again, word by word.
  const again = await call(agent, 'find_and_book', wish);
  assert.equal(again.data.booking.id, booked.data.booking.id, 'there is one booking');

  // Another agent wants that very time: it is told what is free near it, and takes that.
  const other = await connect('another assistant');
  const person = {
    invitee_name: 'Kim Lee',
    invitee_email: 'kim@example.com',
    invitee_timezone: 'Asia/Seoul',
  };
  const { start_time } = booked.data.booking;
  const taken = await call(other, 'create_booking', { event_type_id: type.id, start_time, ...person });
  assert(taken.isError);
  const alternative = /- start_time (\S+) is .* Asia\/Seoul/.exec(taken.text)?.[1];
  assert(alternative, 'alternatives are told in the zone of the person');
  const second = await call(other, 'create_booking', {
    event_type_id: type.id,
    start_time: alternative,
    ...person,
  });
  assert.equal(second.data.booking.start_time, alternative);

  for (const { id } of [booked.data.booking, second.data.booking]) {
    const { data } = await call(agent, 'cancel_booking', { booking_id: id });
    assert.equal(data.booking.status, 'cancelled');
  }
  await agent.close();
  await other.close();
  console.log('\nTwo agents booked one time each, one of them twice in vain; both are cancelled again.');
} finally {
  await own?.stop();
}
