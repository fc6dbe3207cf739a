import { examplePassword, operationList } from '@astrocal/contract';
import { expect, it } from 'vitest';
import { addPerson } from '../../../apps/api/test/harness/people.ts';
import { createReceiver } from '../../../apps/api/test/harness/receiver.ts';
import { runDueJobs } from '../../../apps/api/test/harness/run-due-jobs.ts';
import { isApiError } from '../src/index.ts';
import { verify } from '../src/webhooks.ts';
import { useListeningApi } from './listening-api.ts';

const scene = useListeningApi();
const alex = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };
const kim = { invitee_name: 'Kim Lee', invitee_email: 'kim@example.com', invitee_timezone: 'Asia/Seoul' };
const everyDay = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({
  day_of_week,
  start_time: '09:00',
  end_time: '17:00',
}));

/** An event type that is open from 09:00 to 17:00 UTC every day. */
async function openEventType(fields: object = {}) {
  const astrocal = scene.client();
  const made = await astrocal.eventTypes.create({
    title: 'Intro call',
    slug: 'intro-call',
    duration_minutes: 30,
    ...fields,
  });
  await astrocal.availability.replaceRules(made.id, { timezone: 'UTC', rules: everyDay });
  return made;
}

it('keeps event types', async () => {
  const astrocal = scene.client();
  const made = await openEventType();
  expect(await astrocal.eventTypes.get(made.id)).toMatchObject({ id: made.id, booking_cap: null });
  const shown = await scene.client({ apiKey: undefined }).eventTypes.getPublic(made.id);
  expect(shown.title).toBe('Intro call');
  expect(shown).not.toHaveProperty('booking_cap');
  expect(await astrocal.eventTypes.update(made.id, { title: 'Chat' })).toMatchObject({ title: 'Chat' });
  const { data } = await astrocal.eventTypes.list({ active: true });
  expect(data.map(({ title }) => title)).toEqual(['Chat', 'Test Event']);
  expect(await astrocal.eventTypes.delete(made.id)).toBeUndefined();
  await expect(astrocal.eventTypes.get(made.id)).rejects.toMatchObject({
    name: 'ApiError',
    status: 404,
    code: 'not_found',
    requestId: expect.stringMatching(/^req_/),
    docUrl: 'http://astrocal.test/docs/errors#not_found',
  });
});

it('keeps hosts', async () => {
  const astrocal = scene.client();
  const { id } = await openEventType();
  const [ana, bo] = await Promise.all(
    ['Ana', 'Bo'].map((name) => astrocal.members.create({ name, email: `${name}@example.com` })),
  );
  const added = await astrocal.hosts.add(id, { member_id: ana?.id ?? '', weight: 2 });
  const changed = await astrocal.hosts.update(id, added.id, { priority: 1 });
  expect(changed).toEqual({ ...added, priority: 1 });
  expect((await astrocal.hosts.list(id)).data[1]).toEqual(changed);
  expect(await astrocal.hosts.remove(id, added.id)).toBeUndefined();
  const { data } = await astrocal.hosts.replace(id, { hosts: [{ member_id: bo?.id ?? '' }] });
  expect(data.map(({ member_name }) => member_name)).toEqual(['Bo']);
});

it('keeps schedules and absences', async () => {
  const astrocal = scene.client();
  const { id } = await astrocal.members.create({ name: 'Ana', email: 'ana@example.com' });
  const kept = await astrocal.schedules.replace(id, { timezone: 'UTC', rules: everyDay });
  expect(await astrocal.schedules.get(id)).toEqual(kept);
  expect(await astrocal.schedules.delete(id)).toBeUndefined();
  const absence = await astrocal.absences.create(id, { start_date: '2026-07-06', end_date: '2026-07-17' });
  expect((await astrocal.absences.list(id)).data).toEqual([absence]);
  expect(await astrocal.absences.delete(id, absence.id)).toBeUndefined();
});

it('keeps members', async () => {
  const astrocal = scene.client();
  const made = await astrocal.members.create({
    name: 'Sam Rivera',
    email: 'sam@example.com',
    attributes: { language: ['en', 'es'] },
  });
  expect(made).toMatchObject({ role: 'member', is_test: true });
  const changed = await astrocal.members.update(made.id, { active: false, external_id: 'user-17' });
  expect(await astrocal.members.get(made.id)).toEqual(changed);
  const { data } = await astrocal.members.list({ external_id: 'user-17' });
  expect(data).toEqual([changed]);
  const removal = await astrocal.members.delete(made.id, { bookings: 'keep' });
  expect(removal).toMatchObject({ member_id: made.id, status: 'done', total: 0 });
  expect(await astrocal.members.getRemoval(removal.id)).toEqual(removal);
});

it('keeps the organization', async () => {
  const { slug } = await scene.client().organization.get();
  const live = scene.client({ apiKey: scene.org.liveKey });
  const changed = await live.organization.update({ name: 'Northwind', reply_to: 'hello@northwind.example' });
  expect(changed).toMatchObject({ slug, name: 'Northwind', reply_to: 'hello@northwind.example' });
});

it('tells what can be booked, and why not', async () => {
  const astrocal = scene.client();
  const { id } = await openEventType();
  const rules = await astrocal.availability.getRules(id);
  expect(rules.rules).toHaveLength(7);
  const { slots } = await scene.client({ apiKey: undefined }).availability.list({
    event_type_id: id,
    start: '2026-06-02',
    end: '2026-06-02',
    timezone: 'Europe/Berlin',
  });
  expect(slots[0]).toEqual({ start_time: '2026-06-02T09:00:00Z', end_time: '2026-06-02T09:30:00Z' });
  const verdict = await astrocal.availability.explain({
    event_type_id: id,
    start_time: '2026-06-02T08:00:00Z',
  });
  expect(verdict).toMatchObject({ bookable: false, reason: 'outside_hours' });
});

it('books, finds, moves and cancels', async () => {
  const astrocal = scene.client();
  const { id: event_type_id } = await openEventType();
  const start_time = '2026-06-02T09:00:00Z';
  const booking = await astrocal.bookings.create({
    event_type_id,
    start_time,
    ...alex,
    metadata: { 'order no': 42, vip: true },
  });
  const found = await astrocal.bookings.list({ event_type_id, metadata: { 'order no': '42' } });
  expect(found.data.map(({ id }) => id)).toEqual([booking.id]);

  // The invitee, with the token and nothing else.
  const invitee = scene.client({ apiKey: undefined });
  const token = booking.cancel_token ?? '';
  expect(await invitee.bookings.get(booking.id, { token })).toMatchObject({ status: 'confirmed' });
  const moved = await invitee.bookings.reschedule(
    booking.id,
    { new_start_time: '2026-06-03T09:00:00Z', reason: 'Travelling' },
    { token },
  );
  expect(moved).toMatchObject({ status: 'rescheduled', revision: 1 });
  const cancelled = await invitee.bookings.cancel(booking.id, undefined, { token });
  expect(cancelled.status).toBe('cancelled');
  await expect(invitee.bookings.get(booking.id)).rejects.toMatchObject({ code: 'unauthorized' });
});

it('gives a booking to another host', async () => {
  const astrocal = scene.client();
  const { id: event_type_id } = await openEventType();
  const booking = await astrocal.bookings.create({
    event_type_id,
    start_time: '2026-06-02T09:00:00Z',
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
  });
  const member_id = booking.hosts[0]?.member_id ?? '';
  expect(await astrocal.bookings.reassign(booking.id, { member_id })).toEqual(booking);
  await expect(astrocal.bookings.reassign(booking.id)).rejects.toMatchObject({ code: 'host_unavailable' });
  expect(await astrocal.bookings.markNoShow(booking.id, { no_show: false })).toEqual(booking);
  await expect(astrocal.bookings.markNoShow(booking.id, { no_show: true })).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('offers other times when one is taken', async () => {
  const astrocal = scene.client();
  const { id: event_type_id } = await openEventType();
  const wanted = { event_type_id, start_time: '2026-06-02T09:00:00Z', ...alex };
  await astrocal.bookings.create(wanted);
  const error = await astrocal.bookings.create(wanted).catch((thrown: unknown) => thrown);
  if (!isApiError(error, 'slot_unavailable')) return expect.fail(String(error));
  expect(error.details?.reason).toBe('booked');
  expect(error.details?.alternatives?.[0]?.start_time).toBe('2026-06-02T09:30:00Z');
});

it('books once when the answer to the first request is lost', async () => {
  const { id: event_type_id } = await openEventType();
  let losses = 1;
  const lossy = scene.client({
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      if (losses-- > 0) throw new TypeError('The connection broke.');
      return response;
    },
  });
  const start_time = '2026-06-02T09:00:00Z';
  const booking = await lossy.bookings.create({ event_type_id, start_time, ...alex });
  const { data } = await scene.client().bookings.list();
  expect(data.map(({ id }) => id)).toEqual([booking.id]);
});

it('goes over every booking, page by page', async () => {
  const astrocal = scene.client();
  const { id: event_type_id } = await openEventType();
  const made: string[] = [];
  for (const hour of ['09', '10', '11', '12', '13']) {
    const start_time = `2026-06-02T${hour}:00:00Z`;
    made.unshift((await astrocal.bookings.create({ event_type_id, start_time, ...alex })).id);
  }
  const seen: string[] = [];
  for await (const { id } of astrocal.bookings.list({ limit: 2 })) seen.push(id);
  expect(seen).toEqual(made);
});

it('stands in line', async () => {
  const astrocal = scene.client();
  const { id: event_type_id } = await openEventType({ waitlist_enabled: true });
  const start_time = '2026-06-02T09:00:00Z';
  await astrocal.bookings.create({ event_type_id, start_time, ...alex });
  const entry = await scene
    .client({ apiKey: undefined })
    .waitlist.join({ event_type_id, start_time, ...kim });
  expect(entry).toMatchObject({ status: 'waiting', position: 1 });
  expect(await astrocal.waitlist.get(entry.id)).toMatchObject({ invitee_name: 'Kim Lee' });
  const { data } = await astrocal.waitlist.list({ event_type_id, status: 'waiting' });
  expect(data.map(({ id }) => id)).toEqual([entry.id]);
  const left = await astrocal.waitlist.cancel(entry.id, { token: entry.cancel_token });
  expect(left.status).toBe('cancelled');
});

it('sends webhooks, tells what was sent, and sends it again', async () => {
  const astrocal = scene.client();
  const receiver = await createReceiver();
  try {
    const made = await astrocal.webhooks.create({ url: receiver.url, events: ['booking.created'] });
    const { secret } = await astrocal.webhooks.rotateSecret(made.id);
    expect(secret).not.toBe(made.secret);
    const sample = await astrocal.webhooks.test(made.id, { event: 'booking.cancelled' });
    expect(sample).toMatchObject({ status: 'success', response_status_code: 204 });
    const [request] = receiver.requests;
    const now = scene.api.clock.now();
    const message = verify(request?.body ?? '', request?.headers ?? {}, secret, { now });
    expect(message.event).toBe('booking.cancelled');

    const { id: event_type_id } = await openEventType();
    await astrocal.bookings.create({ event_type_id, start_time: '2026-06-02T09:00:00Z', ...alex });
    await runDueJobs(scene.api);
    const [delivery] = (await astrocal.webhooks.listDeliveries(made.id, { status: 'success' })).data;
    expect(delivery?.event_type).toBe('booking.created');
    const again = await astrocal.webhooks.retryDelivery(made.id, delivery?.id ?? '');
    expect(again).toMatchObject({ id: delivery?.id, status: 'pending' });
    const { queued } = await astrocal.webhooks.replay(made.id, {
      created_after: '2026-06-01T00:00:00Z',
      created_before: '2026-06-02T00:00:00Z',
    });
    expect(queued).toBe(1);
    expect((await astrocal.webhooks.list()).data).toHaveLength(1);
    expect(await astrocal.webhooks.update(made.id, { active: false })).toMatchObject({ active: false });
    expect(await astrocal.webhooks.get(made.id)).toMatchObject({ active: false });
    await astrocal.webhooks.delete(made.id);
    expect((await astrocal.webhooks.list()).data).toEqual([]);
  } finally {
    await receiver.close();
  }
});

it('keeps keys', async () => {
  const astrocal = scene.client();
  const made = await astrocal.apiKeys.create({ name: 'Website' });
  expect((await scene.client({ apiKey: made.key }).apiKeys.list()).data[0]?.id).toBe(made.id);
  await astrocal.apiKeys.delete(made.id);
  const { data } = await astrocal.apiKeys.list();
  expect(data.find(({ id }) => id === made.id)?.revoked_at).not.toBeNull();
});

it('follows the log, and knows by the event what it tells of', async () => {
  const astrocal = scene.client();
  const { id: event_type_id } = await openEventType();
  await astrocal.bookings.create({ event_type_id, start_time: '2026-06-02T09:00:00Z', ...alex });
  const told: string[] = [];
  for await (const message of astrocal.events.list({ limit: 1 })) {
    if (message.event === 'booking.created') told.push(message.data.invitee_name);
    if (message.event === 'waitlist.expired') told.push(message.data.expires_at);
  }
  expect(told).toEqual(['Alex Johnson']);
});

it('reads what was written to people', async () => {
  const astrocal = scene.client();
  const { data, has_more } = await astrocal.mails.list({ status: 'failed' });
  expect([data, has_more]).toEqual([[], false]);
  await expect(astrocal.mails.get('mml_unknown')).rejects.toMatchObject({ code: 'not_found' });
});

it('tells what is used', async () => {
  const astrocal = scene.client();
  expect(await astrocal.usage.get()).toMatchObject({ tier: 'unlimited' });
  expect(await astrocal.usage.summary({ period: '7d' })).toMatchObject({ period: '7d' });
});

it('signs people in, and out', async () => {
  const { deps } = scene.api;
  const { organizationId } = scene.org;
  const person = await addPerson(deps, { organizationId, role: 'admin' });
  const asPerson: typeof fetch = (url, init) =>
    scene.fetch(url, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init?.headers)), ...person.headers('test') },
    });
  const { auth } = scene.client({ apiKey: undefined, fetch: asPerson });
  expect(await auth.methods()).toMatchObject({ password: true });
  expect((await auth.session()).user.id).toBe(person.userId);
  expect(await auth.updateUser({ name: 'Kim Park' })).toMatchObject({ name: 'Kim Park' });
  expect((await auth.sessions()).data.map(({ id }) => id)).toEqual([person.sessionId]);
  await auth.reauthenticate({ password: examplePassword });
  await person.renew();
  const { secret } = await auth.beginTotp();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await expect(auth.confirmTotp({ otp: 'wrong' })).rejects.toMatchObject({ code: 'unauthorized' });
  await auth.endTotp();
  await auth.chooseOrganization({ organization_id: organizationId });
  await auth.endOtherSessions();
  await expect(auth.endSession('ses_unknown')).rejects.toMatchObject({ code: 'not_found' });
  const new_password = 'correct horse battery staple';
  await auth.changePassword({ current_password: examplePassword, new_password });
  await person.renew();
  await auth.signOut();
  const { email } = person;
  const stranger = scene.client({ apiKey: undefined }).auth;
  const entered = await stranger.signIn({ email, password: examplePassword });
  expect('user' in entered && entered.user.id).toBe(person.userId);
  await stranger.sendPasswordLink({ email });
  await stranger.sendSignInLink({ email });
  const dead = { token: 'A'.repeat(43) };
  const link_expired = { code: 'link_expired', status: 410 };
  await expect(stranger.signInByLink(dead)).rejects.toMatchObject(link_expired);
  await person.renew();
  await expect(auth.confirmEmail(dead)).rejects.toMatchObject(link_expired);
  await expect(stranger.resetPassword({ ...dead, new_password })).rejects.toMatchObject(link_expired);
  const owner = { name: 'Kim Park', email: 'kim@example.com', password: new_password };
  await expect(stranger.setUp({ ...dead, ...owner })).rejects.toMatchObject(link_expired);
});

it('lets users of a product in for a while', async () => {
  const astrocal = scene.client();
  const { id: event_type_id } = await openEventType();
  const { id, token } = await astrocal.embedSessions.create({ kind: 'booker', event_type_id });
  expect((await scene.client({ apiKey: token }).embedSessions.get(id)).event_type_id).toBe(event_type_id);
  expect((await astrocal.embedSessions.list()).data.map((each) => each.id)).toEqual([id]);
  expect(await astrocal.embedSessions.delete(id)).toBeUndefined();
});

it('has people join', async () => {
  const astrocal = scene.client({ apiKey: scene.org.liveKey });
  const made = await astrocal.invitations.create({ email: 'lee@example.com', role: 'member', name: 'Lee' });
  expect((await astrocal.invitations.list()).data.map(({ id }) => id)).toEqual([made.id]);
  const { link } = await astrocal.invitations.resend(made.id);
  const token = new URL(link ?? '').searchParams.get('token') ?? '';
  const stranger = scene.client({ apiKey: undefined }).invitations;
  expect(await stranger.lookUp({ token })).toMatchObject({ email: made.email, has_account: false });
  const joined = await stranger.accept({ token, name: 'Lee', password: 'a horse of one’s own' });
  expect(joined.organizations).toMatchObject([{ id: scene.org.organizationId, role: 'member' }]);
  const { id } = await astrocal.invitations.create({ email: 'ana@example.com', role: 'member' });
  await astrocal.invitations.delete(id);
  expect((await astrocal.invitations.list()).data).toEqual([]);
});

it('asks after the server without credentials', async () => {
  const astrocal = scene.client();
  expect(await astrocal.service.health()).toMatchObject({ status: 'ok' });
  expect(await astrocal.service.ready()).toMatchObject({ status: 'ready' });
  expect(await astrocal.service.openApi()).toMatchObject({ openapi: '3.1.0' });
});

it('called every operation of the contract above', () => {
  expect([...scene.called].sort()).toEqual(operationList.map(({ operationId }) => operationId).sort());
});
