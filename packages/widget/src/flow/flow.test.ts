import { describe, expect, it } from 'vitest';
import {
  bookingAt,
  createScriptedClient,
  refusal,
  type ScriptedClient,
  slotAt,
  slotsAt,
} from '../../test/scripted-client.ts';
import { RequestFailure } from '../api/request-failure.ts';
import { createFlow, type FlowSettings } from './flow.ts';
import { hostNames } from './reduce.ts';

const now = Date.parse('2026-06-01T08:00:00Z');
const tenth = '2026-06-10T09:00:00Z';
const kim = { people: [{ name: ' Kim Lee ', email: 'kim@example.com ' }], notes: '' };

async function begin(client: ScriptedClient, settings: Partial<FlowSettings> = {}) {
  const told: string[] = [];
  let keys = 0;
  const flow = createFlow({
    client,
    eventTypeId: 'evt_1',
    reschedule: undefined,
    timezone: 'UTC',
    now: () => now,
    newKey: () => `key_${++keys}`,
    loadRest: () => import('../rest/index.ts'),
    listener: {
      onBooked: ({ status }) => told.push(`booked ${status}`),
      onMoved: ({ start_time }) => told.push(`moved ${start_time}`),
      onWaitlisted: ({ id }) => told.push(`waitlisted ${id}`),
      onStep: (step) => told.push(step),
      onProblem: ({ code }) => told.push(`problem ${code}`),
    },
    ...settings,
  });
  await flow.start();
  return { flow, told, client };
}

async function beginForm(client: ScriptedClient, settings: Partial<FlowSettings> = {}) {
  const world = await begin(client, settings);
  const { flow } = world;
  flow.chooseDate('2026-06-10');
  const [offer] = flow.state().months['2026-06']?.days['2026-06-10'] ?? [];
  if (!offer) throw new Error('nothing is free on the tenth');
  flow.choose(offer);
  return world;
}

const withTimes = (...starts: string[]) => {
  const client = createScriptedClient();
  client.times = slotsAt(...starts);
  return client;
};

describe('booking', () => {
  it('goes from the calendar to the booking, and tells each step once', async () => {
    const { flow, told, client } = await beginForm(withTimes(tenth));
    flow.write(kim);
    await flow.submit();
    expect(told).toEqual(['calendar', 'times', 'form', 'confirmed', 'booked confirmed']);
    expect(client.booked).toEqual([
      {
        key: 'key_1',
        request: {
          event_type_id: 'evt_1',
          start_time: tenth,
          invitee_name: 'Kim Lee',
          invitee_email: 'kim@example.com',
          invitee_timezone: 'UTC',
        },
      },
    ]);
    expect(flow.state().booking?.cancel_token).toBe('token_1');
  });

  it('sends a party as attendees, in the zone of the visitor', async () => {
    const client = createScriptedClient({ max_attendees: 4 });
    client.times = () => ({ slots: [{ ...slotAt(tenth), spots_remaining: 3, total_capacity: 4 }] });
    const { flow } = await beginForm(client, { timezone: 'Asia/Tokyo' });
    flow.write({ ...kim, people: [...kim.people, { name: 'Robin', email: 'robin@example.com' }] });
    await flow.submit();
    expect(client.booked[0]?.request).toMatchObject({
      attendees: [
        { name: 'Kim Lee', email: 'kim@example.com', timezone: 'Asia/Tokyo' },
        { name: 'Robin', email: 'robin@example.com', timezone: 'Asia/Tokyo' },
      ],
    });
    expect(client.booked[0]?.request).not.toHaveProperty('invitee_name');
  });

  it('sends nothing while the form is not filled in, and says where', async () => {
    const { flow, client } = await beginForm(withTimes(tenth));
    await flow.submit();
    expect(flow.state().fieldProblems).toEqual({ 'name-0': 'nameMissing', 'email-0': 'emailInvalid' });
    expect(client.booked).toEqual([]);
  });

  it('is asked for once by two presses, and under one key by a retry', async () => {
    const client = withTimes(tenth);
    let attempts = 0;
    client.onBook = ({ start_time }) => {
      if (++attempts === 1) throw new RequestFailure('network', 'lost');
      return bookingAt(start_time);
    };
    const { flow, told } = await beginForm(client);
    flow.write(kim);
    await Promise.all([flow.submit(), flow.submit()]);
    expect(client.booked).toHaveLength(1);
    expect(flow.state().problem?.code).toBe('network');
    await flow.retry();
    expect(client.booked.map(({ key }) => key)).toEqual(['key_1', 'key_1']);
    expect(told.slice(-2)).toEqual(['confirmed', 'booked confirmed']);
  });
});

describe('a time that has just gone', () => {
  it('offers others, keeps what was typed, drops the old times, and books the one taken instead', async () => {
    const client = withTimes(tenth, '2026-06-10T10:00:00Z');
    client.onBook = () => {
      client.times = slotsAt('2026-06-10T10:00:00Z');
      client.onBook = ({ start_time }) => bookingAt(start_time);
      throw refusal('slot_unavailable', 409, {
        reason: 'booked',
        alternatives: [slotAt('2026-06-10T10:00:00Z')],
      });
    };
    const { flow, told } = await beginForm(client);
    flow.write(kim);
    await flow.submit();
    const { alternatives, draft, months } = flow.state();
    expect(alternatives).toEqual([{ startTime: '2026-06-10T10:00:00Z', endTime: '2026-06-10T10:30:00Z' }]);
    expect(draft).toEqual(kim);
    expect(months['2026-06']?.days['2026-06-10']).toHaveLength(1);
    flow.takeAlternative({ startTime: '2026-06-10T10:00:00Z', endTime: '2026-06-10T10:30:00Z' });
    await flow.submit();
    expect(client.booked.at(-1)?.request.start_time).toBe('2026-06-10T10:00:00Z');
    expect(told).toContain('problem slot_unavailable');
    expect(flow.state().step).toBe('confirmed');
  });
});

describe('finding times', () => {
  it('asks for whole months in the zone of the visitor, and for the next one ahead of need', async () => {
    const { client } = await begin(withTimes(tenth), { timezone: 'Europe/Berlin' });
    expect(client.queries).toEqual([
      { event_type_id: 'evt_1', timezone: 'Europe/Berlin', start: '2026-06-01', end: '2026-06-30' },
      { event_type_id: 'evt_1', timezone: 'Europe/Berlin', start: '2026-07-01', end: '2026-07-31' },
    ]);
  });

  it('shows the first month with a free day, asking for at most 92 days at once', async () => {
    const { flow, client } = await begin(withTimes('2026-11-05T09:00:00Z'));
    expect(flow.state().month).toBe('2026-11');
    expect(client.queries.map(({ start, end }) => [start, end])).toEqual([
      ['2026-06-01', '2026-06-30'],
      ['2026-07-01', '2026-09-30'],
      ['2026-10-01', '2026-12-31'],
    ]);
  });

  it('stays where it is when a year has nothing', async () => {
    const { flow } = await begin(withTimes());
    expect(flow.state()).toMatchObject({ month: '2026-06', searching: false, problem: null });
  });

  it('asks again in another zone, and drops what the old one answers late', async () => {
    const client = withTimes('2026-06-30T23:00:00Z');
    let release = () => {};
    const { flow } = await begin(client);
    client.times = (query) =>
      query.timezone === 'UTC'
        ? { slots: [] }
        : new Promise((resolve) => {
            release = () => resolve({ slots: [slotAt('2026-06-30T23:00:00Z')] });
          });
    const late = flow.chooseZone('Asia/Tokyo');
    await Promise.resolve();
    const releaseLate = release;
    await flow.chooseZone('UTC');
    releaseLate();
    await late;
    expect(flow.state().timezone).toBe('UTC');
    expect(flow.state().months['2026-06']?.days).toEqual({});
  });

  it('puts a slot past midnight under the date of the visitor', async () => {
    const client = createScriptedClient();
    client.times = ({ start }) => ({ slots: start === '2026-07-01' ? [slotAt('2026-06-30T23:00:00Z')] : [] });
    const { flow } = await begin(client, { timezone: 'Asia/Tokyo' });
    expect(flow.state().months['2026-07']?.days).toHaveProperty('2026-07-01');
  });

  it('leaves a day whose last time has gone meanwhile', async () => {
    const client = withTimes(tenth);
    let time = now;
    const { flow } = await begin(client, { now: () => time });
    flow.chooseDate('2026-06-10');
    client.times = slotsAt();
    time += 30_000;
    await flow.refresh();
    expect(flow.state().step).toBe('times');
    time += 60_000;
    await flow.refresh();
    expect(flow.state()).toMatchObject({ step: 'calendar', date: null });
  });

  it('begins with the next day when it comes, and reads its times', async () => {
    const client = withTimes(tenth);
    let time = now;
    const { flow } = await begin(client, { now: () => time });
    time = Date.parse('2026-07-01T00:00:00Z');
    client.times = slotsAt('2026-07-02T09:00:00Z');
    await flow.refresh();
    expect(flow.state()).toMatchObject({ today: '2026-07-01', month: '2026-07' });
    expect(flow.state().months['2026-07']?.days).toHaveProperty('2026-07-02');
  });

  it('reads the month again that could not be read, and stays on it', async () => {
    const client = withTimes(tenth, '2026-09-10T09:00:00Z');
    const { flow } = await begin(client);
    const { times } = client;
    client.times = () => {
      throw new RequestFailure('network', 'away');
    };
    await flow.showMonth('2026-08');
    expect(flow.state().problem?.during).toBe('times');
    client.times = times;
    await flow.retry();
    expect(flow.state()).toMatchObject({ month: '2026-08', problem: null });
    expect(flow.state().months['2026-08']?.status).toBe('ready');
  });

  it('says that it could not, and does it again when asked', async () => {
    const client = withTimes(tenth);
    const { times } = client;
    client.times = () => {
      throw new RequestFailure('offline', 'away');
    };
    const { flow, told } = await begin(client);
    expect(told).toEqual(['calendar', 'problem offline']);
    client.times = times;
    await flow.retry();
    expect(flow.state().problem).toBeNull();
    expect(flow.state().months['2026-06']?.days).toHaveProperty('2026-06-10');
  });
});

describe('lengths', () => {
  it('are chosen first, and asked for and booked', async () => {
    const client = createScriptedClient({ duration_options: [30, 60] });
    client.times = slotsAt(tenth);
    const { flow, told } = await begin(client);
    expect(flow.state().step).toBe('duration');
    expect(client.queries).toEqual([]);
    await flow.chooseDuration(60);
    expect(client.queries[0]).toMatchObject({ duration: 60 });
    flow.chooseDate('2026-06-10');
    flow.choose({ kind: 'free', startTime: tenth, endTime: '2026-06-10T10:00:00Z' });
    flow.write(kim);
    await flow.submit();
    expect(client.booked[0]?.request).toMatchObject({ duration: 60 });
    expect(told).toEqual(['duration', 'calendar', 'times', 'form', 'confirmed', 'booked confirmed']);
  });
});

describe('hosts', () => {
  const hosts = [
    { member_id: 'mbr_1', name: 'Ana', required: true },
    { member_id: 'mbr_2', name: 'Bo', required: false },
    { member_id: 'mbr_3', name: 'Cy', required: false },
  ];
  const withHosts = () => {
    const client = createScriptedClient({ hosts });
    client.times = slotsAt(tenth);
    return client;
  };
  const bookIn = async ({ flow, client }: Awaited<ReturnType<typeof begin>>) => {
    flow.chooseDate('2026-06-10');
    const [offer] = flow.state().months['2026-06']?.days['2026-06-10'] ?? [];
    if (offer) flow.choose(offer);
    flow.write(kim);
    await flow.submit();
    return client.booked.at(-1)?.request;
  };

  it('are chosen by the visitor: times are asked for and booked with whom they chose', async () => {
    const world = await begin(withHosts());
    const { flow, client } = world;
    expect(flow.state().hostChoice.map(({ name }) => name)).toEqual(['Bo', 'Cy']);
    expect(hostNames(flow.state())).toEqual(['Ana']);
    flow.chooseDate('2026-06-10');
    const before = client.queries.length;
    await flow.chooseHost('mbr_3');
    expect(client.queries.slice(before).map(({ host_id }) => host_id)).toEqual(['mbr_3', 'mbr_3']);
    expect([flow.state().step, flow.state().date]).toEqual(['calendar', null]);
    expect(hostNames(flow.state())).toEqual(['Ana', 'Cy']);
    expect(await bookIn(world)).toMatchObject({ host_id: 'mbr_3' });
  });

  it('are anyone again, and chosen before a length is', async () => {
    const client = createScriptedClient({ hosts, duration_options: [30, 60] });
    client.times = slotsAt(tenth);
    const world = await begin(client);
    await world.flow.chooseHost('mbr_3');
    expect([world.flow.state().step, client.queries]).toEqual(['duration', []]);
    await world.flow.chooseDuration(30);
    await world.flow.chooseHost(undefined);
    expect(client.queries.at(-1)?.host_id).toBeUndefined();
    expect(await bookIn(world)).not.toHaveProperty('host_id');
  });

  it('are those of the settings, which leave no choice', async () => {
    const world = await begin(withHosts(), { host: { id: 'mbr_2', attributes: { language: 'es' } } });
    expect(world.flow.state().hostChoice).toEqual([]);
    expect(hostNames(world.flow.state())).toEqual(['Ana', 'Bo']);
    expect(world.client.queries[0]).toMatchObject({ host_id: 'mbr_2', 'host_attributes[language]': 'es' });
    expect(await bookIn(world)).toMatchObject({ host_id: 'mbr_2', host_attributes: { language: 'es' } });
  });

  it('are told by the booking once it is made', async () => {
    const client = withHosts();
    client.onBook = ({ start_time }) => bookingAt(start_time, { hosts: [{ name: 'Ana' }, { name: 'Cy' }] });
    const world = await begin(client);
    await bookIn(world);
    expect(hostNames(world.flow.state())).toEqual(['Ana', 'Cy']);
  });

  it('of a booking that moves stay, and are not asked for', async () => {
    const client = withHosts();
    client.readBooking = async () => bookingAt(tenth, { hosts: [{ name: 'Bo' }] });
    const reschedule = { bookingId: 'bkg_1', token: 'token_1' };
    const { flow } = await begin(client, { reschedule, host: { id: 'mbr_3' } });
    expect([flow.state().hostChoice, hostNames(flow.state())]).toEqual([[], ['Bo']]);
    expect(client.queries[0]).not.toHaveProperty('host_id');
  });
});

describe('waiting', () => {
  it('joins the line of a full time, alone', async () => {
    const client = createScriptedClient({ waitlist_enabled: true });
    client.times = () => ({
      slots: [],
      waitlist_available: true,
      full_slots: [{ ...slotAt(tenth), waitlist_position: 2 }],
    });
    const { flow, told } = await beginForm(client);
    expect(flow.state().step).toBe('waitlist');
    flow.write(kim);
    await flow.submit();
    expect(client.joined).toEqual([
      {
        event_type_id: 'evt_1',
        invitee_name: 'Kim Lee',
        invitee_email: 'kim@example.com',
        invitee_timezone: 'UTC',
        start_time: tenth,
      },
    ]);
    expect(client.booked).toEqual([]);
    expect(told.slice(-2)).toEqual(['waitlisted', 'waitlisted wle_1']);
  });

  it('waits for any time without naming one', async () => {
    const client = createScriptedClient({ waitlist_enabled: true });
    client.times = () => ({ slots: [], capped: true, waitlist_available: true, full_slots: [] });
    const { flow } = await begin(client);
    expect(flow.state()).toMatchObject({ capped: true, waitlistAvailable: true });
    flow.choose({ kind: 'any' });
    flow.write(kim);
    await flow.submit();
    expect(client.joined[0]).not.toHaveProperty('start_time');
  });
});

describe('moving a booking', () => {
  const reschedule = { bookingId: 'bkg_1', token: 'token_1' };

  it('asks for its event type and length, and needs nothing but a time', async () => {
    const client = createScriptedClient({ duration_options: [30, 60] });
    client.times = slotsAt(tenth);
    const { flow, told } = await begin(client, { eventTypeId: undefined, reschedule });
    const asked = { event_type_id: 'evt_1', duration: 30, booking_id: 'bkg_1', token: 'token_1' };
    expect(client.queries.map((query) => ({ ...query, ...asked }))).toEqual(client.queries);
    flow.chooseDate('2026-06-10');
    flow.choose({ kind: 'free', startTime: tenth, endTime: '2026-06-10T09:30:00Z' });
    flow.write({ ...flow.state().draft, notes: 'Travelling' });
    await flow.submit();
    expect(client.moves).toEqual([
      { id: 'bkg_1', token: 'token_1', new_start_time: tenth, reason: 'Travelling' },
    ]);
    expect(told).toEqual(['calendar', 'times', 'form', 'confirmed', `moved ${tenth}`]);
  });

  it('keeps its length, which may be offered no more', async () => {
    const client = createScriptedClient({ duration_minutes: 45, duration_options: [45, 60] });
    const { flow } = await begin(client, { reschedule });
    expect(client.queries[0]).toMatchObject({ duration: 30 });
    expect(flow.state()).toMatchObject({ duration: 30, step: 'calendar' });
  });

  it('goes on where its event type is shown to nobody any more', async () => {
    const client = withTimes(tenth);
    client.readEventType = async () => {
      throw refusal('not_found', 404);
    };
    const { flow } = await begin(client, { reschedule });
    expect(flow.state()).toMatchObject({ problem: null, eventType: { id: 'evt_1', title: 'Walkthrough' } });
    expect(Object.keys(flow.state().months['2026-06']?.days ?? {})).toEqual(['2026-06-10']);
  });

  it('says so when its event type cannot be read for another reason', async () => {
    const client = createScriptedClient();
    client.readEventType = async () => {
      throw refusal('unavailable', 503);
    };
    const { flow } = await begin(client, { reschedule });
    expect(flow.state().problem).toMatchObject({ code: 'unavailable', during: 'start' });
  });

  it('says that it was cancelled, as the times do', async () => {
    const client = createScriptedClient();
    client.times = () => {
      throw refusal('booking_cancelled', 409);
    };
    const { flow } = await begin(client, { reschedule });
    expect(flow.state().problem).toMatchObject({ code: 'booking_cancelled', during: 'times' });
  });

  it('says that the link is no good', async () => {
    const client = createScriptedClient();
    const { flow } = await begin(client, { reschedule: { ...reschedule, token: 'wrong' } });
    expect(flow.state().problem).toMatchObject({ code: 'unauthorized', during: 'start' });
  });
});

it('goes back step by step, and keeps the day', async () => {
  const { flow } = await beginForm(withTimes(tenth));
  flow.goBack();
  expect(flow.state()).toMatchObject({ step: 'times', date: '2026-06-10' });
  flow.goBack();
  expect(flow.state()).toMatchObject({ step: 'calendar', date: null });
  flow.goBack();
  expect(flow.state().step).toBe('calendar');
});

it('stays on the form while it is being sent', async () => {
  const { flow } = await beginForm(withTimes(tenth));
  flow.write(kim);
  const sent = flow.submit();
  flow.goBack();
  expect(flow.state().step).toBe('form');
  await sent;
  expect(flow.state().step).toBe('confirmed');
});

it('tells nobody anything once it is stopped', async () => {
  const client = withTimes(tenth);
  const { flow, told } = await beginForm(client);
  flow.write(kim);
  const sent = flow.submit();
  flow.stop();
  await sent;
  expect(client.booked).toHaveLength(1);
  expect(told).toEqual(['calendar', 'times', 'form']);
});
