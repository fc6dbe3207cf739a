import { change, makeEventTypes } from './event-types.ts';
import { book, join, person, type Story } from './story.ts';

/** A Monday; the story ends on the Monday two weeks later. */
export const beginsAt = '2026-11-16T08:00:00Z';
const lastMorning = '2026-11-30T09:00:00Z';
export const endsAt = '2026-11-30T10:00:00Z';

const hourMs = 60 * 60 * 1000;

/** Two weeks in which everything happens that can, and an hour in which things are left in the middle. */
export async function live(story: Story): Promise<void> {
  await makeKeys(story);
  await makeEventTypes(story);
  await makeEndpoints(story);
  await bookings(story);
  await parties(story);
  await trials(story);
  await bounced(story);
  await twoWeeks(story);
  await inTheMiddle(story);
}

async function makeKeys({ must, keys }: Story): Promise<void> {
  const key = keys.live;
  const website = { name: 'Website', description: 'The form on our page' };
  keys.website = (await must(201, 'POST', '/v1/api-keys', { key, body: website })).key;
  const lost = await must(201, 'POST', '/v1/api-keys', { key, body: { name: 'Lost', mode: 'test' } });
  keys.revoked = lost.key;
  await must(204, 'DELETE', `/v1/api-keys/${lost.id}`, { key: keys.test });
}

const bookingEvents = ['booking.created', 'booking.confirmed', 'booking.rescheduled', 'booking.cancelled'];

async function makeEndpoints(story: Story): Promise<void> {
  const { must, keys, endpoints, receiver } = story;
  const make = async (name: string, key: string, fields: object = {}) => {
    const url = `https://hooks.customer.example/${name}`;
    const body = { url, events: bookingEvents, ...fields };
    const { id, secret } = await must(201, 'POST', '/v1/webhooks', { key, body });
    endpoints[name] = { id, secrets: [secret] };
  };
  await make('good', keys.live, { events: [...bookingEvents, 'waitlist.promoted', 'waitlist.expired'] });
  await make('failing', keys.live, { events: ['booking.created'] });
  await make('gone', keys.live, { events: ['booking.cancelled'] });
  await make('off', keys.live, { active: false });
  await make('deleted', keys.live);
  await must(204, 'DELETE', `/v1/webhooks/${endpoints.deleted?.id}`, { key: keys.live });
  await make('trial', keys.test);
  const answers: Record<string, number> = { '/failing': 500, '/gone': 410 };
  receiver.answer = (response, { url = '' }) =>
    response.writeHead(answers[url] ?? 200).end(`An answer of ${url}`);
}

/** Numbers, spaces and marks as a caller may send them, among them some that JavaScript does not know. */
const trickyMetadata = `{
  "order": "A-17", "plan": "  two spaces\\tand a tab ", "big": 9007199254740993, "tiny": 1e-7, "huge": 1e21,
  "yes": true, "empty": "", "digits": "0017", "name with spaces": "Zoë 🎻 \\u202Eabc", "quote": "it's \\"so\\" \\\\ <b>"
}`;

async function bookings(story: Story): Promise<void> {
  const { must, keys, eventTypes, bookings: kept } = story;
  const { live: key } = keys;
  await book(story, 'Past Meeting', ['consultation', '2026-11-18T08:00:00Z']);
  const request = { event_type_id: eventTypes.consultation, start_time: '2027-02-01T09:00:00+01:00' };
  const rest = JSON.stringify({ ...request, ...person('Kept Meeting'), notes: 'Two lines\nof notes' });
  const text = `${rest.slice(0, -1)},"metadata":${trickyMetadata}}`;
  const made = await must(201, 'POST', '/v1/bookings', { key, text });
  kept['Kept Meeting'] = { id: made.id, token: made.cancel_token };
  await book(story, 'Long Meeting', ['consultation', '2027-02-08T08:00:00Z'], { duration: 60 });
  await book(story, 'Public Meeting', ['consultation', '2026-12-02T08:00:00Z'], { key: null });
  await book(story, 'Odd Meeting', ['odd', '2026-12-06T19:00:00Z'], {
    invitee_name: 'Müller, "Jörg" & Söhne',
    invitee_timezone: 'Pacific/Chatham',
    metadata: {},
  });
  await book(story, 'Moved Meeting', ['consultation', '2027-02-02T08:00:00Z']);
  await move(story, 'Moved Meeting', '2027-02-03T08:00:00Z');
  await move(story, 'Moved Meeting', '2027-02-04T08:00:00Z');
  await book(story, 'Cancelled Meeting', ['consultation', '2027-02-05T08:00:00Z']);
  await cancel(story, 'Cancelled Meeting', { key, body: { reason: 'Ill – sorry.' } });
  await book(story, 'Forgotten Payment', ['priced', '2027-02-01T05:00:00Z']);
  await book(story, 'Deleted Type', ['deleted', '2027-03-01T22:00:00Z']);
  await must(204, 'DELETE', `/v1/event-types/${eventTypes.deleted}`, { key });
}

const move = (story: Story, name: string, new_start_time: string) => {
  const { id, token } = story.bookings[name] ?? {};
  return story.must(200, 'POST', `/v1/bookings/${id}/reschedule?token=${token}`, {
    body: { new_start_time },
  });
};

const cancel = (story: Story, name: string, ask: { key?: string; body?: object } = {}) =>
  story.must(200, 'POST', `/v1/bookings/${story.bookings[name]?.id}/cancel`, { body: {}, ...ask });

const party = (...names: string[]) => ({
  invitee_name: undefined,
  invitee_email: undefined,
  invitee_timezone: undefined,
  attendees: names.map((each, at) => ({
    name: each,
    email: `${each.toLowerCase()}.${at}@customer.example`,
    timezone: 'Europe/Paris',
  })),
});

async function parties(story: Story): Promise<void> {
  const { live: key } = story.keys;
  const [full, soon, freed] = ['2027-02-01T13:00:00Z', '2026-11-25T13:00:00Z', '2027-02-02T13:00:00Z'];
  await book(story, 'Party of two', ['workshop', full], party('Ann', 'Bob'));
  await book(story, 'One more', ['workshop', full]);
  await join(story, 'Waiting First', ['workshop', full], { notes: 'A seat in front' });
  await join(story, 'Waiting Second', ['workshop', full]);
  await join(story, 'Waited Enough', ['workshop', full]);
  const enough = story.entries['Waited Enough'];
  await story.must(200, 'POST', `/v1/waitlist/${enough?.id}/cancel?token=${enough?.token}`, { body: {} });
  await book(story, 'Soon Full', ['workshop', soon], party('Fay', 'Gus', 'Hal'));
  await join(story, 'Waited In Vain', ['workshop', soon]);
  await book(story, 'Freed Party', ['workshop', freed], party('Kay', 'Leo', 'Max'));
  await join(story, 'Lucky One', ['workshop', freed]);
  await cancel(story, 'Freed Party', { key });
  await story.installation.runDueJobs();
}

async function trials(story: Story): Promise<void> {
  const { test: key } = story.keys;
  await book(story, 'Trial Meeting', ['testEvent', '2027-02-01T09:00:00Z'], {
    key,
    metadata: { trial: true },
  });
  await book(story, 'Trial Cancelled', ['testEvent', '2027-02-01T10:00:00Z'], { key });
  await cancel(story, 'Trial Cancelled', { key });
  const slot = ['testWorkshop', '2027-02-01T18:00:00Z'] as const;
  await book(story, 'Trial Party', slot, { key, ...party('Pam', 'Quy', 'Ron') });
  await join(story, 'Trial Waiting', slot);
  await story.must(201, 'POST', `/v1/webhooks/${story.endpoints.trial?.id}/test`, { key, body: {} });
}

/** A mail server that knows no such recipient. */
async function bounced(story: Story): Promise<void> {
  story.mailServer.manner = { recipient: 550 };
  await book(story, 'Bounced Mail', ['consultation', '2027-02-09T08:00:00Z']);
  await story.installation.runDueJobs();
  story.mailServer.manner = 'takes';
}

/** Long enough for ten attempts at the endpoint that fails, for reminders and for the end of waiting. */
async function twoWeeks({ installation }: Story): Promise<void> {
  while (installation.clock.now() < Date.parse(lastMorning) - 6 * hourMs) {
    installation.clock.moveBy(6 * hourMs);
    await installation.runDueJobs();
  }
  installation.clock.moveTo(lastMorning);
  await installation.runDueJobs();
}

async function inTheMiddle(story: Story): Promise<void> {
  const { installation, receiver, mailServer, must, keys, endpoints, eventTypes } = story;
  const { live: key } = keys;
  await join(story, 'Waiting Anew', ['workshop', '2027-02-01T13:00:00Z']);
  await book(story, 'Capped One', ['capped', '2026-12-07T19:00:00Z']);
  await book(story, 'Capped Two', ['capped', '2026-12-08T19:00:00Z']);
  await join(story, 'Waiting For Monday', ['capped', null]);
  await change(story, 'capped', key, { title: 'Office hours' });
  await book(story, 'Lapsed Payment', ['priced', '2027-02-02T05:00:00Z']);
  await installation.runDueJobs();
  receiver.answer = (response) => response.writeHead(503).end('Later, please.');
  mailServer.manner = { data: 451 };
  await book(story, 'Half Told', ['consultation', '2027-02-10T08:00:00Z']);
  await book(story, 'Half Told Trial', ['testEvent', '2027-02-02T09:00:00Z'], { key: keys.test });
  await installation.runDueJobs();
  const { secret } = await must(200, 'POST', `/v1/webhooks/${endpoints.good?.id}/rotate-secret`, { key });
  endpoints.good?.secrets.unshift(secret);
  installation.clock.moveTo(endsAt);
  const idempotencyKey = 'order-4711';
  const body = {
    event_type_id: eventTypes.consultation,
    start_time: '2027-02-11T08:00:00Z',
    ...person('Untold'),
  };
  const answer = await must(201, 'POST', '/v1/bookings', { key: keys.website, body, idempotencyKey });
  story.bookings.Untold = { id: answer.id, token: answer.cancel_token };
  story.retried = { idempotencyKey, body, answer };
  await book(story, 'Owed Payment', ['priced', '2027-02-03T05:00:00Z']);
  await book(story, 'Untold Trial', ['testEvent', '2027-02-03T09:00:00Z'], { key: keys.test });
  await move(story, 'Moved Meeting', '2027-02-05T08:00:00Z');
}
